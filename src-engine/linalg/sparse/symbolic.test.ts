import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analysePattern, approximateMinimumDegree, crossedFactorPattern, densePattern, patternFromEntries } from '.'
import { playElimination, randomNumbers, randomPattern } from './testing/matrices'

const pattern = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer())
  .map(([n, density, seed]) => randomPattern(n, density ** 2, seed))

describe('approximate minimum degree', () => {
  it('is a permutation', () => {
    fc.assert(
      fc.property(pattern, (matrix) => {
        const order = approximateMinimumDegree(matrix)
        expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: matrix.n }, (_, i) => i))
      }),
    )
  })

  it('eliminates a tree without fill', () => {
    const next = randomNumbers(1)
    const n = 300
    const parents = Int32Array.from({ length: n - 1 }, (_, i) => Math.floor(next() * (i + 1)))
    const children = Int32Array.from({ length: n - 1 }, (_, i) => i + 1)
    const tree = patternFromEntries(n, children, parents)
    expect(analysePattern(tree).nFactorEntries).toBe(2 * n - 1)
  })

  it('comes close to the exact minimum degree on a grid, and far below the natural order', () => {
    const side = 40
    const rows: number[] = []
    const columns: number[] = []
    for (let i = 0; i < side * side; i++) {
      for (const [neighbour, exists] of [
        [i + 1, i % side !== side - 1],
        [i + side, i + side < side * side],
      ] as const) {
        if (!exists) continue
        rows.push(neighbour)
        columns.push(i)
      }
    }
    const grid = patternFromEntries(side * side, Int32Array.from(rows), Int32Array.from(columns))
    const natural = analysePattern(grid, { ordering: 'natural' })
    const amd = analysePattern(grid)
    expect(amd.nFactorEntries).toBeLessThan(0.4 * natural.nFactorEntries)
    expect(amd.nFactorEntries).toBeLessThan(1.25 * exactMinimumDegree(side, grid))
  })

  it('eliminates the levels of the larger of two sparsely crossed factors first', () => {
    const next = randomNumbers(2)
    const codes = (nLevels: number) => ({
      codes: Int32Array.from({ length: 2000 }, () => Math.floor(next() * nLevels)),
      nLevels,
    })
    const order = approximateMinimumDegree(crossedFactorPattern([codes(500), codes(40)]))
    const firstSmall = order.findIndex((column) => column >= 500)
    expect(firstSmall).toBeGreaterThan(450)
  })
})

describe('symbolic analysis', () => {
  it('counts the entries of L as playing the elimination does', () => {
    fc.assert(
      fc.property(pattern, (matrix) => {
        const symbolic = analysePattern(matrix)
        const counts = playElimination(matrix, symbolic.permutation)
        expect(symbolic.nFactorEntries).toBe(counts.reduce((sum, count) => sum + count, 0))
        expect(symbolic.multiplyAdds).toBe(counts.reduce((sum, count) => sum + count * count, 0))
        const amd = playElimination(matrix, approximateMinimumDegree(matrix))
        expect(symbolic.nFactorEntries).toBe(amd.reduce((sum, count) => sum + count, 0))
      }),
    )
  })

  it('lays out panels of ascending rows that begin with their own columns', () => {
    fc.assert(
      fc.property(pattern, (matrix) => {
        const { panels, nPanels, n } = analysePattern(matrix)
        expect(panels.firstColumns[0]).toBe(0)
        expect(panels.firstColumns[nPanels]).toBe(n)
        for (let k = 0; k < nPanels; k++) {
          const rows = Array.from(panels.rows.subarray(panels.rowStarts[k], panels.rowEnds[k]))
          expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b))
          const width = panels.firstColumns[k + 1] - panels.firstColumns[k]
          expect(rows.slice(0, width)).toEqual(Array.from({ length: width }, (_, j) => panels.firstColumns[k] + j))
        }
      }),
    )
  })

  it('describes a dense matrix as such', () => {
    const { multiplyAdds, fill, nFactorEntries } = analysePattern(densePattern(100))
    expect(fill).toBe(1)
    expect(nFactorEntries).toBe(5050)
    expect(multiplyAdds).toBe(338350)
  })
})

/** Entries of L when a variable of least exact degree is eliminated each time. */
function exactMinimumDegree(side: number, grid: ReturnType<typeof densePattern>): number {
  const neighbours = Array.from({ length: side * side }, () => new Set<number>())
  for (let j = 0; j < grid.n; j++) {
    for (let e = grid.columnStarts[j] + 1; e < grid.columnStarts[j + 1]; e++) {
      neighbours[j].add(grid.rowIndices[e])
      neighbours[grid.rowIndices[e]].add(j)
    }
  }
  const left = new Set(neighbours.keys())
  let entries = 0
  while (left.size > 0) {
    let pivot = -1
    for (const node of left) if (pivot < 0 || neighbours[node].size < neighbours[pivot].size) pivot = node
    left.delete(pivot)
    entries += neighbours[pivot].size + 1
    for (const a of neighbours[pivot]) {
      neighbours[a].delete(pivot)
      for (const b of neighbours[pivot]) if (a !== b) neighbours[a].add(b)
    }
  }
  return entries
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  analysePattern,
  cliquePositions,
  createSparseCholesky,
  crossedFactorPattern,
  densePattern,
  patternFromCliques,
  patternFromEntries,
  positionsOf,
  recommendFactor,
  type AnalysisOptions,
  type SymmetricPattern,
} from '.'
import { denseCholesky, denseInverse, dominantValues, randomNumbers, randomPattern, toDense } from './testing/matrices'

function arrow(n: number): SymmetricPattern {
  const rows = Int32Array.from({ length: n }, (_, i) => i)
  return patternFromEntries(n, rows, new Int32Array(n))
}

function blockDiagonal(nBlocks: number, size: number): SymmetricPattern {
  const starts = Int32Array.from({ length: nBlocks + 1 }, (_, b) => b * size)
  return patternFromCliques(
    nBlocks * size,
    starts,
    Int32Array.from({ length: nBlocks * size }, (_, i) => i),
  )
}

function crossed(nLevels: [number, number], nRows: number, widths: [number, number], seed: number): SymmetricPattern {
  const next = randomNumbers(seed)
  return crossedFactorPattern(
    nLevels.map((levels, f) => ({
      codes: Int32Array.from({ length: nRows }, () => Math.floor(next() * levels)),
      nLevels: levels,
      width: widths[f],
    })),
  )
}

function grid(side: number): SymmetricPattern {
  const rows: number[] = []
  const columns: number[] = []
  for (let i = 0; i < side * side; i++) {
    if (i % side !== side - 1) {
      rows.push(i + 1)
      columns.push(i)
    }
    if (i + side < side * side) {
      rows.push(i + side)
      columns.push(i)
    }
  }
  return patternFromEntries(side * side, Int32Array.from(rows), Int32Array.from(columns))
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]))
  return largest
}

/** Compares everything the factor offers with dense algebra. */
function checkAgainstDense(pattern: SymmetricPattern, seed: number, options: AnalysisOptions = {}): void {
  const { n } = pattern
  const values = dominantValues(pattern, seed)
  const dense = toDense(pattern, values)
  const l = denseCholesky(n, dense)
  const inverse = denseInverse(n, dense)
  let logDeterminant = 0
  for (let j = 0; j < n; j++) logDeterminant += 2 * Math.log(l[j + j * n])
  const next = randomNumbers(seed + 1)
  const nRhs = 11
  const b = Float64Array.from({ length: n * nRhs }, next)

  const scaled = b.map((value, e) => value * (Math.floor(e / n) - 5))
  const columnOf = Array.from({ length: n }, (_, j) =>
    Array.from<number>({ length: pattern.columnStarts[j + 1] - pattern.columnStarts[j] }).fill(j),
  ).flat()
  const symbolic = analysePattern(pattern, options)
  expect(Array.from(symbolic.permutation).sort((x, y) => x - y)).toEqual(Array.from({ length: n }, (_, i) => i))
  for (const kernels of ['plain', 'simd'] as const) {
    const factor = createSparseCholesky(symbolic, { kernels, selectedInverse: true })
    for (let round = 0; round < 2; round++) {
      expect(factor.factorise(values)).toEqual({ ok: true })
      expect(Math.abs(factor.logDeterminant() - logDeterminant)).toBeLessThan(1e-11 * (n + 1))
      factor.invertSelected()
    }
    const selected = factor.inverseValues()
    let inverseError = 0
    let trace = 0
    for (let j = 0; j < n; j++) {
      for (let e = pattern.columnStarts[j]; e < pattern.columnStarts[j + 1]; e++) {
        const i = pattern.rowIndices[e]
        inverseError = Math.max(inverseError, Math.abs(selected[e] - inverse[i + j * n]))
        trace += (i === j ? 1 : 2) * inverse[i + j * n] * values[e]
      }
    }
    expect(inverseError).toBeLessThan(1e-12)
    expect(Math.abs(factor.traceProduct(values) - trace)).toBeLessThan(1e-10 * (n + 1))
    expect(Math.abs(trace - n)).toBeLessThan(1e-10 * (n + 1))

    factor.addToInverse(b, scaled, nRhs)
    let lowRankError = 0
    factor.inverseValues().forEach((value, e) => {
      let expected = selected[e]
      for (let r = 0; r < nRhs; r++) expected += b[pattern.rowIndices[e] + r * n] * scaled[columnOf[e] + r * n]
      lowRankError = Math.max(lowRankError, Math.abs(value - expected))
    })
    expect(lowRankError).toBeLessThan(1e-12)

    const x = b.slice()
    factor.solveInPlace(x, nRhs)
    let residual = 0
    for (let r = 0; r < nRhs; r++) {
      for (let i = 0; i < n; i++) {
        let sum = -b[i + r * n]
        for (let j = 0; j < n; j++) sum += dense[i + j * n] * x[j + r * n]
        residual = Math.max(residual, Math.abs(sum))
      }
    }
    expect(residual).toBeLessThan(1e-11)
    const half = b.slice()
    factor.solveLowerInPlace(half, nRhs)
    let squared = 0
    let quadratic = 0
    for (let i = 0; i < n; i++) {
      squared += half[i] ** 2
      quadratic += b[i] * x[i]
    }
    expect(Math.abs(squared - quadratic)).toBeLessThan(1e-11 * (n + 1))
    factor.release()
  }
}

describe('sparse Cholesky', () => {
  const structured: [string, () => SymmetricPattern][] = [
    ['no column', () => densePattern(0)],
    ['one column', () => densePattern(1)],
    ['a diagonal matrix', () => patternFromEntries(30, new Int32Array(0), new Int32Array(0))],
    ['a small dense matrix', () => densePattern(17)],
    ['a dense matrix of several panels', () => densePattern(230)],
    ['an arrow', () => arrow(60)],
    ['a block diagonal matrix', () => blockDiagonal(9, 7)],
    ['two crossed factors', () => crossed([40, 25], 300, [1, 1], 3)],
    ['two crossed factors with slopes', () => crossed([30, 20], 150, [3, 2], 4)],
    ['a grid', () => grid(17)],
    ['a large crossed design', () => crossed([200, 120], 900, [1, 1], 5)],
  ]
  for (const [name, make] of structured) {
    it(`agrees with dense algebra on ${name}`, () => {
      const pattern = make()
      checkAgainstDense(pattern, 11)
      checkAgainstDense(pattern, 12, { ordering: 'natural' })
      checkAgainstDense(pattern, 13, { structure: 'dense' })
    })
  }

  it('agrees with dense algebra on random matrices', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (n, density, seed) => checkAgainstDense(randomPattern(n, density ** 3, seed), seed),
      ),
      { numRuns: 60 },
    )
  })

  it('has the same log determinant in every order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer(), (n, seed) => {
        const pattern = randomPattern(n, 0.1, seed)
        const values = dominantValues(pattern, seed)
        const next = randomNumbers(seed)
        const shuffled = Int32Array.from({ length: n }, (_, i) => i)
        for (let i = n - 1; i > 0; i--) {
          const j = Math.floor(next() * (i + 1))
          ;[shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]]
        }
        const [amd, natural, random] = (['amd', 'natural', shuffled] as const).map((ordering) => {
          const factor = createSparseCholesky(analysePattern(pattern, { ordering }))
          expect(factor.factorise(values).ok).toBe(true)
          return factor.logDeterminant()
        })
        expect(Math.abs(amd - natural)).toBeLessThan(1e-12 * (n + 1))
        expect(Math.abs(amd - random)).toBeLessThan(1e-12 * (n + 1))
      }),
      { numRuns: 60 },
    )
  })

  it('reports the column of an indefinite matrix, and works again afterwards', () => {
    const pattern = crossed([20, 15], 120, [1, 1], 8)
    const good = dominantValues(pattern, 1)
    for (const kernels of ['plain', 'simd'] as const) {
      const factor = createSparseCholesky(analysePattern(pattern), { kernels })
      for (const column of [0, 7, 34]) {
        const bad = good.slice()
        bad[pattern.columnStarts[column]] = -1
        const outcome = factor.factorise(bad)
        expect(outcome.ok).toBe(false)
        if (!outcome.ok) expect(outcome.pivot).toBeLessThanOrEqual(0)
        expect(factor.factorise(good)).toEqual({ ok: true })
      }
    }
  })

  it('names the very column when only its own pivot is bad', () => {
    const pattern = blockDiagonal(5, 3)
    const values = dominantValues(pattern, 1)
    const factor = createSparseCholesky(analysePattern(pattern))
    for (const column of [1, 8, 14]) {
      const bad = values.slice()
      bad[pattern.columnStarts[column]] = NaN
      const outcome = factor.factorise(bad)
      expect(outcome.ok).toBe(false)
      if (!outcome.ok) expect(Math.floor(outcome.column / 3)).toBe(Math.floor(column / 3))
    }
  })

  it('finds entries by any pair of indices and by cliques', () => {
    const starts = Int32Array.of(0, 3, 5, 9)
    const members = Int32Array.of(4, 0, 2, 5, 1, 6, 3, 0, 5)
    const pattern = patternFromCliques(7, starts, members)
    const values = dominantValues(pattern, 5)
    const dense = toDense(pattern, values)
    const symbolic = analysePattern(pattern)
    const factor = createSparseCholesky(symbolic)
    symbolic.entryPositions.forEach((position, e) => (factor.panels[position] = values[e]))
    let at = 0
    const positions = cliquePositions(symbolic, starts, members)
    for (let c = 0; c < 3; c++) {
      for (let b = starts[c]; b < starts[c + 1]; b++) {
        for (let a = b; a < starts[c + 1]; a++) {
          expect(factor.panels[positions[at++]]).toBe(dense[members[a] + 7 * members[b]])
        }
      }
    }
    expect(at).toBe(positions.length)
    expect(positionsOf(symbolic, Int32Array.of(4, 0), Int32Array.of(0, 4))).toEqual(
      positionsOf(symbolic, Int32Array.of(0, 4), Int32Array.of(4, 0)),
    )
  })

  it('refuses a place outside the factor', () => {
    const symbolic = analysePattern(blockDiagonal(30, 10))
    expect(() => positionsOf(symbolic, Int32Array.of(0), Int32Array.of(299))).toThrow(RangeError)
  })
})

describe('recommendFactor', () => {
  it('takes a dense factor for small and for well filled matrices, a sparse one otherwise', () => {
    expect(recommendFactor(grid(5)).kind).toBe('dense')
    expect(recommendFactor(densePattern(200)).kind).toBe('dense')
    expect(recommendFactor(randomPattern(300, 0.3, 2)).kind).toBe('dense')
    const sparse = recommendFactor(grid(30))
    expect(sparse.kind).toBe('sparse')
    expect(sparse.bytes).toBeLessThan(sparse.denseBytes)
    expect(sparse.multiplyAdds).toBeLessThan(sparse.denseMultiplyAdds / 20)
  })

  it('gives an analysis that works, for either kind', () => {
    for (const pattern of [grid(5), grid(12)]) {
      const values = dominantValues(pattern, 3)
      const { symbolic } = recommendFactor(pattern)
      const factor = createSparseCholesky(symbolic, { selectedInverse: true })
      expect(factor.factorise(values)).toEqual({ ok: true })
      factor.invertSelected()
      expect(largestDifference([factor.traceProduct(values)], [pattern.n])).toBeLessThan(1e-11)
    }
  })
})

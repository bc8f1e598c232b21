import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createWorkspace, regionLength, simdModule, workspaceBytes, type Workspace } from '.'

/** Deterministic doubles in [−1, 1). */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

interface Placed {
  workspace: Workspace
  at: number[]
}

/** Both kinds of workspace with the same random matrices in them. */
function placedTwice(lengths: number[], seed: number): Placed[] {
  return (['plain', 'simd'] as const).map((kernels) => {
    const workspace = createWorkspace(
      lengths.reduce((sum, length) => sum + regionLength(length), 0),
      { kernels },
    )
    const next = numbers(seed)
    const at = lengths.map((length) => {
      const offset = workspace.allocate(length)
      for (let i = 0; i < length; i++) workspace.doubles[offset + i] = next()
      return offset
    })
    return { workspace, at }
  })
}

const dimension = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 120, max: 150 }))
const extra = fc.integer({ min: 0, max: 3 })

function maximumDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]))
  return largest
}

describe('dense kernels', () => {
  it('this host runs the SIMD kernels', () => {
    expect(simdModule()).not.toBeNull()
    expect(createWorkspace(10_000).kernels.name).toBe('simd')
    expect(createWorkspace(10).kernels.name).toBe('plain')
  })

  it('the committed binary is what the sources compile to', () => {
    const script = join(import.meta.dirname, '../../../tools/buildKernels.mjs')
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  const products = [
    { name: 'addProductNT', left: false, right: false },
    { name: 'addProductNN', left: false, right: true },
    { name: 'addProductTN', left: true, right: true },
  ] as const
  for (const { name, left, right } of products) {
    it(`${name} is the product, and touches nothing else, with both kinds of kernels`, () => {
      fc.assert(
        fc.property(dimension, dimension, dimension, extra, fc.integer(), (m, n, k, pad, seed) => {
          const lda = (left ? k : m) + pad
          const ldb = (right ? k : n) + pad
          const ldc = m + pad
          const results = placedTwice([lda * (left ? m : k), ldb * (right ? n : k), ldc * n], seed).map(
            ({ workspace, at: [a, b, c] }) => {
              const x = workspace.doubles
              const expected = x.slice(c, c + ldc * n)
              for (let j = 0; j < n; j++) {
                for (let i = 0; i < m; i++) {
                  let sum = 0
                  for (let d = 0; d < k; d++) {
                    sum += x[a + (left ? d + i * lda : i + d * lda)] * x[b + (right ? d + j * ldb : j + d * ldb)]
                  }
                  expected[i + j * ldc] += -0.75 * sum
                }
              }
              workspace.kernels[name](-0.75, m, n, k, a, lda, b, ldb, c, ldc)
              const result = x.slice(c, c + ldc * n)
              expect(maximumDifference(result, expected)).toBeLessThan(1e-13 * (k + 1))
              workspace.release()
              return result
            },
          )
          expect(maximumDifference(results[0], results[1])).toBeLessThan(1e-14 * (k + 1))
        }),
        { numRuns: 40 },
      )
    })
  }

  it('addSquareLower is the lower trapezoid of the product and leaves the upper part alone', () => {
    fc.assert(
      fc.property(dimension, dimension, dimension, extra, fc.integer(), (n, more, k, pad, seed) => {
        const m = n + more
        const lda = m + pad
        const results = placedTwice([lda * k, lda * n], seed).map(({ workspace, at: [a, c] }) => {
          const x = workspace.doubles
          const expected = x.slice(c, c + lda * n)
          for (let j = 0; j < n; j++) {
            for (let i = j; i < m; i++) {
              for (let d = 0; d < k; d++) expected[i + j * lda] += 2 * x[a + i + d * lda] * x[a + j + d * lda]
            }
          }
          workspace.kernels.addSquareLower(2, m, n, k, a, lda, c, lda)
          const result = x.slice(c, c + lda * n)
          expect(maximumDifference(result, expected)).toBeLessThan(1e-13 * (k + 1))
          workspace.release()
          return result
        })
        expect(maximumDifference(results[0], results[1])).toBeLessThan(1e-14 * (k + 1))
      }),
      { numRuns: 40 },
    )
  })

  it('choleskyInPlace factors, and solveRightTransposedInPlace solves with the factor', () => {
    const order = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 250, max: 300 }))
    fc.assert(
      fc.property(order, fc.integer({ min: 0, max: 30 }), extra, fc.integer(), (n, m, pad, seed) => {
        const lda = n + pad
        const ldb = m + pad
        const results = placedTwice([lda * n, lda * n, ldb * n, ldb * n], seed).map(
          ({ workspace, at: [a, l, b, solved] }) => {
            const { doubles: x, kernels } = workspace
            for (let j = 0; j < n; j++) x[a + j + j * lda] += n
            for (let j = 0; j < n; j++) for (let i = j; i < n; i++) x[a + j + i * lda] = x[a + i + j * lda]
            x.copyWithin(l, a, a + lda * n)
            expect(kernels.choleskyInPlace(n, l, lda)).toBe(-1)
            let factorError = 0
            let upperTouched = 0
            for (let j = 0; j < n; j++) {
              for (let i = 0; i < n; i++) {
                if (i < j && x[l + i + j * lda] !== x[a + i + j * lda]) upperTouched++
                let product = 0
                for (let d = 0; d <= Math.min(i, j); d++) product += x[l + i + d * lda] * x[l + j + d * lda]
                factorError = Math.max(factorError, Math.abs(product - x[a + i + j * lda]))
              }
            }
            expect(upperTouched).toBe(0)
            expect(factorError).toBeLessThan(1e-13 * (n + 1))
            x.copyWithin(solved, b, b + ldb * n)
            kernels.solveRightTransposedInPlace(m, n, l, lda, solved, ldb)
            let solveError = 0
            for (let j = 0; j < n; j++) {
              for (let i = 0; i < m; i++) {
                let product = 0
                for (let d = 0; d <= j; d++) product += x[solved + i + d * ldb] * x[l + j + d * lda]
                solveError = Math.max(solveError, Math.abs(product - x[b + i + j * ldb]))
              }
            }
            expect(solveError).toBeLessThan(1e-13)
            const result = x.slice(solved, solved + ldb * n)
            workspace.release()
            return result
          },
        )
        expect(maximumDifference(results[0], results[1])).toBeLessThan(1e-13)
      }),
      { numRuns: 15 },
    )
  })

  it('an indefinite matrix is reported as the column of the first bad pivot', () => {
    for (const kernels of ['plain', 'simd'] as const) {
      for (const [n, bad] of [
        [1, 0],
        [5, 3],
        [100, 0],
        [100, 77],
        [300, 299],
      ]) {
        for (const value of [0, -2, NaN]) {
          const workspace = createWorkspace(n * n, { kernels })
          const a = workspace.allocate(n * n)
          for (let j = 0; j < n; j++) workspace.doubles[a + j * n + j] = j === bad ? value : 4
          expect(workspace.kernels.choleskyInPlace(n, a, n)).toBe(bad)
          expect(workspace.doubles[a + bad * n + bad]).toBe(value)
          workspace.release()
        }
      }
    }
  })
})

describe('workspace', () => {
  it('hands out zeroed, separate regions, also from a block that was used before', () => {
    const first = createWorkspace(5000, { kernels: 'simd' })
    first.doubles.fill(7, first.allocate(5000))
    first.release()
    const second = createWorkspace(5000, { kernels: 'simd' })
    expect(second.doubles.length).toBeGreaterThanOrEqual(5000)
    const a = second.allocate(10)
    const b = second.allocate(3990 - 16)
    expect(b).toBeGreaterThanOrEqual(a + 10)
    expect(second.view(a, 10).every((value) => value === 0)).toBe(true)
    expect(second.view(b, 3974).every((value) => value === 0)).toBe(true)
  })

  it('serves a released block again', () => {
    const first = createWorkspace(3_000_000, { kernels: 'simd' })
    first.release()
    const second = createWorkspace(2_900_000, { kernels: 'simd' })
    expect(second.doubles.buffer === first.doubles.buffer).toBe(true)
  })

  it('refuses more than it was made for', () => {
    const workspace = createWorkspace(100, { kernels: 'plain' })
    workspace.allocate(100)
    expect(() => workspace.allocate(1000)).toThrow(RangeError)
  })

  it('says beforehand what it will take', () => {
    const workspace = createWorkspace(1e6, { kernels: 'simd' })
    expect(workspace.doubles.byteLength).toBe(workspaceBytes(1e6))
  })
})

describe('a host without SIMD', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  const refusal = function (): never {
    throw new RangeError('could not allocate')
  }
  const hosts: [string, unknown][] = [
    ['has no WebAssembly', undefined],
    ['cannot compile the module', { ...WebAssembly, Module: refusal }],
    ['has no room for another memory', { Module: WebAssembly.Module, Memory: refusal }],
  ]
  for (const [name, host] of hosts) {
    it(`${name}: the plain kernels do the work`, async () => {
      vi.stubGlobal('WebAssembly', host)
      vi.resetModules()
      const fresh = await import('.')
      const workspace = fresh.createWorkspace(10_000)
      expect(workspace.kernels.name).toBe('plain')
      const a = workspace.allocate(4)
      workspace.doubles.set([4, 2, 0, 5], a)
      expect(workspace.kernels.choleskyInPlace(2, a, 2)).toBe(-1)
      expect(Array.from(workspace.view(a, 4))).toEqual([2, 1, 0, 2])
    })
  }
})

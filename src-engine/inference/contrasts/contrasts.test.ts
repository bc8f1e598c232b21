import { describe, expect, it } from 'vitest'
import { adjustedP, effectiveAdjustment, intervalMultiplier } from './adjust'
import { contrastFamily } from './contrastFamilies'

describe('contrast families', () => {
  const names = ['a', 'b', 'c', 'd', 'e']

  it('compares all pairs, each with the first, and each with the one before', () => {
    expect(contrastFamily('pairwise', names)).toHaveLength(10)
    expect(contrastFamily('treatment', names).map((c) => c.label)).toEqual(['b − a', 'c − a', 'd − a', 'e − a'])
    expect(contrastFamily('sequential', names).map((c) => c.label)).toEqual(['b − a', 'c − b', 'd − c', 'e − d'])
  })

  it('has the tabled orthogonal polynomials of five means', () => {
    expect(contrastFamily('polynomial', names).map((c) => Array.from(c.coefficients))).toEqual([
      [-2, -1, 0, 1, 2],
      [2, -1, -2, -1, 2],
      [-1, 2, 0, -2, 1],
      [1, -4, 6, -4, 1],
    ])
  })

  it('sums to zero for every family and size, polynomials being orthogonal', () => {
    for (let k = 2; k <= 12; k++) {
      const some = Array.from({ length: k }, (_, i) => `m${i}`)
      for (const family of ['pairwise', 'treatment', 'sequential', 'polynomial'] as const)
        for (const { coefficients } of contrastFamily(family, some))
          expect(coefficients.reduce((a, b) => a + b, 0)).toBe(0)
      const rows = contrastFamily('polynomial', some)
      for (const a of rows)
        for (const b of rows)
          if (a !== b) expect(a.coefficients.reduce((sum, v, i) => sum + v * b.coefficients[i], 0)).toBe(0)
    }
  })

  it('has nothing to compare in one mean', () => expect(contrastFamily('pairwise', ['a'])).toEqual([]))
})

describe('adjustment for several tests', () => {
  const df = new Float64Array(5).fill(Infinity)
  const statistics = Float64Array.of(
    3.290526731491926,
    2.3263478740408408,
    2.17009037758456,
    2.053748910631823,
    0.6744897501960817,
  )
  const family = { kind: 'sequential', nMeans: 6 } as const
  const close = (got: Float64Array, want: number[]) => want.forEach((w, i) => expect(got[i]).toBeCloseTo(w, 10))

  it('steps as Holm and as Benjamini and Hochberg', () => {
    close(adjustedP(statistics, df, 'none', family), [0.001, 0.02, 0.03, 0.04, 0.5])
    close(adjustedP(statistics, df, 'holm', family), [0.005, 0.08, 0.09, 0.09, 0.5])
    close(adjustedP(statistics, df, 'fdr', family), [0.005, 0.05, 0.05, 0.05, 0.5])
    close(adjustedP(statistics, df, 'bonferroni', family), [0.005, 0.1, 0.15, 0.2, 1])
    close(
      adjustedP(statistics, df, 'sidak', family),
      [0.001, 0.02, 0.03, 0.04, 0.5].map((p) => 1 - (1 - p) ** 5),
    )
  })

  it("keeps Tukey's method for pairs and takes Šidák's elsewhere", () => {
    expect(effectiveAdjustment('tukey', family)).toBe('sidak')
    expect(effectiveAdjustment('tukey', { kind: 'pairwise', nMeans: 3 })).toBe('tukey')
  })

  it('has intervals that agree with the tests: the bound touches zero where p is alpha', () => {
    const pairs = { kind: 'pairwise', nMeans: 4 } as const
    for (const adjust of ['none', 'bonferroni', 'sidak', 'tukey'] as const) {
      const t = intervalMultiplier(0.95, 17, 6, adjust, pairs)
      const p = adjustedP(Float64Array.of(t, 0, 0, 0, 0, 0), new Float64Array(6).fill(17), adjust, pairs)[0]
      expect(p).toBeCloseTo(0.05, 9)
    }
  })
})

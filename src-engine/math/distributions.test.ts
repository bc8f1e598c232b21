import { describe, expect, it } from 'vitest'
import { chiSquareUpper, fUpper, normalTwoSided, tQuantile, tTwoSided } from './distributions'
import { accurateSum } from './doubleDouble'
import { createRandom } from './random'

const relative = (got: number, want: number): number => Math.abs(got / want - 1)

describe('distributions', () => {
  // The t with 1 df is Cauchy and with 2 df algebraic; both have closed forms.
  it('two-sided t agrees with closed forms', () => {
    for (const t of [1e-3, 0.5, 1, 7, 1e4]) {
      expect(relative(tTwoSided(t, 1), (2 / Math.PI) * Math.atan(1 / t))).toBeLessThan(1e-12)
    }
    for (const t of [0.3, 2, 50]) {
      const s = Math.sqrt(t * t + 2)
      expect(relative(tTwoSided(t, 2), 2 / (s * (s + t)))).toBeLessThan(1e-12)
    }
  })
  it('F with 2 numerator df has the closed form (1 + 2F/d)^(-d/2), also far out in the tail', () => {
    for (const d of [3.7, 17, 254])
      for (const f of [0.01, 1, 45.8, 900])
        expect(relative(fUpper(f, 2, d), Math.exp((-d / 2) * Math.log1p((2 * f) / d)))).toBeLessThan(1e-10)
  })
  it('chi-square with 2 df is exponential, also at 1e-200', () => {
    expect(relative(chiSquareUpper(920, 2), Math.exp(-460))).toBeLessThan(1e-11)
  })
  it('infinite df is the normal distribution', () => {
    expect(tTwoSided(1.96, Infinity)).toBe(normalTwoSided(1.96))
    expect(relative(fUpper(1.7 ** 2, 1, Infinity), normalTwoSided(1.7))).toBeLessThan(1e-12)
  })
  it('quantiles invert the tails for fractional df', () => {
    for (const df of [1.3, 2.056, 17.0001, 1e5])
      expect(relative(tTwoSided(tQuantile(0.975, df), df), 0.05)).toBeLessThan(1e-9)
  })
})

describe('seeded random numbers', () => {
  it('repeat with the seed and have the moments of their distribution', () => {
    const a = createRandom(7)
    const b = createRandom(7)
    let sum = 0
    let squares = 0
    const n = 20000
    for (let i = 0; i < n; i++) {
      const z = a.normal()
      expect(b.normal()).toBe(z)
      sum += z
      squares += z * z
    }
    // Five standard errors of the mean and of the mean square.
    expect(Math.abs(sum / n)).toBeLessThan(5 / Math.sqrt(n))
    expect(Math.abs(squares / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n))
  })
})

it('a compensated sum keeps what cancellation would lose', () => {
  expect(accurateSum(Float64Array.of(1e16, 1, -1e16, 1))).toBe(2)
})

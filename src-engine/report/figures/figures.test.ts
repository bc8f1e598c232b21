import betainc from '@stdlib/math-base-special-betainc'
import normal from '@stdlib/stats-base-dists-normal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constantWithin, fittedLine, joinLines } from './fittedLines'
import { lowess, quantile } from './lowess'
import { orderStatisticQuantile, quantilePlot } from './normalQuantiles'
import { evenly, thin } from './thin'

describe('thinning', () => {
  it('draws everything while there is room', () => {
    expect([...thin(4, 10)]).toEqual([0, 1, 2, 3])
  })

  it('draws the same points for the same data, evenly, and far-out ones always', () => {
    const drawn = thin(100_000, 5000, (i) => i % 20_000 === 7)
    expect(drawn).toEqual(thin(100_000, 5000, (i) => i % 20_000 === 7))
    expect([7, 20_007, 40_007, 60_007, 80_007].every((i) => drawn.includes(i))).toBe(true)
    expect(drawn.length).toBeGreaterThan(4950)
    expect(drawn.length).toBeLessThanOrEqual(5000)
    for (let decile = 0; decile < 10; decile++) {
      const inside = drawn.filter((i) => Math.floor(i / 10_000) === decile).length
      expect(Math.abs(inside - 500)).toBeLessThan(20)
    }
  })

  it('is not fooled by data that repeat every ten rows', () => {
    const drawn = thin(100_000, 1000)
    for (let k = 0; k < 10; k++) expect(drawn.filter((i) => i % 10 === k).length).toBeGreaterThan(80)
  })

  it('keeps both ends of a list', () => {
    expect(evenly(1000, 4)).toEqual([0, 333, 666, 999])
  })
})

describe('the smooth line', () => {
  it('gives a straight line back', () => {
    const x = Float64Array.from({ length: 200 }, (_, i) => i / 10)
    const curve = lowess(
      x,
      x.map((v) => 3 - 2 * v),
    )
    curve.y.forEach((value, k) => expect(value).toBeCloseTo(3 - 2 * curve.x[k], 8))
  })

  it('is not moved by a wild point', () => {
    const x = Float64Array.from({ length: 101 }, (_, i) => i)
    const y = x.map((v) => Math.sin(v * 12.9898) * 0.5)
    y[50] = 1000
    expect(Math.max(...lowess(x, y).y.map(Math.abs))).toBeLessThan(2)
  })

  it('is not drawn over fewer than five different x', () => {
    expect(lowess([1, 2, 3, 4, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6, 7, 8]).x.length).toBe(0)
  })

  it('takes quantiles between order statistics', () => {
    expect([0, 0.25, 0.5, 1].map((p) => quantile([1, 2, 3, 5], p))).toEqual([1, 1.75, 2.5, 5])
    expect(quantile([], 0.5)).toBeNaN()
  })
})

describe('normal quantiles', () => {
  it('has bands that order statistics of normal samples leave with the stated probability', () => {
    for (const n of [3, 10, 50, 500]) {
      for (const i of [1, 2, Math.ceil(n / 2), n - 1, n]) {
        for (const probability of [0.025, 0.975]) {
          const z = orderStatisticQuantile(i, n, probability)
          const reached = betainc(normal.cdf(z, 0, 1), i, n + 1 - i, true, false)
          expect(Math.abs(reached - probability), `${i} of ${n}`).toBeLessThan(0.004)
        }
      }
    }
  })

  it('puts the quantiles of a normal sample on the line, none outside', () => {
    const sample = Float64Array.from({ length: 99 }, (_, i) => 5 + 2 * normal.quantile((i + 0.5) / 99, 0, 1))
    const plot = quantilePlot(sample, 0.95, (n) => evenly(n, n))
    expect(plot.nOutside).toBe(0)
    expect(plot.line.y[0]).toBeCloseTo(sample[0], 0)
  })

  it('counts what lies outside the band', () => {
    const sample = Float64Array.from({ length: 99 }, (_, i) => normal.quantile((i + 0.5) / 99, 0, 1))
    sample[98] = 40
    const plot = quantilePlot(sample, 0.95, (n) => evenly(n, n))
    expect(plot.nOutside).toBe(1)
    expect(plot.order[98]).toBe(98)
  })
})

describe('fitted lines', () => {
  const x = [0, 1, 2, 0, 1, 2]

  it('are joined where the fitted values are a function of x', () => {
    const line = fittedLine(x, [1, 4, 9, 1, 4, 9], [0, 1, 2, 3, 4, 5], true)
    expect([...line.x]).toEqual([0, 1, 2])
    expect([...line.y]).toEqual([1, 4, 9])
    expect(line.summarised).toBe(false)
  })

  it('are drawn by their ends where they are straight', () => {
    expect(fittedLine(x, [1, 3, 5, 1, 3, 5], [0, 1, 2], true).x.length).toBe(2)
  })

  it('are summarised where other variables move them', () => {
    const line = fittedLine(x, [1, 3, 5, 3, 5, 7], [0, 1, 2, 3, 4, 5], false)
    expect(line.summarised).toBe(true)
    expect(line.y[0]).toBeCloseTo(2)
    expect(line.y[1]).toBeCloseTo(6)
  })

  it('are broken by NaN between groups', () => {
    const curve = { x: Float64Array.of(0, 1), y: Float64Array.of(2, 3) }
    expect([...joinLines([curve, curve]).x]).toEqual([0, 1, NaN, 0, 1])
  })

  it('know whether a variable is constant within groups', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1 }), (codes) => {
        const sets = [0, 1, 2, 3].map((g) => codes.flatMap((code, i) => (code === g ? [i] : [])))
        expect(constantWithin(codes, sets)).toBe(true)
      }),
    )
    expect(constantWithin([1, 2], [[0, 1]])).toBe(false)
  })
})

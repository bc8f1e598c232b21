import { describe, expect, it } from 'vitest'
import { tTwoSided } from './distributions'
import { studentizedRangeQuantile, studentizedRangeUpper } from './studentizedRange'

describe('studentized range', () => {
  // Upper tails by adaptive integration of the double integral; R's ptukey agrees to 1e-9 in the middle but is 2 % off at the last.
  it.each([
    [3.5, 3, 20, 0.055891849081749],
    [1, 2, 5, 0.51108408043],
    [5, 10, 3, 0.24531690994],
    [8, 4, 40, 8.3524599123e-6],
    [12, 6, 15, 5.203631304e-6],
    [3, 3, Infinity, 0.085542571655],
    [2.5, 20, 60, 0.960531640424],
    [20, 5, 8, 4.3249573568e-6],
  ])('P(Q > %d) of %d means with %d df', (q, k, nu, expected) => {
    expect(Math.abs(studentizedRangeUpper(q, k, nu) / expected - 1)).toBeLessThan(2e-9)
  })

  it('is the two-sided t test for two means', () => {
    for (const nu of [1, 2.5, 7, 30, 400])
      for (const q of [0.1, 1, 3, 9]) {
        const p = tTwoSided(q / Math.SQRT2, nu)
        expect(Math.abs(studentizedRangeUpper(q, 2, nu) / p - 1)).toBeLessThan(1e-9)
      }
  })

  it.each([
    [0.05, 3, 10, 3.87677674919156],
    [0.01, 5, 2.5, 16.97472780346],
    [0.05, 50, 30, 6.26676321446336],
  ])('quantile at upper tail %d of %d means with %d df', (p, k, nu, expected) => {
    expect(Math.abs(studentizedRangeQuantile(p, k, nu) / expected - 1)).toBeLessThan(1e-6)
  })

  it('inverts its own tail', () => {
    for (const p of [0.5, 0.05, 1e-6])
      expect(studentizedRangeUpper(studentizedRangeQuantile(p, 4, 11), 4, 11) / p).toBeCloseTo(1, 10)
  })

  it('knows its ends', () => {
    expect(studentizedRangeUpper(0, 3, 5)).toBe(1)
    expect(studentizedRangeUpper(Infinity, 3, 5)).toBe(0)
    expect(studentizedRangeUpper(2, 1, 5)).toBeNaN()
  })
})

import type { Family } from '../contract/modelSpec'
import type { SpecProblem } from '../contract/problems'
import { specProblem } from './problem'

/** Whether the family can produce the outcomes seen; the first row that it cannot is named. */
export function outcomeRangeProblem(
  family: Family,
  variable: string,
  y: Float64Array,
  trials: Float64Array | null,
  rows: Int32Array,
): SpecProblem | null {
  const allowed = allowedBy(family, trials)
  let nRows = 0
  let first = -1
  for (let i = 0; i < y.length; i++) {
    if (allowed(y[i], i)) continue
    if (first < 0) first = i
    nRows++
  }
  if (first < 0) return null
  return specProblem(
    'outcome-out-of-range',
    { at: 'outcome' },
    { variable, family, value: y[first], row: rows[first], nRows },
  )
}

function allowedBy(family: Family, trials: Float64Array | null): (value: number, row: number) => boolean {
  switch (family) {
    case 'gaussian':
      return () => true
    case 'binomial':
      if (trials === null) return (value) => value === 0 || value === 1
      // A proportion typed with six decimals still stands for a whole number of successes.
      return (value, i) =>
        value >= 0 &&
        value <= 1 &&
        Math.abs(value * trials[i] - Math.round(value * trials[i])) <= 1e-3 * Math.max(1, trials[i])
    case 'poisson':
    case 'negative-binomial':
      return (value) => value >= 0 && Number.isInteger(value)
    case 'gamma':
      return (value) => value > 0
  }
}

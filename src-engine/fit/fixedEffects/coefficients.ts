import type { Coefficient } from '../../contract/fitResult'
import { tQuantile, tTwoSided } from '../../math/distributions'
import type { FixedInference } from './fixedInference'

/** The coefficient table: t tests and intervals with the degrees of freedom of the inference at hand. */
export function coefficientTable(inference: FixedInference, names: readonly string[], level: number): Coefficient[] {
  const { rank, beta, vcov } = inference
  return names.map((name, j) => {
    const l = new Float64Array(rank)
    l[j] = 1
    const df = inference.df(l)
    return estimateWithTest(name, beta[j], Math.sqrt(vcov[j * rank + j]), df, level)
  })
}

/** One estimate with its test and interval; infinite df is the normal distribution and is tabled as null. */
export function estimateWithTest(
  name: string,
  estimate: number,
  stdError: number,
  df: number,
  level: number,
): Coefficient {
  const statistic = estimate / stdError
  const half = tQuantile(0.5 + level / 2, df) * stdError
  return {
    name,
    estimate,
    stdError,
    df: df === Infinity ? null : df,
    statistic,
    pValue: tTwoSided(statistic, df),
    lower: estimate - half,
    upper: estimate + half,
  }
}

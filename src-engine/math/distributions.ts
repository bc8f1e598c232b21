import betainc from '@stdlib/math-base-special-betainc'
import gammainc from '@stdlib/math-base-special-gammainc'
import normal from '@stdlib/stats-base-dists-normal'
import studentT from '@stdlib/stats-base-dists-t'

/**
 * Tail probabilities and quantiles. Upper tails come from the regularised incomplete beta and gamma functions
 * directly, so that p-values far below 1e-16 keep their digits.
 */

/** P(|T| > |t|) for Student's t with `df` degrees of freedom; infinite `df` is the normal distribution. */
export function tTwoSided(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return NaN
  if (df === Infinity) return normalTwoSided(t)
  const t2 = t * t
  if (t2 === Infinity) return 0
  // The smaller of the two arguments of the beta function keeps its digits near 0.
  return t2 > df ? betainc(df / (df + t2), df / 2, 0.5, true, false) : betainc(t2 / (df + t2), 0.5, df / 2, true, true)
}

/** P(|Z| > |z|) for the standard normal distribution. */
export function normalTwoSided(z: number): number {
  if (Number.isNaN(z)) return NaN
  return Math.min(1, 2 * normal.cdf(-Math.abs(z), 0, 1))
}

/** P(F > f) with `df1` and `df2` degrees of freedom; infinite `df2` is chi-square over `df1`. */
export function fUpper(f: number, df1: number, df2: number): number {
  if (Number.isNaN(f) || !(df1 > 0) || !(df2 > 0)) return NaN
  if (f <= 0) return 1
  if (f === Infinity) return 0
  if (df2 === Infinity) return chiSquareUpper(f * df1, df1)
  const a = df1 * f
  return a > df2
    ? betainc(df2 / (df2 + a), df2 / 2, df1 / 2, true, false)
    : betainc(a / (df2 + a), df1 / 2, df2 / 2, true, true)
}

/** P(X > x) for chi-square with `df` degrees of freedom. */
export function chiSquareUpper(x: number, df: number): number {
  if (Number.isNaN(x) || !(df > 0)) return NaN
  if (x <= 0) return 1
  if (x === Infinity) return 0
  return gammainc(x / 2, df / 2, true, true)
}

/** The t with P(T ≤ t) = probability; infinite `df` is the normal distribution. */
export function tQuantile(probability: number, df: number): number {
  if (!(df > 0)) return NaN
  return df === Infinity ? normalQuantile(probability) : studentT.quantile(probability, df)
}

export function normalQuantile(probability: number): number {
  return normal.quantile(probability, 0, 1)
}

export function normalCdf(z: number): number {
  return normal.cdf(z, 0, 1)
}

import type { Adjustment, ContrastFamily } from '../../contract/analysis'
import { tQuantile, tTwoSided } from '../../math/distributions'
import { studentizedRangeQuantile, studentizedRangeUpper } from '../../math/studentizedRange'

/** A family of m estimates tested together. */
export interface Family {
  readonly kind: ContrastFamily
  /** Means that the family compares; Tukey's method needs it. */
  readonly nMeans: number
}

/** Tukey's method holds for all pairs only; elsewhere Šidák's takes its place. */
export function effectiveAdjustment(adjust: Adjustment, family: Family): Adjustment {
  return adjust === 'tukey' && family.kind !== 'pairwise' ? 'sidak' : adjust
}

/**
 * Two-sided p-values of a family, adjusted for its size.
 * @param statistics t ratios, length m
 * @param df degrees of freedom, length m; Infinity for normal ones
 */
export function adjustedP(
  statistics: Float64Array,
  df: Float64Array,
  adjust: Adjustment,
  family: Family,
): Float64Array {
  const m = statistics.length
  const p = Float64Array.from(statistics, (t, i) => tTwoSided(t, df[i]))
  switch (effectiveAdjustment(adjust, family)) {
    case 'none':
      return p
    case 'bonferroni':
      return p.map((v) => Math.min(1, m * v))
    case 'sidak':
      return p.map((v) => -Math.expm1(m * Math.log1p(-v)))
    case 'tukey':
      return statistics.map((t, i) => studentizedRangeUpper(Math.SQRT2 * Math.abs(t), family.nMeans, df[i]))
    case 'holm':
      return stepwise(p, (rank) => m - rank, 'down')
    case 'fdr':
      return stepwise(p, (rank) => m / (rank + 1), 'up')
  }
}

/** Holm (1979) goes down from the smallest p, Benjamini & Hochberg (1995) up from the largest. */
function stepwise(p: Float64Array, factor: (rank: number) => number, direction: 'down' | 'up'): Float64Array {
  const order = Array.from(p.keys()).sort((a, b) => p[a] - p[b])
  const adjusted = new Float64Array(p.length)
  let bound = direction === 'down' ? 0 : 1
  for (let step = 0; step < order.length; step++) {
    const rank = direction === 'down' ? step : order.length - 1 - step
    const i = order[rank]
    const raw = factor(rank) * p[i]
    bound = direction === 'down' ? Math.max(bound, raw) : Math.min(bound, raw)
    adjusted[i] = Math.min(1, bound)
  }
  return adjusted
}

/**
 * Half-width multiplier of a simultaneous interval at `level`: estimate ± multiplier × standard error.
 * The stepwise methods have no intervals of their own; Bonferroni's serve, as they are never too short.
 */
export function intervalMultiplier(level: number, df: number, m: number, adjust: Adjustment, family: Family): number {
  const alpha = 1 - level
  switch (effectiveAdjustment(adjust, family)) {
    case 'none':
      return tQuantile(1 - alpha / 2, df)
    case 'bonferroni':
    case 'holm':
    case 'fdr':
      return tQuantile(1 - alpha / (2 * m), df)
    case 'sidak':
      return tQuantile(1 + Math.expm1(Math.log1p(-alpha) / m) / 2, df)
    case 'tukey':
      return studentizedRangeQuantile(alpha, family.nMeans, df) / Math.SQRT2
  }
}

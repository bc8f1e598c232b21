import type { FitResult, RandomTerm } from '../contract/fitResult'
import type { ModelFrame, RandomDesign } from '../model/modelFrame'

/** Shares of the variance of the outcome, and effects in its standard deviations. */
export interface EffectSizes {
  /** Var(X beta) over the observations, divisor n − 1. */
  readonly varianceFixed: number
  /** By random term: the mean over observations of the variance that its effects give, z Sigma zᵀ. */
  readonly varianceRandom: readonly { readonly group: string; readonly variance: number }[]
  /** sigma², or its mean over observations under weights. */
  readonly varianceResidual: number
  readonly r2Marginal: number
  readonly r2Conditional: number
  /** Share of the random terms in the variance that the fixed part leaves. */
  readonly iccAdjusted: number
  /** Share of the random terms in the whole variance. */
  readonly iccUnadjusted: number
  /** Cohen's f² of the fixed part: R²m / (1 − R²m). */
  readonly f2: number
  /** beta × sd(column) / sd(outcome), for every coefficient but the intercept. */
  readonly standardised: readonly { readonly name: string; readonly estimate: number; readonly stdError: number }[]
}

/**
 * Marginal and conditional R² of Nakagawa & Schielzeth (2013, Methods Ecol. Evol. 4), with Johnson's (2014, ibid. 5)
 * mean random-effect variance for terms with slopes.
 */
export function effectSizes(frame: ModelFrame, fit: FitResult): EffectSizes {
  const varianceFixed = variance(fit.rows.fittedFixed, frame.offset)
  const varianceRandom = frame.random.map((design, t) => ({
    group: design.group,
    variance: meanRandomVariance(design, fit.random[t]),
  }))
  const random = varianceRandom.reduce((sum, term) => sum + term.variance, 0)
  const varianceResidual = (fit.sigma ?? 0) ** 2 * meanInverse(frame.weights)
  const total = varianceFixed + random + varianceResidual
  const r2Marginal = varianceFixed / total
  const sdOutcome = Math.sqrt(variance(frame.y, null))
  return {
    varianceFixed,
    varianceRandom,
    varianceResidual,
    r2Marginal,
    r2Conditional: (varianceFixed + random) / total,
    iccAdjusted: random / (random + varianceResidual),
    iccUnadjusted: random / total,
    f2: r2Marginal / (1 - r2Marginal),
    standardised: fit.fixed.flatMap(({ name, estimate, stdError }) => {
      const j = frame.X.names.indexOf(name)
      if (j < 0 || frame.X.termOf[j] < 0) return []
      const column = frame.X.values.subarray(j * frame.nObs, (j + 1) * frame.nObs)
      const factor = Math.sqrt(variance(column, null)) / sdOutcome
      return [{ name, estimate: estimate * factor, stdError: stdError * factor }]
    }),
  }
}

/** Variance with divisor n − 1, in two passes, of x less an offset. */
function variance(x: Float64Array, offset: Float64Array | null): number {
  const n = x.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += (x[i] - (offset === null ? 0 : offset[i])) / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (x[i] - (offset === null ? 0 : offset[i]) - mean) ** 2
  return squares / (n - 1)
}

function meanInverse(weights: Float64Array | null): number {
  return weights === null ? 1 : weights.reduce((sum, w) => sum + 1 / w, 0) / weights.length
}

/** trace(Z Sigma Zᵀ) / n. */
function meanRandomVariance({ values, terms, codes }: RandomDesign, { sd, correlation }: RandomTerm): number {
  const n = codes.length
  const k = terms.length
  let total = 0
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const covariance = a === b ? sd[a] ** 2 : sd[a] === 0 || sd[b] === 0 ? 0 : sd[a] * sd[b] * correlation[a][b]
      if (covariance === 0) continue
      let sum = 0
      for (let i = 0; i < n; i++) sum += values[a * n + i] * values[b * n + i]
      total += (a === b ? 1 : 2) * covariance * sum
    }
  }
  return total / n
}

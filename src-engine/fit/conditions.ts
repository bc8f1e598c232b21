import type { ConditionParams } from '../contract/problemParams'
import type { Condition, ConditionCode, Severity } from '../contract/problems'
import type { ModelFrame } from '../model/modelFrame'
import type { Certificate } from './optimiseTheta'

/** Makes a condition whose params are those that its sentence needs. */
export function condition<C extends ConditionCode>(
  code: C,
  severity: Severity,
  params: ConditionParams[C],
  rest: Partial<Pick<Condition, 'concerns' | 'mends' | 'observed' | 'tolerance'>> = {},
): Condition {
  return { code, severity, params: { ...params }, concerns: [], mends: [], ...rest }
}

export function convergenceConditions(certificate: Certificate, nEvaluations: number): Condition[] {
  const { nStarts, nAgreeing, difference } = certificate
  if (certificate.converged) {
    if (nAgreeing === nStarts) return []
    return [
      condition(
        'several-optima',
        'info',
        { nStarts, nAgreeing, difference },
        { observed: difference, tolerance: 1e-6 },
      ),
    ]
  }
  if (certificate.smallestCurvature < -1e-5) {
    return [
      condition(
        'saddle-point',
        'error',
        { curvature: certificate.smallestCurvature },
        { observed: certificate.smallestCurvature, tolerance: 0 },
      ),
    ]
  }
  return [
    condition(
      'not-converged',
      'error',
      { nEvaluations, gradient: Math.sqrt(2 * certificate.gap) },
      { observed: certificate.gap, tolerance: 1e-7 },
    ),
  ]
}

export function rankConditions(frame: ModelFrame, aliased: readonly string[]): Condition[] {
  if (aliased.length === 0) return []
  const nColumns = frame.X.nColumns
  return [
    condition(
      'rank-deficient',
      'warning',
      { columns: aliased.join(', '), nColumns, rank: nColumns - aliased.length },
      { concerns: aliased, observed: nColumns - aliased.length, tolerance: nColumns },
    ),
  ]
}

/** A residual standard deviation this small beside that of the outcome is rounding error. */
const constantTolerance = 1e-8

export function residualConditions(frame: ModelFrame, sigma: number): Condition[] {
  const spread = standardDeviation(frame.y)
  if (sigma > constantTolerance * spread) return []
  return [
    condition(
      'near-constant-residuals',
      'warning',
      { sigma },
      { observed: sigma / spread, tolerance: constantTolerance },
    ),
  ]
}

/** Covariates whose digits are nearly used up by a large mean, or whose coefficients are hard to read. */
export function scaleConditions(frame: ModelFrame): Condition[] {
  const { X, nObs } = frame
  const out: Condition[] = []
  for (let j = 0; j < X.nColumns; j++) {
    if (X.termOf[j] < 0) continue
    const column = X.values.subarray(j * nObs, (j + 1) * nObs)
    const spread = standardDeviation(column)
    const largest = column.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
    if (largest === 0 || spread === 0) continue
    if (largest / spread > 1e6 || spread > 1e8 || spread < 1e-8) {
      const variable = X.names[j]
      out.push(
        condition(
          'badly-scaled',
          'info',
          { variable, magnitude: largest },
          { concerns: [variable], observed: largest / spread, tolerance: 1e6 },
        ),
      )
    }
  }
  return out
}

function standardDeviation(x: Float64Array): number {
  let mean = 0
  for (const v of x) mean += v
  mean /= x.length
  let sum = 0
  for (const v of x) sum += (v - mean) * (v - mean)
  return Math.sqrt(sum / Math.max(1, x.length - 1))
}

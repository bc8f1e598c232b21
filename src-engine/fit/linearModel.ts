import type { Method } from '../contract/modelSpec'
import { inverseFromCholesky } from '../linalg/cholesky'
import { solveUpperInPlace } from '../linalg/orthogonalise'
import { accurateResidual } from '../math/doubleDouble'
import type { ModelFrame } from '../model/modelFrame'
import { prepareFixedPart, type FixedPart } from '../objective/fixedPart'
import { recodeVcov } from './fixedEffects/codedVcov'

/** A linear model without random effects, fitted by least squares. */
export interface LinearSolution {
  readonly frame: ModelFrame
  readonly fixed: FixedPart
  /** Coefficients of the columns kept, length rank. */
  readonly beta: Float64Array
  /** rank × rank, sigma² (XᵀWX)⁻¹. */
  readonly vcov: Float64Array
  /** √(RSS / (n − rank)), whatever the criterion. */
  readonly sigma: number
  readonly dfResidual: number
  /** −2 log-likelihood (ML) or the REML criterion. */
  readonly value: number
  /** √W (y − X beta), length n. */
  readonly residual: Float64Array
}

/**
 * Least squares by QR with two steps of refinement: residuals are formed in doubled precision from coefficients held
 * in doubled precision, so that neither a large mean nor collinear powers cost digits beyond those the data lack
 * (Björck 1967, BIT 7; Golub & Van Loan 5.3.8).
 */
export function fitLinearModel(frame: ModelFrame, method: Method): LinearSolution {
  const fixed = prepareFixedPart(frame)
  const { qr, columns, response } = fixed
  const { rank } = qr
  const n = frame.nObs
  const X = keptColumns(frame, fixed)
  const betaHi = new Float64Array(rank)
  const betaLo = new Float64Array(rank)
  const residual = fixed.remainder.slice()
  const first = fixed.coordinates.slice()
  solveUpperInPlace(qr.R, rank, first)
  betaHi.set(first)
  for (let step = 0; step < 3; step++) {
    accurateResidual(response, X, rank, betaHi, betaLo, residual)
    const delta = new Float64Array(rank)
    columns.forEach((q, j) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += q[i] * residual[i]
      delta[j] = sum
    })
    solveUpperInPlace(qr.R, rank, delta)
    for (let j = 0; j < rank; j++) {
      const low = betaLo[j] + delta[j]
      const high = betaHi[j] + low
      betaLo[j] = low - (high - betaHi[j])
      betaHi[j] = high
    }
  }
  accurateResidual(response, X, rank, betaHi, betaLo, residual)
  let rss = 0
  for (const r of residual) rss += r * r
  const dfResidual = n - rank
  const sigma = Math.sqrt(rss / dfResidual)
  const identity = new Float64Array(rank * rank)
  for (let j = 0; j < rank; j++) identity[j * rank + j] = 1
  const nu = method === 'REML' ? dfResidual : n
  const constant = (method === 'REML' ? fixed.logDetR : 0) - fixed.sumLogWeights
  return {
    frame,
    fixed,
    beta: betaHi,
    vcov: recodeVcov(qr.R, rank, inverseFromCholesky(identity, rank), sigma ** 2),
    sigma,
    dfResidual,
    value: constant + nu * (1 + Math.log((2 * Math.PI * rss) / nu)),
    residual,
  }
}

/** The columns of √W X that were kept, as coded. */
function keptColumns(frame: ModelFrame, { qr, rootWeights }: FixedPart): Float64Array {
  const n = frame.nObs
  if (!rootWeights && qr.aliased.length === 0) return frame.X.values
  const out = new Float64Array(n * qr.rank)
  qr.kept.forEach((column, j) => {
    for (let i = 0; i < n; i++) out[j * n + i] = frame.X.values[column * n + i] * (rootWeights ? rootWeights[i] : 1)
  })
  return out
}

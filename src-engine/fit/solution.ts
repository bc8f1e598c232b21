import type { Method } from '../contract/modelSpec'
import { inverseFromCholesky } from '../linalg/cholesky'
import { solveUpperInPlace } from '../linalg/orthogonalise'
import type { ModelFrame } from '../model/modelFrame'
import { createLmmObjective, type LmmObjective } from '../objective/lmm'
import { solveBorderRow, timesLambda } from '../objective/solutions'
import type { FitContext } from './context'
import { findCollapse, internalCovariance, semidefiniteCholesky, type Collapse } from './covarianceTemplates'
import { optimiseTheta, type Optimum } from './optimiseTheta'

/** A fitted mixed model in the engine's own terms: what every inference starts from. Never on the wire. */
export interface LmmSolution {
  readonly objective: LmmObjective
  readonly optimum: Optimum
  /** Theta with collapsed directions exactly at zero; the system is factored there. */
  readonly theta: Float64Array
  /** −2 log-likelihood or REML criterion. */
  readonly value: number
  readonly sigma: number
  /** Coefficients of the columns kept, as coded, length rank. */
  readonly beta: Float64Array
  /** (Qᵀ V⁻¹ Q)⁻¹ relative to sigma², rank × rank, for the orthonormal columns Q. */
  readonly C: Float64Array
  /** Spherical random effects, internal coding, length q (order of the plan). */
  readonly u: Float64Array
  /** Lambda u, internal coding, length q. */
  readonly b: Float64Array
  /** One per term of the frame. */
  readonly collapses: readonly Collapse[]
}

export async function solveLmm(frame: ModelFrame, method: Method, context?: FitContext): Promise<LmmSolution> {
  const objective = createLmmObjective(frame, method)
  const optimum = await optimiseTheta(objective, context)
  return completeSolution(objective, optimum)
}

/** Everything that follows from theta. */
export function completeSolution(objective: LmmObjective, optimum: Optimum): LmmSolution {
  const { system, fixed, frame } = objective
  const collapses = frame.random.map((): Collapse => ({ rank: 0, directions: [], projected: new Float64Array(0) }))
  const snapped = optimum.theta.slice()
  let isSnapped = false
  for (const block of objective.blocks) {
    for (const member of block.members) {
      const Sigma = internalCovariance(block, member, optimum.theta)
      const collapse = findCollapse(Sigma, member.k, member.correlated)
      collapses[member.term] = collapse
      if (collapse.directions.length === 0) continue
      isSnapped = true
      const lambda = semidefiniteCholesky(collapse.projected, member.k)
      block.lambdaRow.forEach((row, e) => {
        const r = row - member.start
        const c = block.lambdaCol[e] - member.start
        if (c >= 0 && c < member.k) snapped[block.thetaStart + e] = lambda[c * member.k + r]
      })
    }
  }
  let theta = optimum.theta
  let value = objective.evaluate(theta)
  if (isSnapped) {
    const atZero = objective.evaluate(snapped)
    if (atZero <= value + 1e-7) {
      theta = snapped
      value = atZero
    } else {
      value = objective.evaluate(theta)
    }
  }
  const p = fixed.qr.rank
  const sigma = Math.sqrt(objective.residualSquare() / objective.nu)
  const solved = solveBorderRow(system, p, p)
  const q = system.plan.q
  const u = solved.slice(0, q)
  const beta = solved.slice(q)
  for (let j = 0; j < p; j++) beta[j] += fixed.coordinates[j]
  solveUpperInPlace(fixed.qr.R, p, beta)
  const border = system.trailing.borderFactor()
  const Lx = new Float64Array(p * p)
  for (let c = 0; c < p; c++) for (let r = c; r < p; r++) Lx[c * p + r] = border[c * (p + 1) + r]
  return {
    objective,
    optimum,
    theta,
    value,
    sigma,
    beta,
    C: inverseFromCholesky(Lx, p),
    u,
    b: timesLambda(system, u),
    collapses,
  }
}

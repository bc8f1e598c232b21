import type { Method } from '../contract/modelSpec'
import type { ModelFrame } from '../model/modelFrame'
import { createBlockedSystem, type BlockedSystem } from './blockedSystem'
import { planElimination } from './elimination'
import { prepareFixedPart, type FixedPart } from './fixedPart'
import { buildGroupingBlocks, countTheta, fillLambda, type GroupingBlock } from './groupingBlock'

/** A linear mixed model ready to be evaluated at any theta (internal coding). */
export interface LmmObjective {
  readonly frame: ModelFrame
  readonly method: Method
  readonly fixed: FixedPart
  readonly blocks: readonly GroupingBlock[]
  readonly system: BlockedSystem
  readonly nTheta: number
  /** n for ML, n − rank X for REML: the divisor of the profiled sigma². */
  readonly nu: number
  /** The profiled −2 log-likelihood or REML criterion at theta; NaN where it cannot be computed. */
  evaluate(theta: Float64Array): number
  /** The gradient at the theta last evaluated. */
  gradient(out: Float64Array): void
  /** l_yy² at the theta last evaluated: sigma² times nu. */
  residualSquare(): number
}

export function createLmmObjective(frame: ModelFrame, method: Method): LmmObjective {
  const fixed = prepareFixedPart(frame)
  const blocks = buildGroupingBlocks(frame, fixed.rootWeights)
  const plan = planElimination(blocks, fixed.qr.rank + 1)
  const system = createBlockedSystem(plan, [...fixed.columns, fixed.remainder])
  const nTheta = countTheta(blocks)
  const reml = method === 'REML'
  const nu = reml ? frame.nObs - fixed.qr.rank : frame.nObs
  const constant = (reml ? fixed.logDetR : 0) - fixed.sumLogWeights
  const M = blocks.map((b) => new Float64Array(b.k * b.k))
  return {
    frame,
    method,
    fixed,
    blocks,
    system,
    nTheta,
    nu,
    evaluate(theta) {
      fillLambda(blocks, theta, system.Lambda)
      const logDet = system.factor()
      const square = system.trailing.residualSquare()
      const logDetX = reml ? system.trailing.logDetFixed() : 0
      return logDet + logDetX + constant + nu * (1 + Math.log((2 * Math.PI * square) / nu))
    },
    gradient(out) {
      system.invert(reml ? 1 : 0, nu)
      system.gradient(M)
      blocks.forEach((b, t) => {
        for (let e = 0; e < b.lambdaRow.length; e++) {
          out[b.thetaStart + e] = 2 * M[t][b.lambdaCol[e] * b.k + b.lambdaRow[e]]
        }
      })
    },
    residualSquare: () => system.trailing.residualSquare(),
  }
}

import type { FitRows } from '../contract/fitResult'
import type { ModelFrame } from '../model/modelFrame'
import type { FixedPart } from '../objective/fixedPart'
import { solveBorderRow } from '../objective/solutions'
import type { LinearSolution } from './linearModel'
import type { LmmSolution } from './solution'

/** Fitted values and residuals of a mixed model, observation by observation. */
export function mixedModelRows(solution: LmmSolution): FitRows {
  const { objective, b, sigma } = solution
  const { frame, fixed, system } = objective
  const { plan } = system
  const n = frame.nObs
  const p = fixed.qr.rank
  // √W X beta = (√W y − remainder) + Q delta, which keeps the digits that X beta would lose.
  const delta = solveBorderRow(system, p, p).subarray(plan.q)
  const fixedFit = fixedFitted(fixed, delta, n)
  const fitted = fixedFit.slice()
  objective.blocks.forEach((block, t) => {
    const { k, codes, Z } = block
    const first = plan.blockStart[t]
    for (let c = 0; c < k; c++) {
      for (let i = 0; i < n; i++) fitted[i] += Z[c * n + i] * b[first + codes[i] * k + c]
    }
  })
  return rowsFrom(frame, fixed, fixedFit, fitted, sigma)
}

/** The same for a model without random effects: both kinds of fitted values agree. */
export function linearModelRows({ frame, fixed, residual, sigma }: LinearSolution): FitRows {
  const fitted = fixed.response.map((y, i) => y - residual[i])
  return rowsFrom(frame, fixed, fitted, fitted.slice(), sigma)
}

function fixedFitted(fixed: FixedPart, delta: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) out[i] = fixed.response[i] - fixed.remainder[i]
  fixed.columns.forEach((q, j) => {
    const d = delta[j]
    for (let i = 0; i < n; i++) out[i] += d * q[i]
  })
  return out
}

/** @param fixedFit √W X beta, overwritten; @param fitted √W (X beta + Z b), overwritten */
function rowsFrom(
  frame: ModelFrame,
  { response, rootWeights }: FixedPart,
  fixedFit: Float64Array,
  fitted: Float64Array,
  sigma: number,
): FitRows {
  const n = frame.nObs
  const residual = new Float64Array(n)
  const pearson = new Float64Array(n)
  const scaled = new Float64Array(n)
  const { offset } = frame
  for (let i = 0; i < n; i++) {
    const root = rootWeights ? rootWeights[i] : 1
    const shift = offset ? offset[i] : 0
    const e = response[i] - fitted[i]
    pearson[i] = e
    residual[i] = e / root
    scaled[i] = e / sigma
    fitted[i] = fitted[i] / root + shift
    fixedFit[i] = fixedFit[i] / root + shift
  }
  return { index: frame.rows, y: frame.y, fitted, fittedFixed: fixedFit, residual, pearson, scaled }
}

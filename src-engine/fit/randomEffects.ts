import type { ConditionalModes, RandomTerm } from '../contract/fitResult'
import type { ModelFrame } from '../model/modelFrame'
import { inverseBlocks } from '../objective/solutions'
import type { BlockMember, GroupingBlock } from '../objective/groupingBlock'
import { codedCovariance, internalCovariance, semidefiniteCholesky } from './covarianceTemplates'
import type { LmmSolution } from './solution'

interface Placed {
  readonly blockIndex: number
  readonly block: GroupingBlock
  readonly member: BlockMember
}

/** Where each term of the frame sits among the blocks. */
export function placeTerms({ objective }: LmmSolution): Placed[] {
  const out: Placed[] = []
  objective.blocks.forEach((block, blockIndex) => {
    for (const member of block.members) out[member.term] = { blockIndex, block, member }
  })
  return out
}

/** Covariance of each term's effects as coded, relative to sigma²; k × k. */
export function relativeCovariances(solution: LmmSolution): Float64Array[] {
  return placeTerms(solution).map(({ block, member }) =>
    codedCovariance(block, member, internalCovariance(block, member, solution.theta)),
  )
}

/** Variances, standard deviations and correlations of every term, with intraclass correlations. */
export function randomTerms(solution: LmmSolution): RandomTerm[] {
  const { frame } = solution.objective
  const sigma2 = solution.sigma ** 2
  const covariances = relativeCovariances(solution)
  const shares = covariances.map((Psi, t) => meanVariance(frame, t, Psi) * sigma2)
  const total = shares.reduce((a, b) => a + b, sigma2)
  return frame.random.map((design, t) => {
    const Psi = covariances[t]
    const k = design.terms.length
    const variance = design.terms.map((_, i) => Math.max(0, Psi[i * k + i]) * sigma2)
    const correlation = design.terms.map((_, i) =>
      design.terms.map((__, j) => correlationOf(Psi, k, i, j, design.correlated)),
    )
    return {
      group: design.group,
      nLevels: design.nLevels,
      terms: design.terms,
      correlated: design.correlated,
      variance,
      sd: variance.map(Math.sqrt),
      correlation,
      icc: k === 1 ? shares[t] / total : null,
    }
  })
}

function correlationOf(Psi: Float64Array, k: number, i: number, j: number, correlated: boolean): number {
  const scale = Math.sqrt(Psi[i * k + i] * Psi[j * k + j])
  if (i === j) return Psi[i * k + i] > 0 ? 1 : NaN
  if (!(scale > 0)) return NaN
  return correlated ? Math.max(-1, Math.min(1, Psi[j * k + i] / scale)) : 0
}

/** Mean over the observations of zᵀ Psi z: what the term adds to the variance of an observation. */
function meanVariance(frame: ModelFrame, t: number, Psi: Float64Array): number {
  const { values, terms } = frame.random[t]
  const n = frame.nObs
  const k = terms.length
  let total = 0
  for (let c = 0; c < k; c++) {
    for (let r = 0; r <= c; r++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += values[r * n + i] * values[c * n + i]
      total += (r === c ? 1 : 2) * Psi[c * k + r] * (sum / n)
    }
  }
  return total
}

/** Relative covariance parameters as the formula codes them: lower triangles of the Cholesky factors, by column. */
export function codedTheta(solution: LmmSolution): { theta: number[]; names: string[] } {
  const { frame } = solution.objective
  const theta: number[] = []
  const names: string[] = []
  relativeCovariances(solution).forEach((Psi, t) => {
    const { terms, group, correlated } = frame.random[t]
    const k = terms.length
    const L = correlated ? semidefiniteCholesky(Psi, k) : Psi.map((v) => Math.sqrt(Math.max(0, v)))
    for (let c = 0; c < k; c++) {
      for (let r = c; r < (correlated ? k : c + 1); r++) {
        theta.push(L[c * k + r])
        names.push(r === c ? `${group}.${terms[c]}` : `${group}.${terms[r]}.${terms[c]}`)
      }
    }
  })
  return { theta, names }
}

/**
 * Conditional modes b = T Lambda u of every term with their standard errors given theta, beta and sigma:
 * sigma² T Lambda Omega_ZZ⁻¹ Lambdaᵀ Tᵀ (Bates et al. 2015, section 5.1). Leaves S of the system inverted for Z alone.
 */
export function conditionalModes(solution: LmmSolution): ConditionalModes[] {
  const { objective, b, sigma } = solution
  const { system, frame } = objective
  system.invert(0, 0)
  const inverses = objective.blocks.map((_, t) => inverseBlocks(system, t))
  return placeTerms(solution).map(({ blockIndex, block, member }) => {
    const { k, nLevels, T } = block
    const { start, k: km } = member
    const design = frame.random[member.term]
    const first = system.plan.blockStart[blockIndex]
    const lambda = system.Lambda[blockIndex]
    // G = T Lambda, the member's rows.
    const G = new Float64Array(km * k)
    for (let c = 0; c < k; c++) {
      for (let r = 0; r < km; r++) {
        for (let s = c; s < k; s++) G[c * km + r] += T[s * k + start + r] * lambda[c * k + s]
      }
    }
    const modes = new Float64Array(nLevels * km)
    const stdErrors = new Float64Array(nLevels * km)
    const S = inverses[blockIndex]
    for (let l = 0; l < nLevels; l++) {
      for (let r = 0; r < km; r++) {
        let mode = 0
        for (let s = 0; s < k; s++) mode += T[s * k + start + r] * b[first + l * k + s]
        modes[r * nLevels + l] = mode
        let variance = 0
        for (let c = 0; c < k; c++) {
          let half = 0
          for (let s = 0; s < k; s++) half += S[l * k * k + c * k + s] * G[s * km + r]
          variance += half * G[c * km + r]
        }
        stdErrors[r * nLevels + l] = sigma * Math.sqrt(Math.max(0, variance))
      }
    }
    return { group: design.group, terms: design.terms, levels: design.levels, modes, stdErrors }
  })
}

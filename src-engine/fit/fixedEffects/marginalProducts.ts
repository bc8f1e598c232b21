import type { LmmSolution } from '../solution'
import { borderColumn, multiplyRandom, solveBorderRow, timesLambda } from '../../objective/solutions'

/**
 * Products with the inverse of V(theta) = W⁻¹ + Z Lambda Lambdaᵀ Zᵀ, the marginal covariance relative to sigma², all
 * through Woodbury's identity; nothing of size n × n is formed. Q are the orthonormal columns that X was turned into.
 */
export interface MarginalProducts {
  readonly p: number
  readonly q: number
  /** K = Qᵀ V⁻¹ Z; row j as an array of length q. */
  readonly K: readonly Float64Array[]
  /** K Lambda. */
  readonly KLambda: readonly Float64Array[]
  /** Zᵀ V⁻¹ (y − X beta), length q. */
  readonly s: Float64Array
}

export function marginalProducts(solution: LmmSolution): MarginalProducts {
  const { system, fixed } = solution.objective
  const p = fixed.qr.rank
  const q = system.plan.q
  const K: Float64Array[] = []
  const KLambda: Float64Array[] = []
  for (let j = 0; j < p; j++) {
    const H = solveBorderRow(system, j, 0)
    K.push(subtract(borderColumn(system, j), multiplyRandom(system, timesLambda(system, H))))
    KLambda.push(H)
  }
  // The solution for y has beta in it already: s = Zᵀ W (y − X beta − Z b).
  const s = subtract(borderColumn(system, p), multiplyRandom(system, solution.b))
  const betaQ = solveBorderRow(system, p, p).subarray(q)
  for (let j = 0; j < p; j++) {
    const column = borderColumn(system, j)
    for (let i = 0; i < q; i++) s[i] -= betaQ[j] * column[i]
  }
  return { p, q, K, KLambda, s }
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((v, i) => v - b[i])
}

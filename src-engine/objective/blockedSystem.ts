import { DenseTrailing } from './denseTrailing'
import { SparseTrailing } from './sparseTrailing'
import type { Elimination } from './elimination'
import { loadStage, eliminateStage } from './stageFactor'
import { addStageGradient } from './stageGradient'
import { invertStage } from './stageInverse'
import type { StageArrays } from './stageArrays'
import { emptyStage, stageCrossProducts } from './stageArrays'
import type { Trailing } from './trailing'

/**
 * The mixed-model equations of one model: A = [Z X y]ᵀ W [Z X y], formed once, and the factor L of
 * Omega(theta) = blockdiag(Lambda, I)ᵀ A blockdiag(Lambda, I) + I_q (Bates et al. 2015, equations 18–25).
 */
export interface BlockedSystem {
  readonly plan: Elimination
  readonly A: readonly StageArrays[]
  readonly L: readonly StageArrays[]
  readonly S: readonly StageArrays[]
  readonly trailing: Trailing
  /** k × k templates of all blocks, column-major; the caller fills them. */
  readonly Lambda: readonly Float64Array[]
  /** Factors Omega at the present Lambda. @returns log |L_Z|², or NaN when Omega is not positive definite. */
  factor(): number
  /** S = L⁻ᵀ D L⁻¹ on Omega's pattern, D = 1 on Z, dX on X, dY on y. */
  invert(dX: number, dY: number): void
  /** Fills M_t = Σ over levels of (A Lambda S)_tt from the present S. */
  gradient(M: readonly Float64Array[]): void
}

/** Up to this many trailing random effects one plain dense matrix, border included, is fastest. */
const smallTrailing = 64

/** @param border weighted and orthogonal: the columns Q of X, orthonormal, and the remainder r of y, each of length n */
export function createBlockedSystem(
  plan: Elimination,
  border: readonly Float64Array[],
  TrailingKind: new (plan: Elimination, border: readonly Float64Array[]) => Trailing = plan.q - plan.qStages <=
  smallTrailing
    ? DenseTrailing
    : SparseTrailing,
): BlockedSystem {
  const A = plan.stages.map((_, t) => stageCrossProducts(plan, t, border))
  const L = plan.stages.map(emptyStage)
  const S = plan.stages.map(emptyStage)
  const trailing = new TrailingKind(plan, border)
  const Lambda = plan.blocks.map((b) => new Float64Array(b.k * b.k))
  const work = { gathered: new Float64Array(64), X: new Float64Array(64) }
  return {
    plan,
    A,
    L,
    S,
    trailing,
    Lambda,
    factor() {
      A.forEach((a, t) => loadStage(plan, t, a, Lambda, L[t]))
      trailing.load(Lambda)
      let logDet = 0
      for (let t = 0; t < A.length; t++) logDet += eliminateStage(plan, t, L, trailing)
      if (!trailing.factor()) return NaN
      return logDet + trailing.logDetRandom()
    },
    invert(dX, dY) {
      trailing.invert(dX, dY)
      for (let t = A.length - 1; t >= 0; t--) invertStage(plan, t, L, S, trailing, work)
    },
    gradient(M) {
      for (const block of M) block.fill(0)
      trailing.addToGradient(Lambda, M)
      A.forEach((a, t) => addStageGradient(plan, t, a, S[t], Lambda, M))
    },
  }
}

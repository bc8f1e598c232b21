import { addBorderStageGradient } from './borderStage'
import type { Elimination } from './elimination'
import type { StageArrays } from './stageArrays'

/**
 * M_t += Σ over levels of (A Lambda S)_tt for all blocks, the part of it that involves stage t's columns. The
 * derivative of the objective by element (r, c) of Lambda_t is twice M_t[r, c].
 */
export function addStageGradient(
  plan: Elimination,
  t: number,
  A: StageArrays,
  S: StageArrays,
  Lambda: readonly Float64Array[],
  M: readonly Float64Array[],
): void {
  const { k, nLevels, ptr, rowBlock, borderOnly } = plan.stages[t]
  if (borderOnly) {
    addBorderStageGradient(A.diag, A.below, k, plan.nBorder, nLevels, Lambda[t], S.diag, S.below, M[t])
    return
  }
  if (plan.scalar) {
    addScalar(plan, t, A, S, Lambda, M)
    return
  }
  const lambda = Lambda[t]
  const own = M[t]
  for (let l = 0; l < nLevels; l++) {
    const d = l * k * k
    addProduct(A.diag, d, k, S.diag, d, k, lambda, k, k, own)
    const from = ptr[l]
    const rows = ptr[l + 1] - from
    const at = from * k
    const nRandom = rows - plan.nBorder
    for (let e = 0; e < nRandom;) {
      const b = rowBlock[from + e]
      const kb = plan.blocks[b].k
      addProduct(A.below, at + e, rows, S.below, at + e, rows, Lambda[b], kb, k, own)
      addTransposed(A.below, S.below, at + e, rows, lambda, k, kb, M[b])
      e += kb
    }
    for (let c = 0; c < k; c++) {
      for (let r = 0; r < k; r++) {
        let sum = 0
        for (let e = nRandom; e < rows; e++) sum += A.below[at + r * rows + e] * S.below[at + c * rows + e]
        own[c * k + r] += sum
      }
    }
  }
}

/** M += Aᵀ Lambda S for blocks A, S of kb rows and k columns. */
function addProduct(
  A: Float64Array,
  aAt: number,
  aLd: number,
  S: Float64Array,
  sAt: number,
  sLd: number,
  lambda: Float64Array,
  kb: number,
  k: number,
  M: Float64Array,
): void {
  for (let c = 0; c < k; c++) {
    for (let s = 0; s < kb; s++) {
      let w = 0
      for (let u = 0; u <= s; u++) w += lambda[u * kb + s] * S[sAt + c * sLd + u]
      if (w !== 0) for (let r = 0; r < k; r++) M[c * k + r] += A[aAt + r * aLd + s] * w
    }
  }
}

/** M (kb × kb) += A Lambda Sᵀ for blocks A, S of kb rows and k columns at the same place. */
function addTransposed(
  A: Float64Array,
  S: Float64Array,
  at: number,
  ld: number,
  lambda: Float64Array,
  k: number,
  kb: number,
  M: Float64Array,
): void {
  for (let c = 0; c < kb; c++) {
    for (let s = 0; s < k; s++) {
      let w = 0
      for (let u = 0; u <= s; u++) w += lambda[u * k + s] * S[at + u * ld + c]
      if (w !== 0) for (let r = 0; r < kb; r++) M[c * kb + r] += A[at + s * ld + r] * w
    }
  }
}

function addScalar(
  plan: Elimination,
  t: number,
  A: StageArrays,
  S: StageArrays,
  Lambda: readonly Float64Array[],
  M: readonly Float64Array[],
): void {
  const { nLevels, ptr, rowBlock } = plan.stages[t]
  const own = Lambda[t][0]
  let diag = 0
  for (let l = 0; l < nLevels; l++) diag += A.diag[l] * S.diag[l]
  const byBlock = new Float64Array(256)
  const size = ptr[nLevels]
  for (let e = 0; e < size; e++) byBlock[rowBlock[e]] += A.below[e] * S.below[e]
  let sum = diag * own + byBlock[255]
  for (let b = t + 1; b < plan.blocks.length; b++) {
    sum += byBlock[b] * Lambda[b][0]
    M[b][0] += byBlock[b] * own
  }
  M[t][0] += sum
}

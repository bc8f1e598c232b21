import { eliminateBorderStage } from './borderStage'
import type { Elimination } from './elimination'
import { borderBlock } from './elimination'
import type { StageArrays } from './stageArrays'
import type { Trailing } from './trailing'

/** L ← Omega = Lambdaᵀ A Lambda + I for the rows and columns of stage t. */
export function loadStage(
  plan: Elimination,
  t: number,
  A: StageArrays,
  Lambda: readonly Float64Array[],
  L: StageArrays,
): void {
  const { k, nLevels, ptr, rowBlock } = plan.stages[t]
  const lambda = Lambda[t]
  if (k === 1 && plan.scalar) {
    const own = lambda[0]
    for (let l = 0; l < nLevels; l++) L.diag[l] = own * own * A.diag[l] + 1
    const scale = new Float64Array(256).fill(own)
    Lambda.forEach((other, b) => (scale[b] = own * other[0]))
    scale[borderBlock] = own
    const size = ptr[nLevels]
    for (let e = 0; e < size; e++) L.below[e] = A.below[e] * scale[rowBlock[e]]
    return
  }
  L.diag.set(A.diag)
  L.below.set(A.below)
  for (let l = 0; l < nLevels; l++) {
    const d = l * k * k
    timesLambda(L.diag, d, k, k, lambda)
    lambdaTransposeTimes(L.diag, d, k, k, lambda, k)
    for (let c = 0; c < k; c++) L.diag[d + c * k + c] += 1
    const from = ptr[l]
    const rows = ptr[l + 1] - from
    timesLambda(L.below, from * k, rows, k, lambda)
    for (let e = 0; e < rows - plan.nBorder;) {
      const b = rowBlock[from + e]
      const kb = plan.blocks[b].k
      lambdaTransposeTimes(L.below, from * k + e, rows, k, Lambda[b], kb)
      e += kb
    }
  }
}

/** B ← B Lambda for the rows × k matrix at `at`. */
function timesLambda(B: Float64Array, at: number, rows: number, k: number, lambda: Float64Array): void {
  for (let c = 0; c < k; c++) {
    const f = lambda[c * k + c]
    for (let r = 0; r < rows; r++) B[at + c * rows + r] *= f
    for (let s = c + 1; s < k; s++) {
      const g = lambda[c * k + s]
      if (g !== 0) for (let r = 0; r < rows; r++) B[at + c * rows + r] += g * B[at + s * rows + r]
    }
  }
}

/** The kb rows at `at` of a matrix with leading dimension `ld` and k columns ← Lambdaᵀ times them. */
function lambdaTransposeTimes(
  B: Float64Array,
  at: number,
  ld: number,
  k: number,
  lambda: Float64Array,
  kb: number,
): void {
  for (let c = 0; c < k; c++) {
    for (let r = 0; r < kb; r++) {
      let sum = 0
      for (let s = r; s < kb; s++) sum += lambda[r * kb + s] * B[at + c * ld + s]
      B[at + c * ld + r] = sum
    }
  }
}

/**
 * Eliminates the levels of stage t: L holds Omega on entry, the factor on return; what each level takes off the rest
 * is subtracted from later stages and from the trailing system.
 * @returns Σ 2 log of the pivots.
 */
export function eliminateStage(plan: Elimination, t: number, L: readonly StageArrays[], trailing: Trailing): number {
  const { k, nLevels, ptr, nStageRows, borderOnly } = plan.stages[t]
  const { diag, below } = L[t]
  if (borderOnly) {
    const taken = new Float64Array(plan.nBorder * plan.nBorder)
    const half = eliminateBorderStage(diag, below, k, plan.nBorder, nLevels, taken)
    trailing.subtractBorder(taken)
    return 2 * half
  }
  let logDet = 0
  for (let l = 0; l < nLevels; l++) {
    const d = l * k * k
    const from = ptr[l]
    const to = ptr[l + 1]
    const rows = to - from
    const at = from * k
    if (k === 1) {
      const pivot = Math.sqrt(diag[d])
      diag[d] = pivot
      logDet += Math.log(pivot)
      const inverse = 1 / pivot
      for (let r = at; r < at + rows; r++) below[r] *= inverse
    } else {
      for (let c = 0; c < k; c++) {
        for (let s = 0; s < c; s++) {
          const f = diag[d + s * k + c]
          for (let r = c; r < k; r++) diag[d + c * k + r] -= f * diag[d + s * k + r]
          for (let r = 0; r < rows; r++) below[at + c * rows + r] -= f * below[at + s * rows + r]
        }
        const pivot = Math.sqrt(diag[d + c * k + c])
        diag[d + c * k + c] = pivot
        logDet += Math.log(pivot)
        const inverse = 1 / pivot
        for (let r = c + 1; r < k; r++) diag[d + c * k + r] *= inverse
        for (let r = 0; r < rows; r++) below[at + c * rows + r] *= inverse
      }
    }
    const nUp = nStageRows[l]
    if (nUp > 0) updateAncestors(plan, t, l, L)
    trailing.subtract(t, l, below, at + nUp, rows)
  }
  return 2 * logDet
}

function updateAncestors(plan: Elimination, t: number, l: number, L: readonly StageArrays[]): void {
  const { k, ptr, row, rowBlock, nStageRows, relativePtr, relative } = plan.stages[t]
  const { below } = L[t]
  const from = ptr[l]
  const rows = ptr[l + 1] - from
  const at = from * k
  let rel = relativePtr[l]
  for (let e = 0; e < nStageRows[l];) {
    const b = rowBlock[from + e]
    const up = plan.stages[b]
    const kb = up.k
    const level = (row[from + e] - plan.blockStart[b]) / kb
    const upDiag = L[b].diag
    const upBelow = L[b].below
    const upAt = up.ptr[level] * kb
    const upRows = up.ptr[level + 1] - up.ptr[level]
    for (let c = 0; c < kb; c++) {
      for (let s = 0; s < k; s++) {
        const f = below[at + s * rows + e + c]
        if (f === 0) continue
        for (let r = 0; r < kb; r++) upDiag[level * kb * kb + c * kb + r] -= f * below[at + s * rows + e + r]
        for (let r = e + kb; r < rows; r++) {
          upBelow[upAt + c * upRows + relative[rel + r - e - kb]] -= f * below[at + s * rows + r]
        }
      }
    }
    rel += rows - e - kb
    e += kb
  }
}

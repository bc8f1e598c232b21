import { invertBorderStage } from './borderStage'
import type { Elimination } from './elimination'
import type { StageArrays } from './stageArrays'
import type { Trailing } from './trailing'

/** Room for one level's rows, grown as needed and shared by all stages. */
export interface InverseWork {
  gathered: Float64Array
  X: Float64Array
}

/**
 * S = L⁻ᵀ D L⁻¹ on the pattern of stage t, from S on later rows (Takahashi's recurrence, block by block):
 * with X = L_below L_cc⁻¹, S_below = −S_rest X and S_cc = L_cc⁻ᵀ L_cc⁻¹ − Xᵀ S_below.
 */
export function invertStage(
  plan: Elimination,
  t: number,
  L: readonly StageArrays[],
  S: readonly StageArrays[],
  trailing: Trailing,
  work: InverseWork,
): void {
  const { k, nLevels, ptr, nStageRows, borderOnly } = plan.stages[t]
  const diag = L[t].diag
  const below = L[t].below
  const sDiag = S[t].diag
  const sBelow = S[t].below
  if (borderOnly) {
    const p1 = plan.nBorder
    const Sbb = new Float64Array(p1 * p1)
    trailing.gatherBorder(Sbb)
    invertBorderStage(diag, below, k, p1, nLevels, Sbb, sDiag, sBelow, new Float64Array(p1 * k))
    return
  }
  for (let l = 0; l < nLevels; l++) {
    const d = l * k * k
    const from = ptr[l]
    const to = ptr[l + 1]
    const rows = to - from
    const at = from * k
    if (work.gathered.length < rows * rows) work.gathered = new Float64Array(2 * rows * rows)
    if (work.X.length < rows * k) work.X = new Float64Array(2 * rows * k)
    const { gathered, X } = work
    const nUp = nStageRows[l]
    if (nUp > 0) gatherAncestors(plan, t, l, S, gathered, rows)
    if (nUp > 0 || !trailing.timesInverse) trailing.gather(t, l, gathered, rows, nUp)
    for (let c = k - 1; c >= 0; c--) {
      for (let r = 0; r < rows; r++) X[c * rows + r] = below[at + c * rows + r]!
      for (let s = c + 1; s < k; s++) {
        const f = diag[d + c * k + s]
        for (let r = 0; r < rows; r++) X[c * rows + r] -= f * X[s * rows + r]
      }
      const inverse = 1 / diag[d + c * k + c]
      for (let r = 0; r < rows; r++) X[c * rows + r] *= inverse
    }
    if (nUp === 0 && trailing.timesInverse) trailing.timesInverse(t, l, X, sBelow, at)
    else timesGathered(gathered, rows, k, X, sBelow, at)
    if (k === 1) {
      let sum = 1 / (diag[d] * diag[d])
      for (let r = 0; r < rows; r++) sum -= X[r] * sBelow[at + r]
      sDiag[d] = sum
    } else {
      inverseOfSmall(diag, d, k, sDiag)
      for (let c = 0; c < k; c++) {
        for (let s = c; s < k; s++) {
          let sum = sDiag[d + c * k + s]
          for (let r = 0; r < rows; r++) sum -= X[s * rows + r] * sBelow[at + c * rows + r]
          sDiag[d + c * k + s] = sum
          sDiag[d + s * k + c] = sum
        }
      }
    }
  }
}

/** out ← −S X for the gathered S (rows × rows) and X (rows × k); out begins at `at`. */
function timesGathered(
  gathered: Float64Array,
  rows: number,
  k: number,
  X: Float64Array,
  out: Float64Array,
  at: number,
): void {
  for (let c = 0; c < k; c++) {
    for (let r = 0; r < rows; r++) {
      let sum = 0
      for (let s = 0; s < rows; s++) sum += gathered[r * rows + s] * X[c * rows + s]
      out[at + c * rows + r] = -sum
    }
  }
}

/** out[at …] ← (L Lᵀ)⁻¹ for the k × k lower triangle at `at`; lower triangle of the result. */
function inverseOfSmall(L: Float64Array, at: number, k: number, out: Float64Array): void {
  for (let c = 0; c < k; c++) {
    // Column c: forward solve of e_c, then backward.
    for (let r = 0; r < c; r++) out[at + c * k + r] = 0
    for (let r = c; r < k; r++) {
      let sum = r === c ? 1 : 0
      for (let s = c; s < r; s++) sum -= L[at + s * k + r] * out[at + c * k + s]
      out[at + c * k + r] = sum / L[at + r * k + r]
    }
    for (let r = k - 1; r >= c; r--) {
      let sum = out[at + c * k + r]
      for (let s = r + 1; s < k; s++) sum -= L[at + r * k + s] * out[at + c * k + s]
      out[at + c * k + r] = sum / L[at + r * k + r]
    }
  }
}

/** S between all rows of level l of which one belongs to a later stage. */
function gatherAncestors(
  plan: Elimination,
  t: number,
  l: number,
  S: readonly StageArrays[],
  out: Float64Array,
  rows: number,
): void {
  const { ptr, row, rowBlock, nStageRows, relativePtr, relative } = plan.stages[t]
  const from = ptr[l]
  let rel = relativePtr[l]
  for (let e = 0; e < nStageRows[l];) {
    const b = rowBlock[from + e]
    const up = plan.stages[b]
    const kb = up.k
    const level = (row[from + e] - plan.blockStart[b]) / kb
    const upAt = up.ptr[level] * kb
    const upRows = up.ptr[level + 1] - up.ptr[level]
    for (let c = 0; c < kb; c++) {
      for (let r = 0; r < kb; r++) out[(e + c) * rows + e + r] = S[b].diag[level * kb * kb + c * kb + r]!
      for (let r = e + kb; r < rows; r++) {
        const value = S[b].below[upAt + c * upRows + relative[rel + r - e - kb]]
        out[(e + c) * rows + r] = value
        out[r * rows + e + c] = value
      }
    }
    rel += rows - e - kb
    e += kb
  }
}

import type { Elimination, StagePattern } from './elimination'
import { sortByLevel } from './elimination'

/**
 * Numbers of one stage in the layout of its pattern: `diag` holds nLevels blocks k × k, `below` the rows under them,
 * level c from `ptr[c] · k` on, column-major with as many rows as the level has.
 */
export interface StageArrays {
  readonly diag: Float64Array
  readonly below: Float64Array
}

export function emptyStage(pattern: StagePattern): StageArrays {
  return {
    diag: new Float64Array(pattern.nLevels * pattern.k * pattern.k),
    below: new Float64Array(pattern.ptr[pattern.nLevels] * pattern.k),
  }
}

/** Cross-products A = [Z X y]ᵀ W [Z X y] of a stage's columns. @param border the columns [X y], weighted */
export function stageCrossProducts(plan: Elimination, t: number, border: readonly Float64Array[]): StageArrays {
  const pattern = plan.stages[t]
  const out = emptyStage(pattern)
  const { k, codes, Z } = plan.blocks[t]
  const n = codes.length
  const { ptr } = pattern
  const { diag, below } = out
  for (let c = 0; c < k; c++) {
    for (let r = c; r < k; r++) {
      const at = c * k + r
      const zr = r * n
      const zc = c * n
      for (let i = 0; i < n; i++) diag[codes[i] * k * k + at] += Z[zr + i] * Z[zc + i]
      if (r > c) for (let l = 0; l < pattern.nLevels; l++) diag[l * k * k + r * k + c] = diag[l * k * k + at]!
    }
    const p1 = plan.nBorder
    const zc = c * n
    for (let j = 0; j < p1; j++) {
      const column = border[j]
      if (ptr[pattern.nLevels] === pattern.nLevels * p1) {
        const step = p1 * k
        const at = c * p1 + j
        for (let i = 0; i < n; i++) below[codes[i] * step + at] += Z[zc + i] * column[i]
      } else {
        for (let i = 0; i < n; i++) {
          const l = codes[i]
          const rows = ptr[l + 1] - ptr[l]
          below[ptr[l] * k + c * rows + rows - p1 + j] += Z[zc + i] * column[i]
        }
      }
    }
  }
  if (t < plan.blocks.length - 1) addCoupled(plan, t, out.below)
  return out
}

function addCoupled(plan: Elimination, t: number, below: Float64Array): void {
  const pattern = plan.stages[t]
  const { k, codes, nLevels, Z } = plan.blocks[t]
  const n = codes.length
  const sorted = sortByLevel(codes, nLevels)
  const place = new Int32Array(plan.q)
  for (let l = 0; l < nLevels; l++) {
    const from = pattern.ptr[l]
    const rows = pattern.ptr[l + 1] - from
    for (let e = 0; e < rows - plan.nBorder; e++) place[pattern.row[from + e]] = e
    for (let e = sorted.ptr[l]; e < sorted.ptr[l + 1]; e++) {
      const i = sorted.order[e]
      for (let u = t + 1; u < plan.blocks.length; u++) {
        const b = plan.blocks[u]
        const first = place[plan.blockStart[u] + b.codes[i] * b.k]
        for (let c = 0; c < k; c++) {
          const z = Z[c * n + i]
          const at = from * k + c * rows + first
          for (let r = 0; r < b.k; r++) below[at + r] += z * b.Z[r * n + i]
        }
      }
    }
  }
}

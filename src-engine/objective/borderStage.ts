/**
 * A stage that is coupled to X and y alone (one grouping factor, or the outermost of nested ones): the same formulas
 * as for other stages in plain loops over levels, with k effects and p1 = p + 1 rows below each level's block.
 */

/**
 * Factors all levels in place and adds up what they take off the border.
 * @param taken p1 × p1, lower triangle, overwritten with Σ over levels of B Bᵀ
 * @returns Σ log of the pivots
 */
export function eliminateBorderStage(
  diag: Float64Array,
  below: Float64Array,
  k: number,
  p1: number,
  nLevels: number,
  taken: Float64Array,
): number {
  taken.fill(0)
  let logDet = 0
  let product = 1
  for (let l = 0; l < nLevels; l++) {
    const d = l * k * k
    const at = l * k * p1
    for (let c = 0; c < k; c++) {
      const column = at + c * p1
      for (let s = 0; s < c; s++) {
        const f = diag[d + s * k + c]
        const other = at + s * p1
        for (let r = c; r < k; r++) diag[d + c * k + r] -= f * diag[d + s * k + r]
        for (let r = 0; r < p1; r++) below[column + r] -= f * below[other + r]
      }
      const square = diag[d + c * k + c]
      const pivot = Math.sqrt(square)
      diag[d + c * k + c] = pivot
      // One logarithm for many pivots, taken before the product can overflow.
      product *= pivot
      if (!(product < 1e150)) {
        logDet += Math.log(product)
        product = 1
      }
      const inverse = 1 / pivot
      for (let r = c + 1; r < k; r++) diag[d + c * k + r] *= inverse
      for (let r = 0; r < p1; r++) below[column + r] *= inverse
      for (let j = 0; j < p1; j++) {
        const f = below[column + j]
        for (let i = j; i < p1; i++) taken[j * p1 + i] += f * below[column + i]
      }
    }
  }
  return logDet + Math.log(product)
}

/**
 * S on the stage's pattern from S among the border.
 * @param Sbb p1 × p1, both triangles
 * @param X room for p1 × k
 */
export function invertBorderStage(
  diag: Float64Array,
  below: Float64Array,
  k: number,
  p1: number,
  nLevels: number,
  Sbb: Float64Array,
  sDiag: Float64Array,
  sBelow: Float64Array,
  X: Float64Array,
): void {
  for (let l = 0; l < nLevels; l++) {
    const d = l * k * k
    const at = l * k * p1
    for (let c = k - 1; c >= 0; c--) {
      const inverse = 1 / diag[d + c * k + c]
      for (let r = 0; r < p1; r++) {
        let sum = below[at + c * p1 + r]
        for (let s = c + 1; s < k; s++) sum -= diag[d + c * k + s] * X[s * p1 + r]
        X[c * p1 + r] = sum * inverse
      }
    }
    for (let c = 0; c < k; c++) {
      for (let r = 0; r < p1; r++) {
        let sum = 0
        for (let s = 0; s < p1; s++) sum += Sbb[r * p1 + s] * X[c * p1 + s]
        sBelow[at + c * p1 + r] = -sum
      }
    }
    for (let c = 0; c < k; c++) {
      // Column c of (L Lᵀ)⁻¹, rows c and below.
      for (let r = c; r < k; r++) {
        let sum = r === c ? 1 : 0
        for (let s = c; s < r; s++) sum -= diag[d + s * k + r] * sDiag[d + c * k + s]
        sDiag[d + c * k + r] = sum / diag[d + r * k + r]
      }
      for (let r = k - 1; r >= c; r--) {
        let sum = sDiag[d + c * k + r]
        for (let s = r + 1; s < k; s++) sum -= diag[d + r * k + s] * sDiag[d + c * k + s]
        sDiag[d + c * k + r] = sum / diag[d + r * k + r]
      }
    }
    for (let c = 0; c < k; c++) {
      for (let s = c; s < k; s++) {
        let sum = sDiag[d + c * k + s]
        for (let r = 0; r < p1; r++) sum -= X[s * p1 + r] * sBelow[at + c * p1 + r]
        sDiag[d + c * k + s] = sum
        sDiag[d + s * k + c] = sum
      }
    }
  }
}

/** M += Σ over levels of A_cc Lambda S_cc + A_bcᵀ S_bc, k × k. */
export function addBorderStageGradient(
  aDiag: Float64Array,
  aBelow: Float64Array,
  k: number,
  p1: number,
  nLevels: number,
  lambda: Float64Array,
  sDiag: Float64Array,
  sBelow: Float64Array,
  M: Float64Array,
): void {
  for (let c = 0; c < k; c++) {
    for (let r = 0; r < k; r++) {
      let total = 0
      for (let l = 0; l < nLevels; l++) {
        const at = l * k * p1
        for (let e = 0; e < p1; e++) total += aBelow[at + r * p1 + e] * sBelow[at + c * p1 + e]
      }
      M[c * k + r] += total
    }
    for (let s = 0; s < k; s++) {
      for (let u = 0; u <= s; u++) {
        const f = lambda[u * k + s]
        if (f === 0) continue
        for (let r = 0; r < k; r++) {
          let total = 0
          for (let l = 0; l < nLevels; l++) total += aDiag[l * k * k + s * k + r] * sDiag[l * k * k + c * k + u]
          M[c * k + r] += f * total
        }
      }
    }
  }
}

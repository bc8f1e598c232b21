import { symmetricEigen } from '../linalg/symmetricEigen'
import type { BlockMember, GroupingBlock } from '../objective/groupingBlock'

/** Sigma = Lambda Lambdaᵀ of one term, relative to sigma², internal coding; k × k. */
export function internalCovariance(block: GroupingBlock, member: BlockMember, theta: Float64Array): Float64Array {
  const { k, start } = member
  const lambda = new Float64Array(k * k)
  block.lambdaRow.forEach((row, e) => {
    const col = block.lambdaCol[e]
    if (col >= start && col < start + k) lambda[(col - start) * k + row - start] = theta[block.thetaStart + e]
  })
  return crossProduct(lambda, k)
}

/** L Lᵀ for a k × k column-major matrix. */
export function crossProduct(L: Float64Array, k: number): Float64Array {
  const out = new Float64Array(k * k)
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      let sum = 0
      for (let s = 0; s < k; s++) sum += L[s * k + i] * L[s * k + j]
      out[j * k + i] = sum
    }
  }
  return out
}

/** T Sigma Tᵀ with the term's part of T: the covariance of the effects as the formula codes them. */
export function codedCovariance(block: GroupingBlock, member: BlockMember, Sigma: Float64Array): Float64Array {
  const { k, start } = member
  const out = new Float64Array(k * k)
  const half = new Float64Array(k * k)
  const T = (r: number, c: number): number => block.T[(start + c) * block.k + start + r]
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      for (let s = 0; s < k; s++) half[c * k + r] += T(r, s) * Sigma[c * k + s]
    }
  }
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      for (let s = 0; s < k; s++) out[c * k + r] += half[s * k + r] * T(c, s)
    }
  }
  return out
}

/**
 * Lower triangular L with L Lᵀ = Sigma for a positive semidefinite Sigma: a pivot that is zero to rounding makes its
 * column zero.
 */
export function semidefiniteCholesky(Sigma: Float64Array, k: number): Float64Array {
  const L = new Float64Array(k * k)
  const rest = Sigma.slice()
  for (let j = 0; j < k; j++) {
    const pivot = rest[j * k + j]
    if (pivot <= 1e-13 * Sigma[j * k + j] || pivot <= 0) continue
    const root = Math.sqrt(pivot)
    for (let i = j; i < k; i++) L[j * k + i] = rest[j * k + i] / root
    for (let c = j + 1; c < k; c++) for (let r = c; r < k; r++) rest[c * k + r] -= L[j * k + r] * L[j * k + c]
  }
  return L
}

/** Directions in which a term's effects do not vary, in internal coding. */
export interface Collapse {
  readonly rank: number
  /** Eigenvectors of the collapsed directions, each of length k. */
  readonly directions: readonly Float64Array[]
  /** Sigma with the collapsed directions taken out. */
  readonly projected: Float64Array
}

/** A standard deviation below this share of sigma (per unit of a column with mean square one) counts as zero. */
export const collapseTolerance = 1e-4

export function findCollapse(Sigma: Float64Array, k: number, correlated: boolean): Collapse {
  const { values, vectors } = correlated ? symmetricEigen(Sigma, k) : diagonalEigen(Sigma, k)
  const limit = collapseTolerance ** 2 * Math.max(1, Math.max(...values))
  const directions: Float64Array[] = []
  const projected = new Float64Array(k * k)
  for (let e = 0; e < k; e++) {
    const v = vectors.subarray(e * k, (e + 1) * k)
    if (values[e] <= limit) directions.push(v.slice())
    else for (let c = 0; c < k; c++) for (let r = 0; r < k; r++) projected[c * k + r] += values[e] * v[r] * v[c]
  }
  return { rank: k - directions.length, directions, projected }
}

function diagonalEigen(Sigma: Float64Array, k: number): { values: Float64Array; vectors: Float64Array } {
  const values = Float64Array.from({ length: k }, (_, i) => Sigma[i * k + i])
  const vectors = new Float64Array(k * k)
  for (let i = 0; i < k; i++) vectors[i * k + i] = 1
  return { values, vectors }
}

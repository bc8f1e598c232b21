import type { BlockMember, GroupingBlock } from '../../objective/groupingBlock'

/**
 * One term's covariance in standard deviations and angles: Sigma = D L Lᵀ D with D the standard deviations and L the
 * spherical form of the correlations' Cholesky factor (Pinheiro & Bates 1996, Statistics and Computing 6). The effects
 * are taken in `order`, so that the correlation of the first two is the cosine of the first angle.
 */
export interface SphericalTerm {
  readonly block: GroupingBlock
  readonly member: BlockMember
  readonly order: readonly number[]
  /** First element of the term in xi: k standard deviations, then k (k − 1) / 2 angles where correlated. */
  readonly start: number
  /** Inverse of the member's part of T, k × k, column-major. */
  readonly inverseT: Float64Array
}

/** Number of angles of a term. */
export function countAngles({ k, correlated }: BlockMember): number {
  return correlated ? (k * (k - 1)) / 2 : 0
}

/** Lower triangle of the unit-diagonal correlation factor from angles, row by row; k × k, column-major. */
export function sphericalFactor(angles: ArrayLike<number>, k: number): Float64Array {
  const L = new Float64Array(k * k)
  let at = 0
  for (let r = 0; r < k; r++) {
    let rest = 1
    for (let c = 0; c < r; c++) {
      const angle = angles[at++]
      L[c * k + r] = rest * Math.cos(angle)
      rest *= Math.sin(angle)
    }
    L[r * k + r] = rest
  }
  return L
}

/** Angles of a correlation matrix (k × k); a row without spread of its own gets right angles. */
export function sphericalAngles(correlation: Float64Array, k: number): Float64Array {
  const angles = new Float64Array((k * (k - 1)) / 2)
  const L = new Float64Array(k * k)
  let at = 0
  for (let r = 0; r < k; r++) {
    let rest = 1
    for (let c = 0; c < r; c++) {
      let sum = correlation[c * k + r]
      for (let s = 0; s < c; s++) sum -= L[s * k + r] * L[s * k + c]
      L[c * k + r] = L[c * k + c] > 1e-9 ? sum / L[c * k + c] : 0
      const cosine = rest > 1e-9 ? L[c * k + r] / rest : 0
      const angle = Math.acos(Math.max(-1, Math.min(1, cosine)))
      angles[at++] = angle
      rest *= Math.sin(angle)
    }
    L[r * k + r] = rest
  }
  return angles
}

/** Writes the term's part of theta (relative to sigma, internal coding) from xi. */
export function thetaOfTerm(term: SphericalTerm, xi: Float64Array, sigma: number, theta: Float64Array): void {
  const { block, member, order, start, inverseT } = term
  const { k, correlated } = member
  const L = correlated ? sphericalFactor(xi.subarray(start + k), k) : identity(k)
  // G = T⁻¹ D P L, so that G Gᵀ is the internal covariance relative to sigma².
  const G = new Float64Array(k * k)
  for (let c = 0; c < k; c++)
    for (let s = 0; s < k; s++) {
      const effect = order[s]
      const scaled = (xi[start + effect] / sigma) * L[c * k + s]
      for (let r = 0; r < k; r++) G[c * k + r] += inverseT[effect * k + r] * scaled
    }
  const Lambda = correlated ? lowerTriangle(G, k) : G
  block.lambdaRow.forEach((row, e) => {
    const r = row - member.start
    const c = block.lambdaCol[e] - member.start
    if (r >= 0 && r < k && c >= 0 && c < k) theta[block.thetaStart + e] = Lambda[c * k + r]
  })
}

function identity(k: number): Float64Array {
  const out = new Float64Array(k * k)
  for (let i = 0; i < k; i++) out[i * k + i] = 1
  return out
}

/** Lower triangular Lambda with Lambda Lambdaᵀ = G Gᵀ, by orthogonalising the rows of G in order. */
function lowerTriangle(G: Float64Array, k: number): Float64Array {
  const Lambda = new Float64Array(k * k)
  const Q = G.slice()
  for (let r = 0; r < k; r++) {
    let before = 0
    for (let c = 0; c < k; c++) before += Q[c * k + r] ** 2
    for (let pass = 0; pass < 2; pass++)
      for (let s = 0; s < r; s++) {
        let along = 0
        for (let c = 0; c < k; c++) along += Q[c * k + r] * Q[c * k + s]
        Lambda[s * k + r] += along
        for (let c = 0; c < k; c++) Q[c * k + r] -= along * Q[c * k + s]
      }
    let rest = 0
    for (let c = 0; c < k; c++) rest += Q[c * k + r] ** 2
    const isEmpty = rest <= 1e-28 * before
    const norm = isEmpty ? 0 : Math.sqrt(rest)
    Lambda[r * k + r] = norm
    for (let c = 0; c < k; c++) Q[c * k + r] = isEmpty ? 0 : Q[c * k + r] / norm
  }
  return Lambda
}

/** Inverse of a small square matrix by Gauss–Jordan with partial pivoting, column-major. */
export function inverse(A: Float64Array, k: number): Float64Array {
  const a = A.slice()
  const out = identity(k)
  for (let p = 0; p < k; p++) {
    let pivot = p
    for (let r = p + 1; r < k; r++) if (Math.abs(a[p * k + r]) > Math.abs(a[p * k + pivot])) pivot = r
    for (let c = 0; c < k; c++) {
      ;[a[c * k + p], a[c * k + pivot]] = [a[c * k + pivot], a[c * k + p]]
      ;[out[c * k + p], out[c * k + pivot]] = [out[c * k + pivot], out[c * k + p]]
    }
    const scale = 1 / a[p * k + p]
    for (let c = 0; c < k; c++) {
      a[c * k + p] *= scale
      out[c * k + p] *= scale
    }
    for (let r = 0; r < k; r++) {
      const factor = a[p * k + r]
      if (r === p || factor === 0) continue
      for (let c = 0; c < k; c++) {
        a[c * k + r] -= factor * a[c * k + p]
        out[c * k + r] -= factor * out[c * k + p]
      }
    }
  }
  return out
}

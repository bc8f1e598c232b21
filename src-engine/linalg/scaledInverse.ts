import { invertLowerInPlace } from './cholesky'

/**
 * S ← L⁻ᵀ D L⁻¹ for the lower triangular n × n matrix L (column-major) and diagonal D ≥ 0; both triangles of S are
 * written, L is kept.
 */
export function symmetricInverseScaled(L: Float64Array, n: number, D: Float64Array, S: Float64Array): void {
  S.set(L)
  invertLowerInPlace(S, n)
  // Element (i, j), i ≥ j, needs rows i and below of columns i and j of the inverse: walking j upwards and i upwards
  // overwrites only what is no longer needed. The strict upper triangle receives the result meanwhile.
  for (let j = 0; j < n; j++) {
    const cj = j * n
    let i = j
    for (; i + 1 < n; i += 2) {
      const a = i * n
      const b = a + n
      let s0 = D[i] * S[a + i] * S[cj + i]
      let s1 = 0
      for (let k = i + 1; k < n; k++) {
        const f = D[k] * S[cj + k]
        s0 += S[a + k] * f
        s1 += S[b + k] * f
      }
      S[cj + i] = s0
      S[cj + i + 1] = s1
    }
    if (i < n) S[cj + i] = D[i] * S[i * n + i] * S[cj + i]
    for (let r = j + 1; r < n; r++) S[r * n + j] = S[cj + r]!
  }
}

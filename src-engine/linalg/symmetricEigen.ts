/** Eigenvalues ascending, eigenvectors as columns of a column-major n × n matrix. */
export interface SymmetricEigen {
  readonly values: Float64Array
  readonly vectors: Float64Array
}

/**
 * Eigendecomposition of a symmetric n × n matrix by cyclic Jacobi rotations (Golub & Van Loan 8.5), which finds small
 * eigenvalues of graded matrices to high relative accuracy. Meant for n up to about a hundred.
 * @param a full storage; only read.
 */
export function symmetricEigen(a: Float64Array, n: number): SymmetricEigen {
  const m = a.slice(0, n * n)
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = m[q * n + p]
        const app = m[p * n + p]
        const aqq = m[q * n + q]
        if (Math.abs(apq) <= 1e-16 * Math.sqrt(Math.abs(app * aqq)) || apq === 0) continue
        rotated = true
        const tau = (aqq - app) / (2 * apq)
        const t = tau === 0 ? 1 : Math.sign(tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau))
        const c = 1 / Math.sqrt(1 + t * t)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const akp = m[p * n + k]
          const akq = m[q * n + k]
          m[p * n + k] = c * akp - s * akq
          m[q * n + k] = s * akp + c * akq
        }
        for (let k = 0; k < n; k++) {
          const apk = m[k * n + p]
          const aqk = m[k * n + q]
          m[k * n + p] = c * apk - s * aqk
          m[k * n + q] = s * apk + c * aqk
          const vkp = v[p * n + k]
          const vkq = v[q * n + k]
          v[p * n + k] = c * vkp - s * vkq
          v[q * n + k] = s * vkp + c * vkq
        }
        m[p * n + q] = 0
        m[q * n + p] = 0
      }
    }
    if (!rotated) break
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => m[i * n + i] - m[j * n + j])
  const values = new Float64Array(n)
  const vectors = new Float64Array(n * n)
  order.forEach((from, to) => {
    values[to] = m[from * n + from]!
    vectors.set(v.subarray(from * n, from * n + n), to * n)
  })
  return { values, vectors }
}

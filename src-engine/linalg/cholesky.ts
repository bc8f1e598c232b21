/**
 * Dense Cholesky factorisation and triangular operations, column-major, lower triangle.
 * Sources: Golub & Van Loan, Matrix Computations (4th ed.), 4.2 and 3.1.
 */

/**
 * Overwrites the lower triangle of the n × n matrix `a` with L, `a = L Lᵀ`. The strict upper triangle is not touched.
 * Four columns are taken at a time, which cuts the traffic to memory by four.
 * @returns the index of the first pivot that is not positive, or −1 when the factorisation is complete.
 */
export function choleskyInPlace(a: Float64Array, n: number): number {
  for (let j = 0; j < n; j++) {
    const cj = j * n
    let k = 0
    for (; k + 3 < j; k += 4) {
      const c0 = k * n
      const c1 = c0 + n
      const c2 = c1 + n
      const c3 = c2 + n
      const f0 = a[c0 + j]
      const f1 = a[c1 + j]
      const f2 = a[c2 + j]
      const f3 = a[c3 + j]
      for (let i = j; i < n; i++) {
        a[cj + i] -= f0 * a[c0 + i] + f1 * a[c1 + i] + f2 * a[c2 + i] + f3 * a[c3 + i]
      }
    }
    for (; k < j; k++) {
      const ck = k * n
      const f = a[ck + j]
      for (let i = j; i < n; i++) a[cj + i] -= f * a[ck + i]
    }
    const pivot = a[cj + j]
    if (!(pivot > 0)) return j
    const root = Math.sqrt(pivot)
    a[cj + j] = root
    const inverse = 1 / root
    for (let i = j + 1; i < n; i++) a[cj + i] *= inverse
  }
  return -1
}

/** Overwrites the lower triangular n × n matrix `l` with its inverse; the strict upper triangle is not touched. */
export function invertLowerInPlace(l: Float64Array, n: number): void {
  // Column j of the inverse solves L x = e_j; going from the last column to the first lets it overwrite L.
  for (let j = n - 1; j >= 0; j--) {
    const cj = j * n
    const pivot = 1 / l[cj + j]
    // x = −pivot · Linv[j+1.., j+1..] · L[j+1.., j], formed from the bottom so that nothing needed is lost.
    for (let k = n - 1; k > j; k--) {
      const f = -pivot * l[cj + k]
      l[cj + k] = 0
      if (f === 0) continue
      const ck = k * n
      for (let i = k; i < n; i++) l[cj + i] += f * l[ck + i]
    }
    l[cj + j] = pivot
  }
}

/** x ← L⁻¹ x for the lower triangular n × n matrix `l`; `x` starts at `offset`. */
export function solveLowerInPlace(l: Float64Array, n: number, x: Float64Array, offset = 0): void {
  for (let j = 0; j < n; j++) {
    const xj = x[offset + j] / l[j * n + j]
    x[offset + j] = xj
    for (let i = j + 1; i < n; i++) x[offset + i] -= l[j * n + i] * xj
  }
}

/** x ← L⁻ᵀ x for the lower triangular n × n matrix `l`; `x` starts at `offset`. */
export function solveLowerTransposeInPlace(l: Float64Array, n: number, x: Float64Array, offset = 0): void {
  for (let j = n - 1; j >= 0; j--) {
    let sum = x[offset + j]
    for (let i = j + 1; i < n; i++) sum -= l[j * n + i] * x[offset + i]
    x[offset + j] = sum / l[j * n + j]
  }
}

/** Inverse of the symmetric positive definite n × n matrix of which `l` is the Cholesky factor; full storage. */
export function inverseFromCholesky(l: Float64Array, n: number): Float64Array {
  const inv = l.slice()
  invertLowerInPlace(inv, n)
  const out = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = 0
      for (let k = i; k < n; k++) sum += inv[i * n + k] * inv[j * n + k]
      out[j * n + i] = sum
      out[i * n + j] = sum
    }
  }
  return out
}

/** X E = Q R with Q orthonormal; E keeps the columns in their order and leaves out those that earlier ones determine. */
export interface Orthogonalised {
  readonly nRows: number
  readonly rank: number
  /** nRows × rank, column-major. */
  readonly Q: Float64Array
  /** rank × rank upper triangle, column-major, positive diagonal. */
  readonly R: Float64Array
  /** Columns of X kept, ascending, length rank. */
  readonly kept: Int32Array
  /** Columns of X left out, ascending. */
  readonly aliased: Int32Array
}

/** A constant column's remainder after centring is rounding error below this share of its length. */
const centringTolerance = 1e-12

/**
 * QR by classical Gram–Schmidt applied twice, which is orthogonal to machine precision (Giraud, Langou, Rozložník &
 * van den Eshof 2005, Numer. Math. 101). Columns enter in order; one whose remainder is below `tolerance` times its
 * length about the first column (the intercept, where there is one) is aliased, so that the verdict does not depend on
 * a shift of the column.
 * @param x nRows × nColumns, column-major; only read.
 */
export function orthogonalise(x: Float64Array, nRows: number, nColumns: number, tolerance = 1e-8): Orthogonalised {
  const Q = new Float64Array(nRows * nColumns)
  const Rfull = new Float64Array(nColumns * nColumns)
  const kept: number[] = []
  const aliased: number[] = []
  for (let j = 0; j < nColumns; j++) {
    const target = kept.length
    const q = Q.subarray(target * nRows, (target + 1) * nRows)
    q.set(x.subarray(j * nRows, (j + 1) * nRows))
    const length = norm(q)
    let centred = length
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < target; k++) {
        const r = removeProjection(q, Q, k * nRows)
        Rfull[target * nColumns + k] += r
        if (k === 0 && pass === 1) centred = norm(q)
        if (k === 0 && pass === 0 && target > 1) centred = norm(q)
      }
    }
    const remainder = norm(q)
    if (target === 1) centred = remainder
    const isAliased =
      !(remainder > 0) || remainder <= centringTolerance * length || (target > 1 && remainder <= tolerance * centred)
    if (isAliased) {
      aliased.push(j)
      for (let k = 0; k < target; k++) Rfull[target * nColumns + k] = 0
      continue
    }
    Rfull[target * nColumns + target] = remainder
    const inverse = 1 / remainder
    for (let i = 0; i < nRows; i++) q[i] *= inverse
    kept.push(j)
  }
  const rank = kept.length
  const R = new Float64Array(rank * rank)
  for (let c = 0; c < rank; c++) for (let r = 0; r <= c; r++) R[c * rank + r] = Rfull[c * nColumns + r]!
  return {
    nRows,
    rank,
    Q: rank === nColumns ? Q : Q.slice(0, rank * nRows),
    R,
    kept: Int32Array.from(kept),
    aliased: Int32Array.from(aliased),
  }
}

function norm(x: Float64Array): number {
  let largest = 0
  for (const v of x) {
    const a = Math.abs(v)
    if (a > largest) largest = a
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest
  let sum = 0
  const inverse = 1 / largest
  for (const v of x) {
    const s = v * inverse
    sum += s * s
  }
  return largest * Math.sqrt(sum)
}

/** q ← q − (Q_kᵀ q) Q_k; returns Q_kᵀ q. */
function removeProjection(q: Float64Array, Q: Float64Array, offset: number): number {
  const n = q.length
  let r = 0
  for (let i = 0; i < n; i++) r += Q[offset + i] * q[i]
  for (let i = 0; i < n; i++) q[i] -= r * Q[offset + i]
  return r
}

/** x ← R⁻¹ x for an upper triangular n × n matrix, column-major. */
export function solveUpperInPlace(R: Float64Array, n: number, x: Float64Array, offset = 0): void {
  for (let j = n - 1; j >= 0; j--) {
    const xj = x[offset + j] / R[j * n + j]
    x[offset + j] = xj
    for (let i = 0; i < j; i++) x[offset + i] -= R[j * n + i] * xj
  }
}

/** x ← R⁻ᵀ x for an upper triangular n × n matrix, column-major. */
export function solveUpperTransposeInPlace(R: Float64Array, n: number, x: Float64Array, offset = 0): void {
  for (let j = 0; j < n; j++) {
    let sum = x[offset + j]
    for (let i = 0; i < j; i++) sum -= R[j * n + i] * x[offset + i]
    x[offset + j] = sum / R[j * n + j]
  }
}

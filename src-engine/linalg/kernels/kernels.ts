/**
 * Dense kernels that work in place on the doubles of one workspace.
 *
 * Matrices are column-major. An argument such as `a` is the index of the first entry in `workspace.doubles`, `lda` the
 * distance between columns. Regions of one call may not overlap, except where a kernel is described as in place.
 * Dimensions may be zero. Nothing is allocated and nothing is checked: a wrong index is a bug of the caller.
 */
export interface Kernels {
  readonly name: 'simd' | 'plain'

  /**
   * A := L with L Lᵀ = A (n × n), reading and writing the lower triangle only.
   * @returns −1, or the first column whose pivot is not positive and finite. That pivot is left on the diagonal and the
   * columns from there on are undefined.
   */
  choleskyInPlace(n: number, a: number, lda: number): number

  /** B (m × n) := B L⁻ᵀ, L lower triangular (n × n). */
  solveRightTransposedInPlace(m: number, n: number, l: number, ldl: number, b: number, ldb: number): void

  /** C (m × n) += alpha · A Bᵀ, A is m × k, B is n × k. */
  addProductNT(
    alpha: number,
    m: number,
    n: number,
    k: number,
    a: number,
    lda: number,
    b: number,
    ldb: number,
    c: number,
    ldc: number,
  ): void

  /** C (m × n) += alpha · A B, A is m × k, B is k × n. */
  addProductNN(
    alpha: number,
    m: number,
    n: number,
    k: number,
    a: number,
    lda: number,
    b: number,
    ldb: number,
    c: number,
    ldc: number,
  ): void

  /** C (m × n) += alpha · Aᵀ B, A is k × m, B is k × n. */
  addProductTN(
    alpha: number,
    m: number,
    n: number,
    k: number,
    a: number,
    lda: number,
    b: number,
    ldb: number,
    c: number,
    ldc: number,
  ): void

  /**
   * The lower trapezoid (row >= column) of C (m × n, m >= n) += alpha · A A₁ᵀ, where A is m × k and A₁ its first n
   * rows. Entries above the diagonal are left alone.
   */
  addSquareLower(alpha: number, m: number, n: number, k: number, a: number, lda: number, c: number, ldc: number): void
}

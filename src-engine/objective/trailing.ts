/**
 * What is left of Omega once the stages are eliminated: the blocks that fill in (crossed factors), X and y. This is
 * the seam between dense and sparse storage; unknowns are numbered from the first trailing random effect, the border
 * (p columns of X, then y) coming last.
 */
export interface Trailing {
  /** Random effects of the trailing blocks. */
  readonly nRandom: number
  /** nRandom + p + 1. */
  readonly size: number
  /** Omega ← Lambdaᵀ A Lambda, plus the identity on random effects. */
  load(Lambda: readonly Float64Array[]): void
  /**
   * Omega ← Omega − B Bᵀ on the trailing rows of one level of a stage, all rows but its leading `nStageRows`.
   * B starts at `offset` in column-major storage with leading dimension `ld`.
   */
  subtract(stage: number, level: number, B: Float64Array, offset: number, ld: number): void
  /** Omega ← Omega − taken on the border alone; (p + 1) × (p + 1), lower triangle. */
  subtractBorder(taken: Float64Array): void
  /** Omega → L. @returns false when a pivot is not positive. */
  factor(): boolean
  /** Σ 2 log l over the random effects. */
  logDetRandom(): number
  /** Σ 2 log l over the columns of X. */
  logDetFixed(): number
  /** The square of the last pivot: the penalised residual sum of squares. */
  residualSquare(): number
  /** S = L⁻ᵀ D L⁻¹ with D = 1 on random effects, dX on columns of X, dY on y; at least on Omega's pattern. */
  invert(dX: number, dY: number): void
  /** Copies S on the trailing rows of one level of a stage into `out`, from (at, at) on; both triangles. */
  gather(stage: number, level: number, out: Float64Array, ld: number, at: number): void
  /** S among the border, (p + 1) × (p + 1), both triangles. */
  gatherBorder(out: Float64Array): void
  /** Copies S among k neighbouring random effects from `first` on into `out`, k × k. */
  inverseBlock(first: number, k: number, out: Float64Array): void
  /**
   * out ← −S X for the rows of one stage's level, none of which belongs to a later stage: what `gather` and a product
   * would give, without forming S. X has `size` rows and k columns; out, of the same shape, begins at `at`. Left out
   * where gathering costs nothing.
   */
  timesInverse?(stage: number, level: number, X: Float64Array, out: Float64Array, at: number): void
  /** M_t += Σ over the levels of each trailing block t of (A Lambda S), k × k. */
  addToGradient(Lambda: readonly Float64Array[], M: readonly Float64Array[]): void
  /** out += A v over the trailing random effects, both of length nRandom. */
  multiplyRandom(v: Float64Array, out: Float64Array): void
  /** out[i] = A between trailing random effect i and border column j. */
  borderColumn(j: number, out: Float64Array): void
  /**
   * Solves the transposed system for border row j: x ← L⁻ᵀ l_j, where l_j is that row of L, over the random effects
   * and the first `nFixed` columns of X. x has length nRandom + nFixed.
   */
  solveBorderRow(j: number, nFixed: number, x: Float64Array): void
  /** The factor's border triangle, (p + 1) × (p + 1), column-major lower. */
  borderFactor(): Float64Array
}

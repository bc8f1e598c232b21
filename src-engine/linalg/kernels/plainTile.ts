/** The 4 × 4 register tile of the plain kernels and the packing of its operands. */

/** Depth of a packed block: one packed strip (4 × 128 doubles, 4 kB) stays in the first-level cache. */
export const BLOCK_DEPTH = 128
/** Rows of the packed left operand: 64 × 128 doubles stay in the second-level cache. */
export const BLOCK_ROWS = 64
/** Columns of the packed right operand. */
export const BLOCK_COLUMNS = 512

/**
 * C (4 × 4) += alpha · A Bᵀ over strips packed as `depth` groups of four doubles.
 * @param a, b first doubles of the strips in `left` and `right`
 */
export function addTile(
  depth: number,
  left: Float64Array,
  a: number,
  right: Float64Array,
  b: number,
  alpha: number,
  x: Float64Array,
  c: number,
  ldc: number,
): void {
  let s00 = 0
  let s10 = 0
  let s20 = 0
  let s30 = 0
  let s01 = 0
  let s11 = 0
  let s21 = 0
  let s31 = 0
  let s02 = 0
  let s12 = 0
  let s22 = 0
  let s32 = 0
  let s03 = 0
  let s13 = 0
  let s23 = 0
  let s33 = 0
  for (const end = a + 4 * depth; a < end; a += 4, b += 4) {
    const a0 = left[a]
    const a1 = left[a + 1]
    const a2 = left[a + 2]
    const a3 = left[a + 3]
    const b0 = right[b]
    s00 += a0 * b0
    s10 += a1 * b0
    s20 += a2 * b0
    s30 += a3 * b0
    const b1 = right[b + 1]
    s01 += a0 * b1
    s11 += a1 * b1
    s21 += a2 * b1
    s31 += a3 * b1
    const b2 = right[b + 2]
    s02 += a0 * b2
    s12 += a1 * b2
    s22 += a2 * b2
    s32 += a3 * b2
    const b3 = right[b + 3]
    s03 += a0 * b3
    s13 += a1 * b3
    s23 += a2 * b3
    s33 += a3 * b3
  }
  x[c] += alpha * s00
  x[c + 1] += alpha * s10
  x[c + 2] += alpha * s20
  x[c + 3] += alpha * s30
  c += ldc
  x[c] += alpha * s01
  x[c + 1] += alpha * s11
  x[c + 2] += alpha * s21
  x[c + 3] += alpha * s31
  c += ldc
  x[c] += alpha * s02
  x[c + 1] += alpha * s12
  x[c + 2] += alpha * s22
  x[c + 3] += alpha * s32
  c += ldc
  x[c] += alpha * s03
  x[c + 1] += alpha * s13
  x[c + 2] += alpha * s23
  x[c + 3] += alpha * s33
}

const partial = new Float64Array(16)

/**
 * As `addTile`, writing only `rows` × `columns` entries, and of those only entries with `row + offset >= column`.
 */
export function addPartialTile(
  depth: number,
  left: Float64Array,
  a: number,
  right: Float64Array,
  b: number,
  alpha: number,
  x: Float64Array,
  c: number,
  ldc: number,
  rows: number,
  columns: number,
  offset: number,
): void {
  partial.fill(0)
  addTile(depth, left, a, right, b, alpha, partial, 0, 4)
  for (let column = 0; column < columns; column++) {
    for (let row = Math.max(0, column - offset); row < rows; row++) {
      x[c + column * ldc + row] += partial[4 * column + row]
    }
  }
}

/**
 * Packs a `count` × `depth` operand into strips of four: for each strip, `depth` groups of four consecutive doubles;
 * the last strip is padded with zeros.
 * @param countStep, depthStep distances between neighbours along `count` and along `depth`
 */
export function pack(
  x: Float64Array,
  source: number,
  countStep: number,
  depthStep: number,
  count: number,
  depth: number,
  target: Float64Array,
): void {
  let to = 0
  for (let i = 0; i < count; i += 4) {
    const from = source + i * countStep
    const rest = count - i
    for (let k = 0, at = from; k < depth; k++, at += depthStep, to += 4) {
      target[to] = x[at]
      target[to + 1] = rest > 1 ? x[at + countStep] : 0
      target[to + 2] = rest > 2 ? x[at + 2 * countStep] : 0
      target[to + 3] = rest > 3 ? x[at + 3 * countStep] : 0
    }
  }
}

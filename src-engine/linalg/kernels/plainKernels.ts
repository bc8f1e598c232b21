import type { Kernels } from './kernels'
import { addPartialTile, addTile, BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS, pack } from './plainTile'

const packedLeft = new Float64Array(BLOCK_ROWS * BLOCK_DEPTH)
const packedRight = new Float64Array(BLOCK_COLUMNS * BLOCK_DEPTH)

/** Below this order the Cholesky factorisation runs column by column. */
const SMALL = 16

/**
 * The kernels in TypeScript: the same blocking and the same order of operations as `assembly/`, for hosts without
 * WebAssembly SIMD. About a quarter of its speed.
 */
export class PlainKernels implements Kernels {
  readonly name = 'plain'
  readonly #x: Float64Array

  /** @param doubles the workspace's doubles; arguments of the kernels index into them */
  constructor(doubles: Float64Array) {
    this.#x = doubles
  }

  choleskyInPlace(n: number, a: number, lda: number): number {
    if (n <= SMALL) return this.#choleskyByColumns(n, a, lda)
    const half = ((n >> 1) + 3) & ~3
    const failed = this.choleskyInPlace(half, a, lda)
    if (failed >= 0) return failed
    const below = a + half
    const corner = below + half * lda
    this.solveRightTransposedInPlace(n - half, half, a, lda, below, lda)
    this.addSquareLower(-1, n - half, n - half, half, below, lda, corner, lda)
    const failedBelow = this.choleskyInPlace(n - half, corner, lda)
    return failedBelow < 0 ? -1 : failedBelow + half
  }

  #choleskyByColumns(n: number, a: number, lda: number): number {
    const x = this.#x
    for (let j = 0; j < n; j++) {
      const column = a + j * lda
      for (let k = 0; k < j; k++) {
        const earlier = a + k * lda
        const factor = x[earlier + j]
        for (let i = j; i < n; i++) x[column + i] -= factor * x[earlier + i]
      }
      const pivot = x[column + j]
      if (!(pivot > 0 && pivot < Infinity)) return j
      const root = Math.sqrt(pivot)
      x[column + j] = root
      for (let i = j + 1; i < n; i++) x[column + i] /= root
    }
    return -1
  }

  solveRightTransposedInPlace(m: number, n: number, l: number, ldl: number, b: number, ldb: number): void {
    if (n <= BLOCK_DEPTH) {
      this.#solveStrips(m, n, l, ldl, b, ldb)
      return
    }
    const half = (n >> 1) & ~3
    const second = b + half * ldb
    this.solveRightTransposedInPlace(m, half, l, ldl, b, ldb)
    this.addProductNT(-1, m, n - half, half, b, ldb, l + half, ldl, second, ldb)
    this.solveRightTransposedInPlace(m, n - half, l + half + half * ldl, ldl, second, ldb)
  }

  /**
   * Solves four rows of B at a time: the solved part of the strip is kept packed, so that each group of four columns is
   * one run of the tile followed by a 4 × 4 triangle.
   */
  #solveStrips(m: number, n: number, l: number, ldl: number, b: number, ldb: number): void {
    const x = this.#x
    pack(x, l, 1, ldl, n, n, packedRight)
    for (let i = 0; i < m; i += 4) {
      const rows = Math.min(4, m - i)
      pack(x, b + i, 1, ldb, rows, n, packedLeft)
      for (let j = 0; j < n; j += 4) {
        const wide = Math.min(4, n - j)
        const triangle = j * n + 4 * j
        if (wide === 4) addTile(j, packedLeft, 0, packedRight, j * n, -1, packedLeft, 4 * j, 4)
        else addPartialTile(j, packedLeft, 0, packedRight, j * n, -1, packedLeft, 4 * j, 4, 4, wide, 4)
        solveGroup(wide, triangle, 4 * j)
      }
      for (let j = 0; j < n; j++) {
        for (let row = 0; row < rows; row++) x[b + i + row + j * ldb] = packedLeft[4 * j + row]
      }
    }
  }

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
  ): void {
    this.#addProduct(alpha, m, n, k, a, 1, lda, b, 1, ldb, c, ldc, false)
  }

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
  ): void {
    this.#addProduct(alpha, m, n, k, a, 1, lda, b, ldb, 1, c, ldc, false)
  }

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
  ): void {
    this.#addProduct(alpha, m, n, k, a, lda, 1, b, ldb, 1, c, ldc, false)
  }

  addSquareLower(alpha: number, m: number, n: number, k: number, a: number, lda: number, c: number, ldc: number): void {
    this.#addProduct(alpha, m, n, k, a, 1, lda, a, 1, lda, c, ldc, true)
  }

  /**
   * C += alpha · A Bᵀ with any strides (A is m × k with row step `aRow` and depth step `aDepth`, B likewise n × k),
   * blocked for the caches and packed (Goto & van de Geijn 2008). With `lower`, only row >= column of C.
   */
  #addProduct(
    alpha: number,
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aDepth: number,
    b: number,
    bRow: number,
    bDepth: number,
    c: number,
    ldc: number,
    lower: boolean,
  ): void {
    const x = this.#x
    for (let k0 = 0; k0 < k; k0 += BLOCK_DEPTH) {
      const depth = Math.min(BLOCK_DEPTH, k - k0)
      for (let j0 = 0; j0 < n; j0 += BLOCK_COLUMNS) {
        const columns = Math.min(BLOCK_COLUMNS, n - j0)
        pack(x, b + j0 * bRow + k0 * bDepth, bRow, bDepth, columns, depth, packedRight)
        for (let i0 = lower ? j0 : 0; i0 < m; i0 += BLOCK_ROWS) {
          const rows = Math.min(BLOCK_ROWS, m - i0)
          pack(x, a + i0 * aRow + k0 * aDepth, aRow, aDepth, rows, depth, packedLeft)
          addPackedBlock(alpha, rows, columns, depth, x, c + i0 + j0 * ldc, ldc, lower ? i0 - j0 : columns)
        }
      }
    }
  }
}

/** Multiplies the packed blocks; entries with `row + offset < column` are left alone. */
function addPackedBlock(
  alpha: number,
  rows: number,
  columns: number,
  depth: number,
  x: Float64Array,
  c: number,
  ldc: number,
  offset: number,
): void {
  for (let j = 0; j < columns; j += 4) {
    const wide = Math.min(4, columns - j)
    for (let i = 0; i < rows; i += 4) {
      const distance = i + offset - j
      if (distance <= -4) continue
      const high = Math.min(4, rows - i)
      const target = c + i + j * ldc
      if (high === 4 && wide === 4 && distance >= 3) {
        addTile(depth, packedLeft, i * depth, packedRight, j * depth, alpha, x, target, ldc)
      } else {
        addPartialTile(
          depth,
          packedLeft,
          i * depth,
          packedRight,
          j * depth,
          alpha,
          x,
          target,
          ldc,
          high,
          wide,
          distance,
        )
      }
    }
  }
}

/** Solves one packed group of up to four columns against the packed 4 × 4 triangle on L's diagonal. */
function solveGroup(columns: number, triangle: number, group: number): void {
  for (let j = 0; j < columns; j++) {
    const column = group + 4 * j
    const pivot = packedRight[triangle + 5 * j]
    for (let row = 0; row < 4; row++) {
      let value = packedLeft[column + row]
      for (let k = 0; k < j; k++) value -= packedRight[triangle + 4 * k + j] * packedLeft[group + 4 * k + row]
      packedLeft[column + row] = value / pivot
    }
  }
}

import { addProduct } from './product'
import { solveRightTransposed } from './solve'

/** Below this order the factorisation runs column by column. */
const SMALL: i32 = 16

/**
 * A := L with L Lᵀ = A, lower triangle only; recursive halving turns nearly all work into products.
 * @returns −1, or the first column whose pivot is not positive and finite; that pivot is left on the diagonal
 */
export function cholesky(n: i32, a: usize, lda: i32): i32 {
  if (n <= SMALL) return choleskyByColumns(n, a, (<usize>lda) << 3)
  const half = ((n >> 1) + 3) & ~3
  const failed = cholesky(half, a, lda)
  if (failed >= 0) return failed
  const below = a + ((<usize>half) << 3)
  const corner = below + ((<usize>half * <usize>lda) << 3)
  solveRightTransposed(n - half, half, a, lda, below, lda)
  addProduct(-1, n - half, n - half, half, below, lda, false, below, lda, false, corner, lda, true)
  const failedBelow = cholesky(n - half, corner, lda)
  return failedBelow < 0 ? -1 : failedBelow + half
}

function choleskyByColumns(n: i32, a: usize, columnBytes: usize): i32 {
  for (let j = 0; j < n; j++) {
    const column = a + <usize>j * columnBytes
    for (let k = 0; k < j; k++) {
      const earlier = a + <usize>k * columnBytes
      const factor = load<f64>(earlier + ((<usize>j) << 3))
      for (let i = j; i < n; i++) {
        const at = (<usize>i) << 3
        store<f64>(column + at, load<f64>(column + at) - factor * load<f64>(earlier + at))
      }
    }
    const pivot = load<f64>(column + ((<usize>j) << 3))
    if (!(pivot > 0 && pivot < Infinity)) return j
    const root = sqrt(pivot)
    store<f64>(column + ((<usize>j) << 3), root)
    for (let i = j + 1; i < n; i++) {
      const at = (<usize>i) << 3
      store<f64>(column + at, load<f64>(column + at) / root)
    }
  }
  return -1
}

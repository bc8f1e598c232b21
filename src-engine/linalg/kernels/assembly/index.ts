/**
 * Dense kernels on the workspace's memory, in AssemblyScript with 128-bit SIMD. Arguments name elements (doubles) of the
 * memory, matrices are column-major; what each function does is documented in `../kernels.ts`.
 */
import { cholesky } from './cholesky'
import { addProduct } from './product'
import { addressOf, SCRATCH_BYTES } from './scratch'
import { solveRightTransposed } from './solve'

export function scratchBytes(): usize {
  return SCRATCH_BYTES
}

export function choleskyInPlace(n: i32, a: u32, lda: i32): i32 {
  return cholesky(n, addressOf(a), lda)
}

export function solveRightTransposedInPlace(m: i32, n: i32, l: u32, ldl: i32, b: u32, ldb: i32): void {
  solveRightTransposed(m, n, addressOf(l), ldl, addressOf(b), ldb)
}

export function addProductNT(
  alpha: f64,
  m: i32,
  n: i32,
  k: i32,
  a: u32,
  lda: i32,
  b: u32,
  ldb: i32,
  c: u32,
  ldc: i32,
): void {
  addProduct(alpha, m, n, k, addressOf(a), lda, false, addressOf(b), ldb, false, addressOf(c), ldc, false)
}

export function addProductNN(
  alpha: f64,
  m: i32,
  n: i32,
  k: i32,
  a: u32,
  lda: i32,
  b: u32,
  ldb: i32,
  c: u32,
  ldc: i32,
): void {
  addProduct(alpha, m, n, k, addressOf(a), lda, false, addressOf(b), ldb, true, addressOf(c), ldc, false)
}

export function addProductTN(
  alpha: f64,
  m: i32,
  n: i32,
  k: i32,
  a: u32,
  lda: i32,
  b: u32,
  ldb: i32,
  c: u32,
  ldc: i32,
): void {
  addProduct(alpha, m, n, k, addressOf(a), lda, true, addressOf(b), ldb, true, addressOf(c), ldc, false)
}

export function addSquareLower(alpha: f64, m: i32, n: i32, k: i32, a: u32, lda: i32, c: u32, ldc: i32): void {
  addProduct(alpha, m, n, k, addressOf(a), lda, false, addressOf(a), lda, false, addressOf(c), ldc, true)
}

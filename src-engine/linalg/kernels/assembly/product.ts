import { pack, packTransposed } from './pack'
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS, PACKED_LEFT, PACKED_RIGHT } from './scratch'
import { addPartialTile, addTile } from './tile'

/**
 * C += alpha · op(A) op(B), blocked for the caches and packed (Goto & van de Geijn 2008). op(A) is m × k and op(B) is
 * k × n. `leftByDepth`: A is stored k × m; `rightByDepth`: B is stored k × n. With `lower`, only entries of C with
 * row >= column are computed and written.
 */
export function addProduct(
  alpha: f64,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  leftByDepth: bool,
  b: usize,
  ldb: i32,
  rightByDepth: bool,
  c: usize,
  ldc: i32,
  lower: bool,
): void {
  const aBytes = (<usize>lda) << 3
  const bBytes = (<usize>ldb) << 3
  const cBytes = (<usize>ldc) << 3
  for (let k0 = 0; k0 < k; k0 += BLOCK_DEPTH) {
    const depth = min(BLOCK_DEPTH, k - k0)
    for (let j0 = 0; j0 < n; j0 += BLOCK_COLUMNS) {
      const columns = min(BLOCK_COLUMNS, n - j0)
      if (rightByDepth) {
        packTransposed(b + ((<usize>k0) << 3) + <usize>j0 * bBytes, bBytes, columns, depth, PACKED_RIGHT)
      } else {
        pack(b + ((<usize>j0) << 3) + <usize>k0 * bBytes, bBytes, columns, depth, PACKED_RIGHT)
      }
      for (let i0 = lower ? j0 & ~3 : 0; i0 < m; i0 += BLOCK_ROWS) {
        const rows = min(BLOCK_ROWS, m - i0)
        if (leftByDepth) {
          packTransposed(a + ((<usize>k0) << 3) + <usize>i0 * aBytes, aBytes, rows, depth, PACKED_LEFT)
        } else {
          pack(a + ((<usize>i0) << 3) + <usize>k0 * aBytes, aBytes, rows, depth, PACKED_LEFT)
        }
        addPackedBlock(
          alpha,
          rows,
          columns,
          depth,
          c + ((<usize>i0) << 3) + <usize>j0 * cBytes,
          cBytes,
          lower ? i0 - j0 : i32.MAX_VALUE - BLOCK_ROWS,
        )
      }
    }
  }
}

/** Multiplies the packed blocks; entries with `row + offset < column` are left alone. */
function addPackedBlock(alpha: f64, rows: i32, columns: i32, depth: i32, c: usize, cBytes: usize, offset: i32): void {
  const stripBytes = (<usize>depth) << 5
  let right = PACKED_RIGHT
  for (let j = 0; j < columns; j += 4) {
    const wide = min(4, columns - j)
    const column = c + <usize>j * cBytes
    let left = PACKED_LEFT
    for (let i = 0; i < rows; i += 4) {
      const distance = i + offset - j
      if (distance > -4) {
        const high = min(4, rows - i)
        const target = column + ((<usize>i) << 3)
        if (high === 4 && wide === 4 && distance >= 3) addTile(depth, left, right, alpha, target, cBytes)
        else addPartialTile(depth, left, right, alpha, target, cBytes, high, wide, min(distance, 4))
      }
      left += stripBytes
    }
    right += stripBytes
  }
}

import { pack } from './pack'
import { addProduct } from './product'
import { BLOCK_DEPTH, PACKED_LEFT, PACKED_RIGHT, TILE } from './scratch'
import { addTile } from './tile'

/** B (m × n) := B L⁻ᵀ, L lower triangular n × n: halves L until one triangle fits the packed block. */
export function solveRightTransposed(m: i32, n: i32, l: usize, ldl: i32, b: usize, ldb: i32): void {
  if (n <= BLOCK_DEPTH) {
    solveStrips(m, n, l, ldl, b, ldb)
    return
  }
  const half = (n >> 1) & ~3
  const second = b + ((<usize>half * <usize>ldb) << 3)
  const below = l + ((<usize>half) << 3)
  const corner = below + ((<usize>half * <usize>ldl) << 3)
  solveRightTransposed(m, half, l, ldl, b, ldb)
  addProduct(-1, m, n - half, half, b, ldb, false, below, ldl, false, second, ldb, false)
  solveRightTransposed(m, n - half, corner, ldl, second, ldb)
}

/**
 * Solves four rows of B at a time: the solved part of the strip is kept packed, so that each group of four columns
 * is one run of the micro-kernel followed by a 4 × 4 triangle.
 */
function solveStrips(m: i32, n: i32, l: usize, ldl: i32, b: usize, ldb: i32): void {
  const columnBytes = (<usize>ldb) << 3
  pack(l, (<usize>ldl) << 3, n, n, PACKED_RIGHT)
  const stripBytes = (<usize>n) << 5
  for (let i = 0; i < m; i += 4) {
    const rows = min(4, m - i)
    const strip = b + ((<usize>i) << 3)
    pack(strip, columnBytes, rows, n, PACKED_LEFT)
    let right = PACKED_RIGHT
    for (let j = 0; j < n; j += 4) {
      const wide = min(4, n - j)
      const group = PACKED_LEFT + ((<usize>j) << 5)
      if (wide === 4) {
        addTile(j, PACKED_LEFT, right, -1, group, 32)
      } else {
        for (let at: usize = 0; at < 128; at += 16) v128.store(TILE + at, f64x2.splat(0))
        addTile(j, PACKED_LEFT, right, -1, TILE, 32)
        for (let at: usize = 0; at < (<usize>wide) << 5; at += 16) {
          v128.store(group + at, f64x2.add(v128.load(group + at), v128.load(TILE + at)))
        }
      }
      solveGroup(wide, right + ((<usize>j) << 5), group)
      right += stripBytes
    }
    unpack(rows, n, strip, columnBytes)
  }
}

/** Solves one packed group of up to four columns against the packed 4 × 4 triangle on L's diagonal. */
function solveGroup(columns: i32, triangle: usize, group: usize): void {
  for (let j = 0; j < columns; j++) {
    const column = group + ((<usize>j) << 5)
    let top = v128.load(column)
    let low = v128.load(column, 16)
    for (let k = 0; k < j; k++) {
      const factor = v128.load_splat<f64>(triangle + ((<usize>k) << 5) + ((<usize>j) << 3))
      const solved = group + ((<usize>k) << 5)
      top = f64x2.sub(top, f64x2.mul(factor, v128.load(solved)))
      low = f64x2.sub(low, f64x2.mul(factor, v128.load(solved, 16)))
    }
    const pivot = v128.load_splat<f64>(triangle + ((<usize>j) << 5) + ((<usize>j) << 3))
    v128.store(column, f64x2.div(top, pivot))
    v128.store(column, f64x2.div(low, pivot), 16)
  }
}

/** Writes the packed strip back to its rows of B. */
function unpack(rows: i32, n: i32, strip: usize, columnBytes: usize): void {
  let from = PACKED_LEFT
  for (let j = 0; j < n; j++) {
    if (rows === 4) {
      v128.store(strip, v128.load(from))
      v128.store(strip, v128.load(from, 16), 16)
    } else {
      for (let i = 0; i < rows; i++) {
        store<f64>(strip + ((<usize>i) << 3), load<f64>(from + ((<usize>i) << 3)))
      }
    }
    from += 32
    strip += columnBytes
  }
}

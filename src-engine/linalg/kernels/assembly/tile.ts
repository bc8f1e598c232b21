import { TILE } from './scratch'

/**
 * The micro-kernel: C (4 × 4) += alpha · A Bᵀ over strips packed as `depth` groups of four doubles.
 * @param c byte address of the tile's first entry
 * @param columnBytes distance between columns of C in bytes
 */
export function addTile(depth: i32, a: usize, b: usize, alpha: f64, c: usize, columnBytes: usize): void {
  let top0 = f64x2.splat(0)
  let top1 = f64x2.splat(0)
  let top2 = f64x2.splat(0)
  let top3 = f64x2.splat(0)
  let low0 = f64x2.splat(0)
  let low1 = f64x2.splat(0)
  let low2 = f64x2.splat(0)
  let low3 = f64x2.splat(0)
  const end = a + ((<usize>depth) << 5)
  while (a < end) {
    const top = v128.load(a)
    const low = v128.load(a, 16)
    const b0 = v128.load_splat<f64>(b)
    top0 = f64x2.add(top0, f64x2.mul(top, b0))
    low0 = f64x2.add(low0, f64x2.mul(low, b0))
    const b1 = v128.load_splat<f64>(b, 8)
    top1 = f64x2.add(top1, f64x2.mul(top, b1))
    low1 = f64x2.add(low1, f64x2.mul(low, b1))
    const b2 = v128.load_splat<f64>(b, 16)
    top2 = f64x2.add(top2, f64x2.mul(top, b2))
    low2 = f64x2.add(low2, f64x2.mul(low, b2))
    const b3 = v128.load_splat<f64>(b, 24)
    top3 = f64x2.add(top3, f64x2.mul(top, b3))
    low3 = f64x2.add(low3, f64x2.mul(low, b3))
    a += 32
    b += 32
  }
  const scale = f64x2.splat(alpha)
  v128.store(c, f64x2.add(v128.load(c), f64x2.mul(scale, top0)))
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(scale, low0)), 16)
  c += columnBytes
  v128.store(c, f64x2.add(v128.load(c), f64x2.mul(scale, top1)))
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(scale, low1)), 16)
  c += columnBytes
  v128.store(c, f64x2.add(v128.load(c), f64x2.mul(scale, top2)))
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(scale, low2)), 16)
  c += columnBytes
  v128.store(c, f64x2.add(v128.load(c), f64x2.mul(scale, top3)))
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(scale, low3)), 16)
}

/**
 * The micro-kernel for a tile at an edge or on the diagonal: only `rows` × `columns` entries are written, and of those
 * only entries with `row + offset >= column`. For a tile that does not touch the diagonal pass `offset = 4`.
 */
export function addPartialTile(
  depth: i32,
  a: usize,
  b: usize,
  alpha: f64,
  c: usize,
  columnBytes: usize,
  rows: i32,
  columns: i32,
  offset: i32,
): void {
  for (let at: usize = 0; at < 128; at += 16) v128.store(TILE + at, f64x2.splat(0))
  addTile(depth, a, b, alpha, TILE, 32)
  for (let column = 0; column < columns; column++) {
    const from = TILE + ((<usize>column) << 5)
    const to = c + <usize>column * columnBytes
    for (let row = max(0, column - offset); row < rows; row++) {
      const at = (<usize>row) << 3
      store<f64>(to + at, load<f64>(to + at) + load<f64>(from + at))
    }
  }
}

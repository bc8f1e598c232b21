/**
 * Packs a `count` × `depth` operand, stored with `count` running fastest, into strips of four: for each strip, `depth`
 * groups of four consecutive doubles; the last strip is padded with zeros.
 */
export function pack(source: usize, columnBytes: usize, count: i32, depth: i32, target: usize): void {
  let i = 0
  for (; i + 4 <= count; i += 4) {
    let from = source + ((<usize>i) << 3)
    for (let k = 0; k < depth; k++) {
      v128.store(target, v128.load(from))
      v128.store(target, v128.load(from, 16), 16)
      from += columnBytes
      target += 32
    }
  }
  const rest = count - i
  if (rest <= 0) return
  let from = source + ((<usize>i) << 3)
  for (let k = 0; k < depth; k++) {
    store<f64>(target, load<f64>(from))
    store<f64>(target, rest > 1 ? load<f64>(from, 8) : 0, 8)
    store<f64>(target, rest > 2 ? load<f64>(from, 16) : 0, 16)
    store<f64>(target, 0, 24)
    from += columnBytes
    target += 32
  }
}

/** As `pack`, for an operand stored with the depth running fastest. */
export function packTransposed(source: usize, columnBytes: usize, count: i32, depth: i32, target: usize): void {
  let i = 0
  for (; i + 4 <= count; i += 4) {
    let from0 = source + <usize>i * columnBytes
    let from1 = from0 + columnBytes
    let from2 = from1 + columnBytes
    let from3 = from2 + columnBytes
    for (let k = 0; k < depth; k++) {
      store<f64>(target, load<f64>(from0))
      store<f64>(target, load<f64>(from1), 8)
      store<f64>(target, load<f64>(from2), 16)
      store<f64>(target, load<f64>(from3), 24)
      from0 += 8
      from1 += 8
      from2 += 8
      from3 += 8
      target += 32
    }
  }
  const rest = count - i
  if (rest <= 0) return
  const from = source + <usize>i * columnBytes
  for (let k = 0; k < depth; k++) {
    const at = from + ((<usize>k) << 3)
    store<f64>(target, load<f64>(at))
    store<f64>(target, rest > 1 ? load<f64>(at + columnBytes) : 0, 8)
    store<f64>(target, rest > 2 ? load<f64>(at + 2 * columnBytes) : 0, 16)
    store<f64>(target, 0, 24)
    target += 32
  }
}

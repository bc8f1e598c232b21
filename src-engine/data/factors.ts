/** Dictionary coding: values to codes and levels. */

export interface Coded {
  /** −1 is missing. */
  readonly codes: Int32Array
  readonly levels: readonly string[]
}

/** Above this range, distinct integers are collected by hashing rather than in a lookup table. */
const maxTable = 1 << 22

/** Codes numbers by value: levels in increasing order, written as plain decimals; NaN is missing. */
export function codeNumbers(values: Float64Array): Coded {
  let low = Infinity
  let high = -Infinity
  let isInteger = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value !== value) continue
    if (value < low) low = value
    if (value > high) high = value
    if (isInteger && !Number.isInteger(value)) isInteger = false
  }
  if (low > high) return { codes: new Int32Array(values.length).fill(-1), levels: [] }
  return isInteger && high - low < maxTable ? codeByTable(values, low, high) : codeByHash(values)
}

function codeByTable(values: Float64Array, low: number, high: number): Coded {
  const table = new Int32Array(high - low + 1)
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) table[values[i] - low] = 1
  const levels: string[] = []
  for (let i = 0; i < table.length; i++) {
    if (table[i] === 0) continue
    table[i] = levels.length
    levels.push(String(low + i))
  }
  const codes = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) codes[i] = values[i] === values[i] ? table[values[i] - low] : -1
  return { codes, levels }
}

function codeByHash(values: Float64Array): Coded {
  const first = new Map<number, number>()
  const codes = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value !== value) {
      codes[i] = -1
      continue
    }
    let code = first.get(value)
    if (code === undefined) {
      code = first.size
      first.set(value, code)
    }
    codes[i] = code
  }
  const distinct = Float64Array.from(first.keys())
  const order = Int32Array.from(distinct.keys()).sort((a, b) => distinct[a] - distinct[b])
  const rank = new Int32Array(order.length)
  for (let r = 0; r < order.length; r++) rank[order[r]] = r
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) codes[i] = rank[codes[i]]
  return { codes, levels: Array.from(order, (k) => String(distinct[k])) }
}

export interface CompactCoded extends Coded {
  /** Levels that no row has, in order. */
  readonly vanished: readonly string[]
}

/** Takes the rows asked for (all when null) and keeps only the levels that occur there; the order of levels stays. */
export function compactCodes(codes: Int32Array, levels: readonly string[], rows: Int32Array | null): CompactCoded {
  const n = rows ? rows.length : codes.length
  const occurs = new Uint8Array(levels.length)
  const out = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const code = codes[rows ? rows[i] : i]
    out[i] = code
    if (code >= 0) occurs[code] = 1
  }
  if (!occurs.includes(0)) return { codes: out, levels, vanished: [] }
  const map = new Int32Array(levels.length)
  const kept: string[] = []
  const vanished: string[] = []
  levels.forEach((level, code) => {
    map[code] = kept.length
    ;(occurs[code] ? kept : vanished).push(level)
  })
  for (let i = 0; i < n; i++) if (out[i] >= 0) out[i] = map[out[i]]
  return { codes: out, levels: kept, vanished }
}

/** The combinations of two factors that occur, ordered by the first, then the second; levels `a:b`. */
export function crossCodes(a: Coded, b: Coded): Coded {
  const n = a.codes.length
  const width = b.levels.length
  const product = a.levels.length * width
  const codes = new Int32Array(n)
  if (product <= Math.max(maxTable, 4 * n)) {
    const table = new Int32Array(product).fill(-1)
    for (let i = 0; i < n; i++) table[a.codes[i] * width + b.codes[i]] = 0
    const levels: string[] = []
    for (let k = 0; k < product; k++) {
      if (table[k] < 0) continue
      table[k] = levels.length
      levels.push(`${a.levels[Math.floor(k / width)]}:${b.levels[k % width]}`)
    }
    for (let i = 0; i < n; i++) codes[i] = table[a.codes[i] * width + b.codes[i]]
    return { codes, levels }
  }
  const keys = new Float64Array(n)
  for (let i = 0; i < n; i++) keys[i] = a.codes[i] * width + b.codes[i]
  const coded = codeByHash(keys)
  const levels = coded.levels.map(
    (key) => `${a.levels[Math.floor(Number(key) / width)]}:${b.levels[Number(key) % width]}`,
  )
  return { codes: coded.codes, levels }
}

/** How many combinations of two factors occur among the rows where both are present. */
export function countCombinations(a: Coded, b: Coded): number {
  const width = b.levels.length
  const keys = new Float64Array(a.codes.length)
  for (let i = 0; i < keys.length; i++)
    keys[i] = a.codes[i] < 0 || b.codes[i] < 0 ? NaN : a.codes[i] * width + b.codes[i]
  return countDistinct(keys)
}

/** How many different values a column has, missing ones aside: an open-addressing table over the doubles' bits. */
export function countDistinct(values: Float64Array): number {
  let size = 1024
  while (size < 2 * values.length) size *= 2
  const table = new Float64Array(size).fill(NaN)
  const key = new Float64Array(1)
  const bits = new Uint32Array(key.buffer)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    // Adding zero makes −0 and 0 one value.
    const value = values[i] + 0
    if (value !== value) continue
    key[0] = value
    const mixed = Math.imul(bits[0] ^ Math.imul(bits[1], 0x9e3779b1), 0x85ebca6b)
    let slot = (mixed ^ (mixed >>> 13)) & (size - 1)
    while (table[slot] === table[slot] && table[slot] !== value) slot = (slot + 1) & (size - 1)
    if (table[slot] === value) continue
    table[slot] = value
    n++
  }
  return n
}

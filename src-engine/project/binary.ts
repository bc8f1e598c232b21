/** Typed arrays as little-endian bytes, whatever the machine. */

export type Numbers = Float64Array | Int32Array
export type NumbersKind = 'f64' | 'i32'

const machineIsLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

export function kindOf(values: Numbers): NumbersKind {
  return values instanceof Float64Array ? 'f64' : 'i32'
}

export function toBytes(values: Numbers): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice()
  return machineIsLittleEndian ? bytes : swapped(bytes, values.BYTES_PER_ELEMENT)
}

/** null: the bytes are not a whole number of elements. */
export function fromBytes(bytes: Uint8Array, kind: NumbersKind): Numbers | null {
  const width = kind === 'f64' ? 8 : 4
  if (bytes.length % width !== 0) return null
  const ordered = machineIsLittleEndian ? bytes.slice() : swapped(bytes, width)
  return kind === 'f64' ? new Float64Array(ordered.buffer) : new Int32Array(ordered.buffer)
}

function swapped(bytes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const out = bytes.slice()
  for (let at = 0; at < out.length; at += width) out.subarray(at, at + width).reverse()
  return out
}

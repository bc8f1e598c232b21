import { sortByCodePoint } from '../columns'
import { fieldText } from './scan'

/**
 * Dictionary-encodes fields without making a string of each: an open-addressing hash table over the bytes of the source,
 * one string per distinct text at the end.
 */
export class TextDictionary {
  private readonly bytes: Uint8Array
  private readonly quote: number
  private table = new Int32Array(256).fill(-1)
  private readonly starts: number[] = []
  private readonly ends: number[] = []
  private readonly hashes: number[] = []
  private readonly escaped: boolean[] = []

  constructor(bytes: Uint8Array, quote: number) {
    this.bytes = bytes
    this.quote = quote
  }

  get size(): number {
    return this.starts.length
  }

  /** The code of a field's text, in order of first appearance. */
  code(start: number, end: number, isEscaped: boolean): number {
    const hash = this.hash(start, end)
    const mask = this.table.length - 1
    let slot = hash & mask
    for (;;) {
      const known = this.table[slot]
      if (known < 0) break
      if (this.hashes[known] === hash && this.escaped[known] === isEscaped && this.equals(known, start, end))
        return known
      slot = (slot + 1) & mask
    }
    const code = this.starts.length
    this.starts.push(start)
    this.ends.push(end)
    this.hashes.push(hash)
    this.escaped.push(isEscaped)
    this.table[slot] = code
    if (code * 2 >= this.table.length) this.grow()
    return code
  }

  /** Distinct texts in order of first appearance; a text that was written in two ways comes twice. */
  texts(): string[] {
    return this.starts.map((start, k) => fieldText(this.bytes, start, this.ends[k], this.escaped[k], this.quote))
  }

  private hash(start: number, end: number): number {
    let h = 0x811c9dc5
    for (let k = start; k < end; k++) h = Math.imul(h ^ this.bytes[k], 0x01000193)
    return (h ^ (h >>> 15)) | 0
  }

  private equals(code: number, start: number, end: number): boolean {
    const from = this.starts[code]
    if (this.ends[code] - from !== end - start) return false
    for (let k = 0; k < end - start; k++) if (this.bytes[from + k] !== this.bytes[start + k]) return false
    return true
  }

  private grow(): void {
    const table = new Int32Array(this.table.length * 4).fill(-1)
    const mask = table.length - 1
    for (let code = 0; code < this.hashes.length; code++) {
      let slot = this.hashes[code] & mask
      while (table[slot] >= 0) slot = (slot + 1) & mask
      table[slot] = code
    }
    this.table = table
  }
}

/** Merges equal texts and puts levels in code-point order, changing the codes in place; unique texts keep the file's order. */
export function finishLevelsInPlace(codes: Int32Array, texts: readonly string[], keepOrder: boolean): string[] {
  const distinct = [...new Set(texts)]
  if (keepOrder && distinct.length === texts.length) return distinct
  const levels = keepOrder ? distinct : sortByCodePoint(distinct)
  const index = new Map(levels.map((level, k) => [level, k]))
  const map = Int32Array.from(texts, (text) => index.get(text)!)
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) codes[i] = map[codes[i]]
  return levels
}

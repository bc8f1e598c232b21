/** Splitting bytes into rows and fields. Works on UTF-8, where delimiters, quotes and line ends are single bytes. */

export interface Dialect {
  readonly delimiter: number
  readonly quote: number
  /** Runs of the delimiter count as one, and it may stand at either end of a line: for blanks. */
  readonly collapse: boolean
}

/** Takes what the scan finds. `escaped`: the field holds doubled quotes that stand for one. */
export interface ScanSink {
  field(column: number, start: number, end: number, escaped: boolean): void
  /** After the last field of a row; false stops the scan. */
  row(nFields: number): boolean
}

export interface ScanEnd {
  /** Row (0-based, header included) in which a quote was opened that never closes, or −1. */
  readonly unclosedRow: number
  readonly nRows: number
}

const lf = 10
const cr = 13
const space = 32
const tab = 9

/**
 * Reads rows from `from` on: fields are trimmed of blanks outside quotes, lines without any character are no rows, line
 * ends are LF, CRLF or CR, and line ends inside quotes belong to the field.
 */
export function scanRows(bytes: Uint8Array, from: number, dialect: Dialect, sink: ScanSink): ScanEnd {
  const { delimiter, quote, collapse } = dialect
  const end = bytes.length
  let at = from
  let nRows = 0
  while (at < end) {
    at = skipBlankLine(bytes, at, end, delimiter)
    if (at >= end) break
    if (collapse) while (at < end && bytes[at] === delimiter) at++
    let column = 0
    for (;;) {
      while (at < end && isBlank(bytes[at], delimiter)) at++
      if (at < end && bytes[at] === quote) {
        const close = findClose(bytes, at + 1, end, quote)
        if (close < 0) return { unclosedRow: nRows, nRows }
        let after = close + 1
        while (after < end && isBlank(bytes[after], delimiter)) after++
        if (after >= end || isBreak(bytes[after], delimiter)) {
          sink.field(column++, at + 1, close, hasByte(bytes, at + 1, close, quote))
        } else {
          // Text follows the closing quote: the quotes are part of the text.
          while (after < end && !isBreak(bytes[after], delimiter)) after++
          sink.field(column++, at, trimEnd(bytes, at, after, delimiter), false)
        }
        at = after
      } else {
        const start = at
        while (at < end && !isBreak(bytes[at], delimiter)) at++
        sink.field(column++, start, trimEnd(bytes, start, at, delimiter), false)
      }
      if (at >= end || bytes[at] !== delimiter) break
      at++
      if (!collapse) continue
      while (at < end && bytes[at] === delimiter) at++
      if (at >= end || bytes[at] === lf || bytes[at] === cr) break
    }
    if (at < end) at += bytes[at] === cr && bytes[at + 1] === lf ? 2 : 1
    nRows++
    if (!sink.row(column)) break
  }
  return { unclosedRow: -1, nRows }
}

function isBreak(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === lf || byte === cr
}

function isBlank(byte: number, delimiter: number): boolean {
  return (byte === space || byte === tab) && byte !== delimiter
}

function skipBlankLine(bytes: Uint8Array, from: number, end: number, delimiter: number): number {
  let at = from
  for (;;) {
    let k = at
    while (k < end && (bytes[k] === space || bytes[k] === tab) && (delimiter === space || bytes[k] !== delimiter)) k++
    if (k >= end) return end
    if (bytes[k] !== lf && bytes[k] !== cr) return at
    at = k + 1
  }
}

function findClose(bytes: Uint8Array, from: number, end: number, quote: number): number {
  for (let k = from; k < end; k++) {
    if (bytes[k] !== quote) continue
    if (bytes[k + 1] !== quote) return k
    k++
  }
  return -1
}

function hasByte(bytes: Uint8Array, start: number, end: number, byte: number): boolean {
  for (let k = start; k < end; k++) if (bytes[k] === byte) return true
  return false
}

function trimEnd(bytes: Uint8Array, start: number, end: number, delimiter: number): number {
  let k = end
  while (k > start && isBlank(bytes[k - 1], delimiter)) k--
  return k
}

const decoder = new TextDecoder()

/** A field as text, with doubled quotes resolved. */
export function fieldText(bytes: Uint8Array, start: number, end: number, escaped: boolean, quote: number): string {
  const text = decoder.decode(bytes.subarray(start, end))
  if (!escaped) return text
  const mark = String.fromCharCode(quote)
  return text.replaceAll(mark + mark, mark)
}

/** The first rows as texts; `nRows` Infinity reads all. */
export function readTexts(
  bytes: Uint8Array,
  dialect: Dialect,
  nRows: number,
): { rows: string[][]; unclosedRow: number } {
  const rows: string[][] = []
  let current: string[] = []
  const { unclosedRow } = scanRows(bytes, 0, dialect, {
    field: (_, start, end, escaped) => {
      current.push(fieldText(bytes, start, end, escaped, dialect.quote))
    },
    row: () => {
      rows.push(current)
      current = []
      return rows.length < nRows
    },
  })
  return { rows, unclosedRow }
}

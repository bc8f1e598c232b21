import { parseNumber } from './parseNumber'
import { scanRows, type Dialect, type ScanSink } from './scan'
import { finishLevelsInPlace, TextDictionary } from './textDictionary'

/** What the fields of one column turned out to be. */
export type ParsedColumn =
  | { readonly kind: 'numeric'; readonly values: Float64Array; readonly nMissing: number }
  | {
      readonly kind: 'text'
      readonly codes: Int32Array
      readonly levels: readonly string[]
      readonly nMissing: number
      /** Every text is a whole number and some have leading zeros: labels, not numbers. */
      readonly isPadded: boolean
    }

export interface ParsedBody {
  readonly nRows: number
  readonly columns: readonly ParsedColumn[]
  /** Rows with more or fewer fields than columns, and the first of them. */
  readonly ragged: { readonly nRows: number; readonly firstRow: number; readonly found: number } | null
  readonly unclosedRow: number
}

export interface BodyFormat {
  readonly dialect: Dialect
  /** Character code of the decimal mark. */
  readonly decimalMark: number
  /** UTF-8 bytes of the texts that mean missing, beside the empty field. */
  readonly missing: readonly Uint8Array[]
  readonly nColumns: number
  /** Rows before the data: 1 with a header. */
  readonly skipRows: number
}

/**
 * Reads the rows below the header into typed columns in at most two passes over the bytes: numbers first; columns that
 * hold anything else a second time, dictionary-encoded.
 */
export function parseColumns(bytes: Uint8Array, format: BodyFormat): ParsedBody {
  const numbers = new NumberSink(bytes, format, countLines(bytes))
  const { unclosedRow, nRows } = scanRows(bytes, 0, format.dialect, numbers)
  const nData = Math.max(0, nRows - format.skipRows)
  const isText = Array.from({ length: format.nColumns }, (_, j) => numbers.isText[j] === 1)
  const texts = new TextSink(bytes, format, nData, isText)
  if (isText.includes(true)) scanRows(bytes, 0, format.dialect, texts)
  const columns = isText.map((text, j) => (text ? texts.finish(j) : numbers.finish(j, nData)))
  return { nRows: nData, columns, ragged: numbers.ragged(), unclosedRow }
}

function countLines(bytes: Uint8Array): number {
  let n = 1
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10 || bytes[i] === 13) n++
  return n
}

function isMissing(bytes: Uint8Array, start: number, end: number, missing: readonly Uint8Array[]): boolean {
  if (start === end) return true
  for (let t = 0; t < missing.length; t++) {
    const token = missing[t]
    if (token.length !== end - start) continue
    let k = 0
    while (k < token.length && token[k] === bytes[start + k]) k++
    if (k === token.length) return true
  }
  return false
}

/** `0` before another digit, and digits only. */
function isPaddedInteger(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 2 || bytes[start] !== 48) return false
  for (let k = start; k < end; k++) if (bytes[k] < 48 || bytes[k] > 57) return false
  return true
}

function isNaNText(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 3 && bytes[start] === 78 && bytes[start + 1] === 97 && bytes[start + 2] === 78
}

class NumberSink implements ScanSink {
  readonly isText: Uint8Array
  private readonly bytes: Uint8Array
  private readonly format: BodyFormat
  private readonly values: (Float64Array | null)[]
  private readonly nMissing: Int32Array
  private at = 0
  private nRagged = 0
  private firstRagged = -1
  private firstFound = 0
  private hasExtra = false

  constructor(bytes: Uint8Array, format: BodyFormat, maxRows: number) {
    this.bytes = bytes
    this.format = format
    this.isText = new Uint8Array(format.nColumns)
    this.values = Array.from(this.isText, () => new Float64Array(maxRows))
    this.nMissing = new Int32Array(format.nColumns)
  }

  field(column: number, start: number, end: number): void {
    const { format, bytes } = this
    const row = this.at - format.skipRows
    if (row < 0) return
    if (column >= format.nColumns) {
      if (start < end) this.hasExtra = true
      return
    }
    const values = this.values[column]
    if (values === null) return
    if (isMissing(bytes, start, end, format.missing)) {
      values[row] = NaN
      this.nMissing[column]++
      return
    }
    const value = parseNumber(bytes, start, end, format.decimalMark)
    if ((value !== value && !isNaNText(bytes, start, end)) || isPaddedInteger(bytes, start, end)) {
      this.isText[column] = 1
      this.values[column] = null
      return
    }
    values[row] = value
    if (value !== value) this.nMissing[column]++
  }

  row(nFields: number): boolean {
    const { nColumns, skipRows } = this.format
    const row = this.at++ - skipRows
    if (row < 0) return true
    for (let j = nFields; j < nColumns; j++) {
      const values = this.values[j]
      if (values !== null) values[row] = NaN
      this.nMissing[j]++
    }
    if (nFields < nColumns || this.hasExtra) {
      this.nRagged++
      if (this.firstRagged < 0) {
        this.firstRagged = this.at
        this.firstFound = nFields
      }
    }
    this.hasExtra = false
    return true
  }

  finish(column: number, nRows: number): ParsedColumn {
    return { kind: 'numeric', values: this.values[column]!.slice(0, nRows), nMissing: this.nMissing[column] }
  }

  ragged(): ParsedBody['ragged'] {
    return this.nRagged === 0 ? null : { nRows: this.nRagged, firstRow: this.firstRagged, found: this.firstFound }
  }
}

class TextSink implements ScanSink {
  private readonly bytes: Uint8Array
  private readonly format: BodyFormat
  private readonly codes: (Int32Array | null)[]
  private readonly dictionaries: (TextDictionary | null)[]
  private at = 0

  constructor(bytes: Uint8Array, format: BodyFormat, nRows: number, isText: readonly boolean[]) {
    this.bytes = bytes
    this.format = format
    this.codes = isText.map((text) => (text ? new Int32Array(nRows).fill(-1) : null))
    this.dictionaries = isText.map((text) => (text ? new TextDictionary(bytes, format.dialect.quote) : null))
  }

  field(column: number, start: number, end: number, escaped: boolean): void {
    const row = this.at - this.format.skipRows
    if (row < 0 || column >= this.format.nColumns) return
    const codes = this.codes[column]
    if (codes === null || isMissing(this.bytes, start, end, this.format.missing)) return
    codes[row] = this.dictionaries[column]!.code(start, end, escaped)
  }

  row(): boolean {
    this.at++
    return true
  }

  finish(column: number): ParsedColumn {
    const codes = this.codes[column]!
    const texts = this.dictionaries[column]!.texts()
    let nMissing = 0
    for (let i = 0; i < codes.length; i++) if (codes[i] < 0) nMissing++
    const isUnique = texts.length === codes.length - nMissing
    const isPadded =
      texts.length > 0 && texts.every((text) => /^\d+$/.test(text)) && texts.some((text) => /^0\d/.test(text))
    const levels = finishLevelsInPlace(codes, texts, isUnique)
    return { kind: 'text', codes, levels, nMissing, isPadded }
  }
}

import type { ReadOptions } from '../../contract/importing'
import { notNumber, parseNumber } from './parseNumber'
import { readTexts, type Dialect } from './scan'

/** Guessing how a delimited file is written, from its first rows. */

const sniffRows = 200

type Delimiter = ReadOptions['delimiter']
const delimiters: readonly Delimiter[] = ['\t', ';', ',', '|', ' ']

export function dialectOf(delimiter: Delimiter, quote: ReadOptions['quote']): Dialect {
  return { delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0), collapse: delimiter === ' ' }
}

/** Single quotes are taken for quotes only where fields begin with them and none begins with a double quote. */
export function sniffQuote(bytes: Uint8Array): ReadOptions['quote'] {
  let single = 0
  let double = 0
  let isStart = true
  const n = Math.min(bytes.length, 1 << 16)
  for (let i = 0; i < n; i++) {
    const byte = bytes[i]
    if (isStart && byte === 39) single++
    if (isStart && byte === 34) double++
    isStart = byte === 10 || byte === 13 || byte === 44 || byte === 59 || byte === 9 || byte === 124
  }
  return single > 1 && double === 0 ? "'" : '"'
}

/** The delimiter by which most rows have the same number of fields, and more than one. */
export function sniffDelimiter(bytes: Uint8Array, quote: ReadOptions['quote']): Delimiter {
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const { rows, unclosedRow } = readTexts(bytes, dialectOf(delimiter, quote), sniffRows)
    const widths = new Map<number, number>()
    for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    const [width, count] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0])
    if (width < 2 || unclosedRow >= 0) continue
    const agreement = count / rows.length
    // Blanks delimit by accident more often than the others do, and more fields are better evidence than few.
    const score = agreement ** 3 * (1 - 1 / (width + 1)) * (delimiter === ' ' ? 0.5 : 1)
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** The decimal mark that most numbers with one are written with. */
export function sniffDecimal(rows: readonly (readonly string[])[], delimiter: Delimiter): '.' | ',' {
  if (delimiter === ',') return decimalInCommaFile(rows)
  let commas = 0
  let points = 0
  for (const row of rows)
    for (const text of row) {
      if (/^[-+\u2212]?\d*,\d+$/.test(text)) commas++
      else if (/^[-+\u2212]?\d*\.\d+$/.test(text)) points++
    }
  return commas > points ? ',' : '.'
}

/** Between commas, a decimal comma needs quotes: "3,5". */
function decimalInCommaFile(rows: readonly (readonly string[])[]): '.' | ',' {
  const fields = rows.slice(1).flat()
  const commas = fields.filter((text) => /^[-+\u2212]?\d+,\d+$/.test(text)).length
  const points = fields.filter((text) => /^[-+\u2212]?\d*\.\d+$/.test(text)).length
  return commas > points ? ',' : '.'
}

/** Whether the first row names the columns: not so where it holds a number and no text above a column of numbers. */
export function sniffHeader(
  rows: readonly (readonly string[])[],
  decimal: '.' | ',',
  missing: readonly string[],
): boolean {
  if (rows.length < 2) return true
  const encoder = new TextEncoder()
  const isNumber = (text: string): boolean => {
    const bytes = encoder.encode(text)
    return !Object.is(parseNumber(bytes, 0, bytes.length, decimal.charCodeAt(0)), notNumber)
  }
  const isMissing = (text: string): boolean => text === '' || missing.includes(text)
  let numbersAbove = 0
  for (let j = 0; j < rows[0].length; j++) {
    const top = rows[0][j]
    const below = rows.slice(1).flatMap((row) => (j < row.length && !isMissing(row[j]) ? [row[j]] : []))
    if (below.length === 0 || !below.every(isNumber)) continue
    if (isNumber(top)) numbersAbove++
    else if (!isMissing(top)) return true
  }
  return numbersAbove === 0
}

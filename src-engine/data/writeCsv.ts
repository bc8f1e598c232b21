import type { Column, DataTable } from '../contract/columns'

/** Rows turned into bytes at a time, so that no string grows without bound. */
const chunkRows = 20_000

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Texts of a column's cells, '' when missing; numbers are written so that reading gives the same double. */
function writer(column: Column): (row: number) => string {
  if (column.kind === 'numeric') {
    const { values } = column
    return (row) => {
      const value = values[row]
      if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value)
      return value === Infinity ? 'Inf' : value === -Infinity ? '-Inf' : ''
    }
  }
  const { codes } = column
  const levels = column.levels.map(quoted)
  return (row) => (codes[row] < 0 ? '' : levels[codes[row]])
}

/** A table as CSV (RFC 4180, UTF-8 without byte-order mark, `\n`, decimal point, missing cells empty). */
export function writeCsv(table: DataTable): Uint8Array {
  const encoder = new TextEncoder()
  const writers = table.columns.map(writer)
  const chunks = [encoder.encode(table.columns.map((column) => quoted(column.name)).join(',') + '\n')]
  for (let from = 0; from < table.nRows; from += chunkRows) {
    const to = Math.min(table.nRows, from + chunkRows)
    let text = ''
    for (let row = from; row < to; row++) {
      // A line without any character would not be a row to a reader: a single missing cell is written as quotes.
      const line = writers.map((write) => write(row)).join(',')
      text += (line === '' ? '""' : line) + '\n'
    }
    chunks.push(encoder.encode(text))
  }
  return concatenate(chunks)
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    out.set(chunk, at)
    at += chunk.length
  }
  return out
}

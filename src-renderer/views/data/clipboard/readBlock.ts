/** Cells as texts, row by row; rows may differ in length. */
export type Block = readonly (readonly string[])[]

/**
 * Reads what spreadsheets put on the clipboard: tabs between cells, lines between rows, cells with tabs, line breaks or
 * quotes in double quotes. A line break at the end is no row.
 */
export function readBlock(text: string): Block {
  if (!text.includes('"')) return readPlain(text)
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const n = text.length
  while (at <= n) {
    let cell: string
    const quoted = text[at] === '"' ? readQuoted(text, at) : null
    if (quoted !== null) {
      cell = quoted.text
      at = quoted.end
    } else {
      let end = at
      while (end < n && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end++
      cell = text.slice(at, end)
      at = end
    }
    row.push(cell)
    if (text[at] === '\t') {
      at++
      continue
    }
    rows.push(row)
    row = []
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    if (at >= n) break
  }
  return rows
}

/** Text without quotes, where every tab and line break separates. */
function readPlain(text: string): Block {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.length > 1 && lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.split('\t'))
}

/** A quoted cell, which ends at a tab, a line break or the end; null where the quote is an ordinary character. */
function readQuoted(text: string, start: number): { text: string; end: number } | null {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') {
      value += text[at] ?? ''
      continue
    }
    if (text[at + 1] === '"') {
      value += '"'
      at++
      continue
    }
    const after = text.charAt(at + 1)
    return after === '' || after === '\t' || after === '\n' || after === '\r' ? { text: value, end: at + 1 } : null
  }
  return null
}

export function blockWidth(block: Block): number {
  return block.reduce((width, row) => Math.max(width, row.length), 0)
}

import type { Cell, TableBlock, TableColumn } from '../../../src-engine/contract'
import { footnoteMarks } from '../../../src-engine/report/format'

/** A table in the two forms that spreadsheets and word processors read from the clipboard. */
export interface ClipboardTable {
  /** Tab-separated, numbers unrounded with an ASCII minus, so that a spreadsheet reads them as numbers. */
  readonly text: string
  /** Rounded as on screen for word processors; spreadsheets take the unrounded number from `x:num` and `sdval`. */
  readonly html: string
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)
}

/** A cell's place in a TSV line: line breaks and tabs would move everything after them. */
function flat(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ')
}

function cellText(cell: Cell): string {
  if (typeof cell.value === 'number') return Number.isFinite(cell.value) ? String(cell.value) : flat(cell.text)
  return flat(cell.text)
}

/** Letters of a cell's footnotes, given those of its table: `a`, or `a,b`. */
export function cellMarks(cell: Cell, marks: readonly (string | null)[]): string {
  return (cell.notes ?? []).flatMap((note) => marks[note] ?? []).join(',')
}

function decimalsShown(text: string): number {
  const point = text.indexOf('.')
  return point < 0 ? 0 : text.slice(point + 1).replace(/\D.*$/, '').length
}

function htmlCell(
  cell: Cell,
  column: TableColumn | undefined,
  indent: number,
  marks: readonly (string | null)[],
): string {
  const style = [`text-align:${column?.align ?? 'left'}`, 'padding:2pt 6pt']
  if (indent > 0) style.push(`padding-left:${6 + 12 * indent}pt`)
  const numeric = typeof cell.value === 'number' && Number.isFinite(cell.value)
  if (numeric)
    style.push(`mso-number-format:'0${decimalsShown(cell.text) ? `\\.${'0'.repeat(decimalsShown(cell.text))}` : ''}'`)
  const attributes = numeric ? ` x:num="${cell.value ?? ''}" sdval="${cell.value ?? ''}"` : ''
  const letters = cellMarks(cell, marks)
  const superscript = letters === '' ? '' : `<sup>${letters}</sup>`
  return `<td${attributes} style="${style.join(';')}">${escapeHtml(cell.text)}${superscript}</td>`
}

/** Writes a table for the clipboard. Rows that are headings span the table; footnotes follow it. */
export function clipboardTable(block: TableBlock): ClipboardTable {
  const lines: string[] = []
  if (block.title !== '') lines.push(flat(block.title))
  lines.push(block.columns.map((column) => flat(column.title)).join('\t'))
  for (const row of block.rows) lines.push(row.cells.map(cellText).join('\t'))
  const marks = footnoteMarks(block)
  const marked = block.footnotes.map((text, i) => ({ mark: marks[i] ?? null, text }))
  for (const { mark, text } of marked) lines.push(mark === null ? flat(text) : `${mark} ${flat(text)}`)

  const rule = '1px solid #000'
  const head = block.columns
    .map(
      (column) =>
        `<th style="text-align:${column.align};padding:2pt 6pt;border-top:${rule};border-bottom:${rule}">${escapeHtml(column.title)}</th>`,
    )
    .join('')
  const body = block.rows
    .map((row) => {
      if (row.heading === true) {
        return `<tr><th colspan="${block.columns.length}" style="text-align:left;padding:4pt 6pt 2pt">${escapeHtml(row.cells[0]?.text ?? '')}</th></tr>`
      }
      const cells = row.cells
        .map((cell, i) => htmlCell(cell, block.columns[i], i === 0 ? (row.indent ?? 0) : 0, marks))
        .join('')
      return `<tr>${cells}</tr>`
    })
    .join('')
  const notes = marked
    .map(
      ({ mark, text }) =>
        `<p style="font-size:9pt;margin:2pt 0">${mark === null ? '' : `<sup>${mark}</sup> `}${escapeHtml(text)}</p>`,
    )
    .join('')
  const caption = block.title === '' ? '' : `<p style="font-weight:bold;margin:0 0 4pt">${escapeHtml(block.title)}</p>`
  const html =
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>${caption}` +
    `<table style="border-collapse:collapse;border-bottom:${rule};font-family:serif">` +
    `<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${notes}</body></html>`
  return { text: lines.join('\r\n'), html }
}

import type { Column } from '../../../../src-engine/contract'
import { cellText } from '../../../document/tables/cellText'

/** Cells as spreadsheets take them: plain text with tabs, and an HTML table. */
export interface ClipboardCells {
  readonly text: string
  readonly html: string
}

/** `names`: a first row with the names of the variables. `rows` are rows of the table. */
export function writeBlock(columns: readonly Column[], rows: Int32Array, names: boolean): ClipboardCells {
  const lines: string[] = []
  const htmlRows: string[] = []
  if (names) {
    lines.push(columns.map((column) => quoteCell(column.name)).join('\t'))
    htmlRows.push(`<tr>${columns.map((column) => `<th>${escapeHtml(column.name)}</th>`).join('')}</tr>`)
  }
  for (const row of rows) {
    const cells = columns.map((column) => cellText(column, row))
    lines.push(cells.map(quoteCell).join('\t'))
    htmlRows.push(`<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
  }
  return { text: lines.join('\r\n'), html: `<table><tbody>${htmlRows.join('')}</tbody></table>` }
}

/** Text only and in slices, so that the window stays alive while a very large selection is written. */
export async function writeLargeBlock(columns: readonly Column[], rows: Int32Array, names: boolean): Promise<string> {
  const lines: string[] = names ? [columns.map((column) => quoteCell(column.name)).join('\t')] : []
  let pause = performance.now() + sliceMs
  for (const row of rows) {
    lines.push(columns.map((column) => quoteCell(cellText(column, row))).join('\t'))
    if (performance.now() < pause) continue
    await new Promise((resolve) => setTimeout(resolve))
    pause = performance.now() + sliceMs
  }
  return lines.join('\r\n')
}

const sliceMs = 20

function quoteCell(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
}

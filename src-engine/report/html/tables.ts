import type { Cell, TableBlock, TableColumn, TableRow } from '../../contract/reportBlocks'
import { footnoteMarks } from '../format'
import type { Catalogue } from '../messages'
import { escapeHtml } from './escape'
import { fitTable } from './tableFit'

/** Rows up to which a table moves to the next page as a whole. */
const keepTogether = 24

/** A table with its caption above and its notes below, in as many parts as its width needs. */
export function tableHtml(table: TableBlock, position: number, texts: Catalogue): string {
  const { size, landscape, parts } = fitTable(table)
  const title = texts.document.tableNumber({ position, title: table.title })
  const marks = footnoteMarks(table)
  const figures = parts.map((columns, i) => {
    const caption = i === 0 ? title : texts.document.tableContinued(title)
    const isLast = i === parts.length - 1
    const id = `table-${position}-${i + 1}`
    return (
      `<p class="block-title" id="${id}">${escapeHtml(caption)}</p><div class="scroll"><table aria-labelledby="${id}">` +
      `${headHtml(table, columns)}<tbody>${table.rows.map((row) => rowHtml(table, row, columns, marks)).join('')}</tbody></table></div>` +
      (isLast ? notesHtml(table, marks, texts) : '')
    )
  })
  const classes = [
    'table',
    size,
    ...(landscape ? ['wide'] : []),
    ...(table.rows.length <= keepTogether ? ['together'] : []),
  ]
  return figures.map((inner) => `<div class="${classes.join(' ')}">${inner}</div>`).join('')
}

function headHtml({ columns }: TableBlock, shown: readonly number[]): string {
  if (columns.every(({ title }) => title === '')) return ''
  const cells = shown.map((i) => `<th scope="col" class="${columns[i].align}">${titleHtml(columns[i])}</th>`)
  return `<thead><tr>${cells.join('')}</tr></thead>`
}

/** Statistical symbols stand in italics. */
function titleHtml({ id, title }: TableColumn): string {
  const isSymbol = ['statistic', 'pValue', 'df', 'numDf', 'denDf'].includes(id) && /^[a-zA-Zχ]/.test(title)
  const words = escapeHtml(title)
  return isSymbol ? words.replace(/^[A-Za-zχ]+/, (symbol) => `<i>${symbol}</i>`) : words
}

function rowHtml(
  table: TableBlock,
  row: TableRow,
  shown: readonly number[],
  marks: readonly (string | null)[],
): string {
  const [first] = row.cells
  if (row.heading === true)
    return `<tr class="part"><th scope="colgroup" colspan="${shown.length}">${cellHtml(first, marks)}</th></tr>`
  const hasLabels = table.columns[0].align === 'left'
  const cells = shown.map((i) => {
    const cell: Cell = row.cells.at(i) ?? { text: '' }
    const classes = i === 0 && row.indent === 1 ? `${table.columns[i].align} indent` : table.columns[i].align
    return i === 0 && hasLabels
      ? `<th scope="row" class="${classes}">${cellHtml(cell, marks)}</th>`
      : `<td class="${classes}">${cellHtml(cell, marks)}</td>`
  })
  return `<tr>${cells.join('')}</tr>`
}

function cellHtml({ text, notes }: Cell, marks: readonly (string | null)[]): string {
  const letters = (notes ?? []).flatMap((note) => marks.at(note) ?? [])
  return escapeHtml(text) + (letters.length > 0 ? `<sup>${escapeHtml(letters.join(','))}</sup>` : '')
}

/** Notes on the whole table run on in one paragraph; each note on a cell has its own. */
function notesHtml({ footnotes }: TableBlock, marks: readonly (string | null)[], { document }: Catalogue): string {
  if (footnotes.length === 0) return ''
  const general = footnotes.filter((_, i) => marks[i] === null)
  const marked = footnotes.flatMap((note, i) => {
    const mark = marks[i]
    return mark === null ? [] : [{ note, mark }]
  })
  const paragraphs = [
    ...(general.length > 0 ? [`<p><i>${escapeHtml(document.notes)}</i> ${escapeHtml(general.join(' '))}</p>`] : []),
    ...marked
      .sort((a, b) => a.mark.length - b.mark.length || (a.mark < b.mark ? -1 : 1))
      .map(({ note, mark }) => `<p><sup>${mark}</sup> ${escapeHtml(note)}</p>`),
  ]
  return `<div class="notes">${paragraphs.join('')}</div>`
}

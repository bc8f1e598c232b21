import type { TableBlock } from '../../contract/reportBlocks'
import { textWidth } from '../plots/textWidth'

/** How a table is set so that it fits on the page. */
export interface TableSetting {
  readonly size: 'normal' | 'small' | 'tiny'
  readonly landscape: boolean
  /** Columns of each part; one part unless even a turned page is too narrow. */
  readonly parts: readonly (readonly number[])[]
}

/** Type sizes in CSS pixels, largest first. */
const typeSizes = [
  ['normal', 12.6],
  ['small', 11.2],
  ['tiny', 9.9],
] as const
const cellPadding = 16
/** A4 less its margins, in CSS pixels, with a little in hand for the fonts of other machines. */
const uprightWidth = 620
const landscapeWidth = 930
/** Text columns wrap beyond this. */
const widestText = 230
/** From this ratio on, columns are wider than tables of their kind ever are. */
const longestWord = 26

function columnWidth(table: TableBlock, column: number, fontSize: number): number {
  const texts = [
    table.columns[column].title,
    ...table.rows.filter(({ heading }) => heading !== true).map(({ cells }) => cells.at(column)?.text ?? ''),
  ]
  const wraps = table.columns[column].align === 'left'
  const widths = texts.map((text) => {
    const whole = textWidth(text, fontSize)
    if (!wraps || whole <= widestText) return whole
    const words = text.split(/\s+/).map((word) => textWidth(word.slice(0, longestWord), fontSize))
    return Math.max(widestText, ...words)
  })
  return Math.max(...widths) + cellPadding
}

/** Columns that say which row it is: the left-aligned ones at the start. */
function labelColumns(table: TableBlock): number[] {
  const first = table.columns.findIndex(({ align }) => align !== 'left')
  const count = first < 0 ? 1 : Math.max(1, first)
  return Array.from({ length: count }, (_, i) => i)
}

/** Smaller type first, then a turned page, and only then parts that repeat the row labels. Nothing is ever cut off. */
export function fitTable(table: TableBlock): TableSetting {
  const all = table.columns.map((_, i) => i)
  for (const [landscape, room] of [
    [false, uprightWidth],
    [true, landscapeWidth],
  ] as const) {
    for (const [size, fontSize] of typeSizes.slice(0, landscape ? 3 : 2)) {
      const total = all.reduce((sum, column) => sum + columnWidth(table, column, fontSize), 0)
      if (total <= room) return { size, landscape, parts: [all] }
    }
  }
  return { size: 'small', landscape: true, parts: splitColumns(table, typeSizes[1][1]) }
}

/** Parts of about equally many columns, each with the row labels, as few as the room allows. */
function splitColumns(table: TableBlock, fontSize: number): number[][] {
  const labels = labelColumns(table)
  const width = (columns: readonly number[]): number =>
    columns.reduce((sum, column) => sum + columnWidth(table, column, fontSize), 0)
  const rest = table.columns.map((_, i) => i).slice(labels.length)
  for (let nParts = 2; nParts < rest.length; nParts++) {
    const each = Math.ceil(rest.length / nParts)
    const parts = Array.from({ length: Math.ceil(rest.length / each) }, (_, k) => [
      ...labels,
      ...rest.slice(k * each, (k + 1) * each),
    ])
    if (parts.every((part) => width(part) <= landscapeWidth)) return parts
  }
  return rest.map((column) => [...labels, column])
}

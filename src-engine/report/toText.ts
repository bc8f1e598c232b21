import type { EquationBlock, PlotBlock, ReportBlock, TableBlock, TableColumn } from '../contract/reportBlocks'
import { footnoteMarks } from './format'
import { english, type Catalogue } from './messages'

const lineLength = 80
const superscript = (mark: string): string => `^${mark}`

/** Blocks as plain text for terminals: aligned tables, wrapped paragraphs, plots by their description. */
export function toText(blocks: readonly ReportBlock[], texts: Catalogue = english): string {
  return blocks.map((block) => blockText(block, texts)).join('\n\n') + '\n'
}

function blockText(block: ReportBlock, texts: Catalogue): string {
  switch (block.kind) {
    case 'heading':
      return underlined(block.text, block.level === 1 ? '=' : '-')
    case 'text':
      return block.role === 'formula'
        ? block.paragraphs.join('\n')
        : block.paragraphs.map((paragraph) => wrap(paragraph)).join('\n\n')
    case 'table':
      return tableText(block)
    case 'condition':
      return [
        `${texts.document.severity[block.severity]}: ${block.title}`,
        ...block.paragraphs.map((paragraph) => wrap(paragraph, '  ')),
        ...block.mends.map(({ label, formula }) =>
          wrap(formula === undefined ? label : `${label}: ${formula}`, '  - ', '    '),
        ),
      ].join('\n')
    case 'equation':
      return equationText(block)
    case 'plot':
      return plotText(block, texts)
  }
}

function underlined(title: string, rule: string): string {
  return `${title}\n${rule.repeat(displayWidth(title))}`
}

function equationText({ title, lines }: EquationBlock): string {
  return [title, ...lines.map(({ latex, caption }) => (caption === undefined ? latex : `${caption}:\n${latex}`))].join(
    '\n',
  )
}

function plotText({ title, description }: PlotBlock, texts: Catalogue): string {
  return wrap(texts.document.plotOmitted({ title, description }))
}

function tableText(block: TableBlock): string {
  const marks = footnoteMarks(block)
  const body = block.rows.map((row) => ({
    isHeading: row.heading === true,
    cells: row.cells.map((cell, i) => {
      const noted = (cell.notes ?? []).flatMap((note) => marks[note] ?? [])
      return '  '.repeat(i === 0 ? (row.indent ?? 0) : 0) + cell.text + noted.map(superscript).join('')
    }),
  }))
  const header = block.columns.map(({ title }) => title)
  const widths = block.columns.map((_, i) =>
    Math.max(
      displayWidth(header[i]),
      ...body.map(({ cells, isHeading }) => (isHeading ? 0 : displayWidth(cells[i] ?? ''))),
    ),
  )
  const line = (cells: readonly string[]): string =>
    block.columns
      .map((column, i) => padded(cells[i] ?? '', widths[i], column))
      .join('  ')
      .trimEnd()
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))
  const hasHeader = header.some((title) => title !== '')
  const notes = block.footnotes.map((note, i) => {
    const mark = marks[i]
    return wrap(mark === null ? note : `${superscript(mark)} ${note}`)
  })
  return [
    block.title,
    rule,
    ...(hasHeader ? [line(header), rule] : []),
    ...body.map(({ cells, isHeading }) => (isHeading ? cells[0] : line(cells))),
    rule,
    ...notes,
  ].join('\n')
}

function padded(text: string, width: number, { align }: TableColumn): string {
  const missing = Math.max(0, width - displayWidth(text))
  if (align === 'left') return text + ' '.repeat(missing)
  if (align === 'right') return ' '.repeat(missing) + text
  return ' '.repeat(missing >> 1) + text + ' '.repeat(missing - (missing >> 1))
}

/** Breaks a paragraph at spaces. */
function wrap(paragraph: string, first = '', rest = first): string {
  const lines: string[] = []
  let line = first
  let isEmpty = true
  for (const word of paragraph.split(/\s+/)) {
    if (!isEmpty && displayWidth(line) + 1 + displayWidth(word) > lineLength) {
      lines.push(line)
      line = rest
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line].join('\n')
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const unseen = /^[\p{Mn}\p{Me}\p{Cf}]$/u

/** Columns that a text takes in a terminal: East Asian characters take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += unseen.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

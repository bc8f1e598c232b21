import { describe, expect, it } from 'vitest'
import type { ProjectDocument } from '../../../../src-engine/contract'
import { cellText } from '../../../document/tables/cellText'
import { sampleDocument, sampleTable } from '../../../document/testing'
import { sayPhrase } from '../../../i18n/t'
import { planPaste, type PasteTarget } from './planPaste'
import { readBlock } from './readBlock'
import { writeBlock, writeLargeBlock } from './writeBlock'

const table = sampleTable()
const at = (row: number, firstColumn: number, nSelectedRows = 1, nSelectedColumns = 1): PasteTarget => ({
  rows: Int32Array.from([0, 1, 2, 3].slice(row)),
  firstColumn,
  nSelectedRows,
  nSelectedColumns,
})

function paste(text: string, target: PasteTarget) {
  const plan = planPaste(table, readBlock(text), target)
  if (plan === null) throw new Error('nothing to paste')
  return { plan, cells: cells(plan.command.apply(sampleDocument(table), 9)) }
}

function cells(document: ProjectDocument): string[][] {
  const { columns, nRows } = document.tables[0].table
  return columns.map((column) => Array.from({ length: nRows }, (_, row) => cellText(column, row)))
}

describe('a block from a spreadsheet', () => {
  it('is read with quotes, tabs and line breaks in cells', () => {
    expect(readBlock('a\t"b\tc"\r\n"say ""x"""\t"two\nlines"\r\n')).toEqual([
      ['a', 'b\tc'],
      ['say "x"', 'two\nlines'],
    ])
  })

  it('may hold quotes that quote nothing, and empty cells', () => {
    expect(readBlock('"abc\td"e\n\t\n5" pipe')).toEqual([['"abc', 'd"e'], ['', ''], ['5" pipe']])
  })

  it('comes back the same after copying', async () => {
    const column = { ...table.columns[1], levels: ['tab\there', 'say "x"\nbye'] } as (typeof table.columns)[number]
    const written = writeBlock([table.columns[0], column], Int32Array.of(0, 1, 2), true)
    expect(readBlock(written.text)).toEqual([
      ['days', 'subject'],
      ['0', 'tab\there'],
      ['1', 'say "x"\nbye'],
      ['', ''],
    ])
    expect(written.html).toContain('<td>say "x"<br>bye</td>')
    expect(await writeLargeBlock([table.columns[0], column], Int32Array.of(0, 1, 2), true)).toBe(written.text)
  })
})

describe('pasting', () => {
  it('fills cells of both kinds', () => {
    const { plan, cells } = paste('5\tx\n6\t308', at(0, 0))
    expect(cells).toEqual([
      ['5', '6', '', '3'],
      ['x', '308', '', 'b'],
    ])
    expect(sayPhrase(plan.command.name)).toBe('paste of 4 cells')
  })

  it('grows the table at the bottom and at the right', () => {
    const { plan, cells } = paste('1\tp\t2.5\n2\tq\t3', at(3, 0))
    expect(plan).toMatchObject({ nNewRows: 1, nNewColumns: 1 })
    expect(cells).toEqual([
      ['0', '1', '', '1', '2'],
      ['308', 'b', '', 'p', 'q'],
      ['', '', '', '2.5', '3'],
    ])
  })

  it('gives new columns of text levels, and names where the first row repeats ours', () => {
    const { plan, cells } = paste('subject\tsex\nb\tf\nb\tm', at(0, 1))
    expect(plan.headerSkipped).toBe(true)
    expect(cells[2]).toEqual(['f', 'm', '', ''])
    const grown = plan.command.apply(sampleDocument(table), 9).tables[0].table
    expect(grown.columns.map((column) => [column.name, column.type])).toEqual([
      ['days', 'continuous'],
      ['subject', 'nominal'],
      ['sex', 'nominal'],
    ])
  })

  it('says which cells are no numbers instead of guessing', () => {
    const { plan, cells } = paste('5\nmany\nNA', at(0, 0))
    expect(plan).toMatchObject({ nRejected: 1, firstRejected: 'many', rejectedIn: 'days' })
    expect(cells[0]).toEqual(['5', '', '', '3'])
  })

  it('reads decimal commas of a block alike', () => {
    expect(paste('1,5\n1,234', at(0, 0)).cells[0]).toEqual(['1.5', '1.234', '', '3'])
  })

  it('repeats a block over a selection that it fits into', () => {
    expect(paste('7', at(0, 0, 4)).cells[0]).toEqual(['7', '7', '7', '7'])
    expect(paste('7\n8', at(0, 0, 3)).cells[0]).toEqual(['7', '8', '', '3'])
  })

  it('follows the rows as shown', () => {
    const target = { ...at(0, 0), rows: Int32Array.of(3, 1) }
    expect(paste('10\n20', target).cells[0]).toEqual(['0', '20', '', '10'])
  })

  it('takes 100,000 × 2 cells', () => {
    const text = Array.from({ length: 100_000 }, (_, k) => `${k}\t${k / 8}`).join('\n')
    const { plan, cells } = paste(text, at(0, 2))
    expect(plan).toMatchObject({ nRejected: 0, nNewRows: 99_996, nNewColumns: 2 })
    expect([cells[2]?.at(-1), cells[3]?.at(-1)]).toEqual(['99999', '12499.875'])
  })
})

import { describe, expect, it } from 'vitest'
import type { Column, FactorColumn, ProjectDocument } from '../../../src-engine/contract'
import type { Command } from '../command'
import { sampleDocument, sampleTable } from '../testing'
import { clearCells, setCells } from './cellCommands'
import { cellText, countMissing } from './cellText'
import {
  addColumn,
  convertType,
  deleteColumns,
  duplicateColumn,
  moveColumn,
  orderLevels,
  renameLevel,
  setColumnMeta,
  setReference,
} from './columnCommands'
import { conversionLoss } from './convertColumn'
import { countEdited } from './editedCells'
import { addRows, deleteRows } from './rowCommands'

const table = sampleTable()
const [days, subject] = table.columns as [Column, FactorColumn]

function run(...commands: Command[]): ProjectDocument {
  return commands.reduce((document, command, k) => command.apply(document, 10 + k), sampleDocument(table))
}

function texts(document: ProjectDocument): string[][] {
  const entry = document.tables[0]
  return entry.table.columns.map((column) =>
    Array.from({ length: entry.table.nRows }, (_, row) => cellText(column, row)),
  )
}

describe('cells', () => {
  it('are set without touching the old arrays, and marked as edited', () => {
    const after = run(setCells('t', [{ columnId: 'x', rows: [2, 0], cells: { kind: 'numeric', values: [2, 0] } }]))
    expect(texts(after)[0]).toEqual(['0', '1', '2', '3'])
    expect(cellText(days, 2)).toBe('')
    expect(after.tables[0]?.edited).toEqual({ x: [2] })
    expect(after.tables[0]?.table.columns[1]).toBe(subject)
  })

  it('make new levels of new texts', () => {
    const after = run(setCells('t', [{ columnId: 'g', rows: [2, 3], cells: { kind: 'factor', texts: ['new', null] } }]))
    expect(texts(after)[1]).toEqual(['308', 'b', 'new', ''])
  })

  it('are cleared', () => {
    const after = run(clearCells(table, ['x', 'g'], [0, 2]))
    expect(texts(after)).toEqual([
      ['', '1', '', '3'],
      ['', 'b', '', 'b'],
    ])
    expect(countEdited(after.tables[0].edited)).toBe(2)
  })
})

describe('rows', () => {
  it('are inserted and deleted with their marks', () => {
    const marked = setCells('t', [{ columnId: 'x', rows: [1, 3], cells: { kind: 'numeric', values: [9, 8] } }])
    const inserted = run(marked, addRows('t', 1, 2))
    expect(texts(inserted)[0]).toEqual(['0', '', '', '9', '', '8'])
    expect(inserted.tables[0]?.edited).toEqual({ x: [3, 5] })
    const deleted = run(marked, addRows('t', 1, 2), deleteRows('t', [3, 0]))
    expect(texts(deleted)).toEqual([
      ['', '', '', '8'],
      ['', '', '', 'b'],
    ])
    expect(deleted.tables[0]?.edited).toEqual({ x: [3] })
  })
})

describe('columns', () => {
  it('are added under a free name, copied, moved and deleted', () => {
    const after = run(
      addColumn(table, 1, { name: 'days' }),
      duplicateColumn(table, subject),
      moveColumn('t', subject, 0),
    )
    expect(after.tables[0]?.table.columns.map((column) => column.name)).toEqual([
      'subject',
      'days',
      'days_2',
      'subject_2',
    ])
    const gone = run(deleteColumns('t', ['x']))
    expect(gone.tables[0]?.table.columns.map((column) => column.id)).toEqual(['g'])
  })

  it('take and lose labels, units and a reference', () => {
    const meta = run(
      setColumnMeta('t', days, { label: 'Days of deprivation', unit: 'd' }),
      setColumnMeta('t', days, { unit: '' }),
    )
    const column = meta.tables[0].table.columns[0]
    expect(column.label).toBe('Days of deprivation')
    expect('unit' in column).toBe(false)
    const first = run(setReference('t', subject, null)).tables[0].table.columns[1]
    expect('reference' in first).toBe(false)
  })

  it('keep every value when their levels are put in another order', () => {
    const after = run(orderLevels('t', subject, ['b', '308']))
    expect(texts(after)).toEqual(texts(sampleDocument(table)))
    expect((after.tables[0]?.table.columns[1] as FactorColumn).levels).toEqual(['b', '308'])
  })

  it('merge a level into another of the same name, with the reference', () => {
    const after = run(renameLevel('t', subject, 'b', '308'))
    expect(texts(after)[1]).toEqual(['308', '308', '', '308'])
    expect(after.tables[0]?.table.columns[1]).toMatchObject({ levels: ['308'], reference: '308' })
  })

  it('say what a change of type loses before it is made', () => {
    expect(conversionLoss(subject, 'continuous')).toEqual({ nCells: 2, levels: ['b'] })
    expect(conversionLoss(subject, 'ordinal')).toEqual({ nCells: 0, levels: [] })
    expect(conversionLoss(days, 'nominal')).toEqual({ nCells: 0, levels: [] })
    const after = run(convertType('t', subject, 'continuous'))
    expect(texts(after)[1]).toEqual(['308', '', '', ''])
    expect(countMissing(after.tables[0].table.columns[1])).toBe(3)
  })

  it('keep their numbers as identifiers', () => {
    const after = run(convertType('t', days, 'identifier'))
    expect(after.tables[0].table.columns[0]).toMatchObject({ kind: 'numeric', type: 'identifier', version: 10 })
  })

  it('become factors with levels sorted by value, and come back the same', () => {
    const numbers: Column = { ...days, kind: 'numeric', values: Float64Array.of(10, 9, NaN, -1.5) }
    const document = sampleDocument({ ...table, columns: [numbers] })
    const factor = convertType('t', numbers, 'nominal').apply(document, 5)
    expect((factor.tables[0]?.table.columns[0] as FactorColumn).levels).toEqual(['-1.5', '9', '10'])
    const back = convertType('t', numbers, 'continuous').apply(factor, 6)
    expect(back.tables[0]?.table.columns[0]).toMatchObject({
      kind: 'numeric',
      values: Float64Array.of(10, 9, NaN, -1.5),
    })
  })
})

describe('an edit of a large table', () => {
  it('copies the column that changes and no other', () => {
    const nRows = 100_000
    const columns = Array.from({ length: 10 }, (_, k): Column => ({
      id: `c${k}`,
      name: `c${k}`,
      type: 'continuous',
      version: 1,
      kind: 'numeric',
      values: new Float64Array(nRows),
    }))
    const edit = setCells('t', [{ columnId: 'c3', rows: [7], cells: { kind: 'numeric', values: [1] } }])
    const after = edit.apply(sampleDocument({ ...table, nRows, columns }), 2)
    expect(after.tables[0].table.columns.filter((column, k) => column !== columns[k]).map(({ id }) => id)).toEqual([
      'c3',
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../contract/importing'
import { cellText, columnLength, factorColumn, makeTable, numericColumn } from '../columns'
import { writeCsv } from '../writeCsv'
import { previewDelimited, readDelimited } from './delimited'

const piece = fc.constantFrom(
  'a',
  'b',
  '1',
  '-2.5',
  '1e5',
  '"',
  '""',
  "'",
  ',',
  ';',
  '\t',
  '|',
  ' ',
  '\n',
  '\r\n',
  '\r',
  'NA',
  'é',
  '환자',
  '007',
  '1,5',
  '\u2212',
  '\ufeff',
)
const messy = fc.array(piece, { maxLength: 60 }).map((pieces) => new TextEncoder().encode(pieces.join('')))
const corrections: readonly ReadOptions['types'][] = [{}, { 0: 'nominal' }, { 1: 'continuous' }, { 0: 'identifier' }]
const options: fc.Arbitrary<Partial<ReadOptions>> = fc.record(
  {
    encoding: fc.constantFrom('utf-8', 'windows-1252', 'utf-16le', 'utf-16be'),
    delimiter: fc.constantFrom(',', ';', '\t', '|', ' '),
    decimal: fc.constantFrom('.', ','),
    quote: fc.constantFrom('"', "'"),
    header: fc.boolean(),
    missing: fc.array(fc.constantFrom('NA', '-2.5', 'a'), { maxLength: 3 }),
    types: fc.constantFrom(...corrections),
  },
  { requiredKeys: [] },
)

describe('any bytes', () => {
  it('are read as a sound table or refused with a reason, and the preview agrees', () => {
    fc.assert(
      fc.property(fc.oneof(messy, fc.uint8Array({ maxLength: 80 })), options, (bytes, asked) => {
        const { table, problems } = readDelimited('t', 'f.csv', bytes, asked)
        const preview = previewDelimited('f.csv', bytes, asked, 5)
        expect(preview.problems).toEqual(problems)
        if (table === null) {
          expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
          return
        }
        expect(preview.nRows).toBe(table.nRows)
        expect(preview.columns.map(({ name, type }) => [name, type])).toEqual(
          table.columns.map(({ name, type }) => [name, type]),
        )
        expect(new Set(table.columns.map(({ name }) => name)).size).toBe(table.columns.length)
        for (const column of table.columns) {
          expect(columnLength(column)).toBe(table.nRows)
          expect(column.name).not.toBe('')
          if (column.kind === 'factor') {
            expect(new Set(column.levels).size).toBe(column.levels.length)
            for (const code of column.codes) expect(code >= -1 && code < column.levels.length).toBe(true)
          }
        }
        for (const row of preview.rows) expect(row.length).toBe(table.columns.length)
      }),
      { numRuns: 3000 },
    )
  })

  it('that stand for a table come back as that table', () => {
    // A text that reads as a number, or as missing, is one after a round trip through CSV: those are left out.
    const label = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 8 })
      .map((text) => `x${text.replaceAll('\u0000', '')}`)
    const number = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.integer())
    const row = fc.tuple(fc.option(label), number, fc.option(label))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const table = makeTable('t', 't', [
          factorColumn(
            'f,1',
            rows.map(([text]) => text),
          ),
          numericColumn(
            'y',
            rows.map(([, value]) => value),
          ),
          factorColumn(
            'g "2"',
            rows.map(([, , text]) => text),
          ),
        ])
        const again = readDelimited('t', 't.csv', writeCsv(table), {
          header: true,
          delimiter: ',',
          quote: '"',
          decimal: '.',
          encoding: 'utf-8',
        }).table!
        expect(again.columns.map(({ name }) => name)).toEqual(['f,1', 'y', 'g "2"'])
        table.columns.forEach((column, j) => {
          for (let i = 0; i < table.nRows; i++) expect(cellText(again.columns[j], i)).toBe(cellText(column, i))
        })
      }),
      { numRuns: 500 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column, DataTable } from '../../../../src-engine/contract'
import { rowOrder, sortRows } from './rowOrder'

const numeric = (...values: number[]): Column => ({
  id: 'x',
  name: 'x',
  type: 'continuous',
  version: 1,
  kind: 'numeric',
  values: Float64Array.from(values),
})
const factor: Column = {
  id: 'g',
  name: 'g',
  type: 'nominal',
  version: 1,
  kind: 'factor',
  codes: Int32Array.of(1, -1, 0, 1, 2),
  levels: ['c', 'b', 'a'],
}
const table: DataTable = { id: 't', name: 't', version: 1, nRows: 5, columns: [numeric(3, 1, NaN, -2, 1), factor] }

describe('sorting', () => {
  it('puts missing values last both ways', () => {
    expect([...sortRows(numeric(3, NaN, -0.5, 0, -Infinity, Infinity), false)]).toEqual([4, 2, 3, 0, 5, 1])
    expect([...sortRows(numeric(3, NaN, -0.5, 0, -Infinity, Infinity), true)]).toEqual([5, 0, 3, 2, 4, 1])
  })

  it('agrees with a stable comparison sort on any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), fc.boolean(), (values, descending) => {
        const expected = values
          .map((_, row) => row)
          .sort((a, b) => {
            const [x, y] = [values[a], values[b]]
            return x === y ? 0 : x < y === !descending ? -1 : 1
          })
        expect([...sortRows(numeric(...values), descending)]).toEqual(expected)
      }),
    )
  })

  it('follows the order of levels', () => {
    expect([...sortRows(factor, false)]).toEqual([2, 0, 3, 4, 1])
    expect([...sortRows(factor, true)]).toEqual([4, 0, 3, 2, 1])
  })

  it('of 100,000 rows is that of comparing them', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, k) => Math.sin(k) * 1000)
    const column: Column = { id: 'x', name: 'x', type: 'continuous', version: 1, kind: 'numeric', values }
    const compared = Int32Array.from(values, (_, k) => k).sort((a, b) => values[a] - values[b])
    expect(sortRows(column, false)).toEqual(compared)
  })
})

describe('filtering', () => {
  const range = { kind: 'range', min: 1, max: null, missing: false } as const

  it('keeps rows within bounds, in the sorted order', () => {
    expect([...rowOrder(table, null, { x: range })!]).toEqual([0, 1, 4])
    expect([...rowOrder(table, { columnId: 'x', descending: true }, { x: { ...range, missing: true } })!]).toEqual([
      0, 1, 4, 2,
    ])
  })

  it('combines filters of several columns', () => {
    const levels = { kind: 'levels', shown: new Set(['b']), missing: true } as const
    expect([...rowOrder(table, null, { g: levels })!]).toEqual([0, 1, 3])
    expect([...rowOrder(table, null, { g: levels, x: range })!]).toEqual([0, 1])
  })

  it('is no order of its own without filters, or with filters of columns that are gone', () => {
    expect(rowOrder(table, null, {})).toBeNull()
    expect(rowOrder(table, { columnId: 'gone', descending: false }, { gone: range })).toBeNull()
  })
})

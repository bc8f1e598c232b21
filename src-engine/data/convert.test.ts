import { describe, expect, it } from 'vitest'
import { factorColumn, makeTable, numericColumn } from './columns'
import { asFactors, convertColumn } from './convert'
import { codeNumbers, compactCodes, countDistinct, crossCodes } from './factors'

describe('conversion of types', () => {
  it('numbers become levels ordered by value', () => {
    const { column, loss } = convertColumn(numericColumn('x', [10, 2, NaN, 2.5, -1]), 'nominal')
    expect(column).toMatchObject({ kind: 'factor', type: 'nominal', version: 2, levels: ['-1', '2', '2.5', '10'] })
    expect(column.kind === 'factor' && [...column.codes]).toEqual([3, 1, -1, 2, 0])
    expect(loss.nRows).toBe(0)
  })

  it('levels become numbers, and what is none is reported as lost', () => {
    const { column, loss } = convertColumn(factorColumn('x', ['1', 'two', '3.5', null, 'two', '-4', '']), 'continuous')
    expect(column.kind === 'numeric' && [...column.values]).toEqual([1, NaN, 3.5, NaN, NaN, -4, NaN])
    expect(loss).toEqual({ nRows: 2, examples: ['two'] })
  })

  it('to levels and back loses nothing', () => {
    const x = numericColumn('x', [0.1, 1e21, -3, NaN, 5e-324])
    const back = convertColumn(convertColumn(x, 'ordinal').column, 'continuous')
    expect(back.column.kind === 'numeric' && [...back.column.values]).toEqual([...x.values])
    expect(back.loss.nRows).toBe(0)
  })

  it('forces the named columns to be nominal and returns names that are not there', () => {
    const table = makeTable('t', 't', [
      numericColumn('a', [1, 2]),
      numericColumn('b', [1, 2]),
      factorColumn('c', ['x', 'y']),
    ])
    const forced = asFactors(table, ['a', 'c', 'nope'])
    expect(forced.unknown).toEqual(['nope'])
    expect(forced.table.columns.map(({ kind }) => kind)).toEqual(['factor', 'numeric', 'factor'])
  })
})

describe('coding', () => {
  it('of large, negative and fractional numbers is by value', () => {
    expect(codeNumbers(Float64Array.of(1e9, -5, NaN, 3e9, -5)).levels).toEqual(['-5', '1000000000', '3000000000'])
    expect([...codeNumbers(Float64Array.of(0.5, -0.5, 0.5)).codes]).toEqual([1, 0, 1])
    expect(codeNumbers(Float64Array.of(NaN, NaN)).levels).toEqual([])
  })

  it('keeps levels that occur, in order', () => {
    const compact = compactCodes(Int32Array.of(3, 0, -1, 3), ['a', 'b', 'c', 'd'], null)
    expect([[...compact.codes], compact.levels, compact.vanished]).toEqual([
      [1, 0, -1, 1],
      ['a', 'd'],
      ['b', 'c'],
    ])
    expect([...compactCodes(Int32Array.of(3, 0, 1), ['a', 'b', 'c', 'd'], Int32Array.of(2, 0)).codes]).toEqual([0, 1])
  })

  it('crosses factors whether the product of levels is small or large', () => {
    const n = 6000
    const wide = {
      codes: Int32Array.from({ length: n }, (_, i) => i),
      levels: Array.from({ length: n }, (_, i) => `w${i}`),
    }
    const other = { codes: Int32Array.from({ length: n }, (_, i) => n - 1 - i), levels: wide.levels }
    const large = crossCodes(wide, other)
    expect(large.levels.length).toBe(n)
    expect(large.levels[1]).toBe('w1:w5998')
    expect([...large.codes.slice(0, 3)]).toEqual([0, 1, 2])
    const small = crossCodes(
      { codes: Int32Array.of(1, 0, 1), levels: ['a', 'b'] },
      { codes: Int32Array.of(0, 1, 0), levels: ['x', 'y'] },
    )
    expect([small.levels, [...small.codes]]).toEqual([
      ['a:y', 'b:x'],
      [1, 0, 1],
    ])
  })

  it('counts distinct values', () => {
    expect(countDistinct(Float64Array.of(1, 1, NaN, 0, -0, 2.5))).toBe(3)
    expect(countDistinct(Float64Array.from({ length: 50_000 }, (_, i) => i % 1234))).toBe(1234)
  })
})

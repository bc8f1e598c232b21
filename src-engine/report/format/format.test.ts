import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultNumberStyle } from '../../contract/reportBlocks'
import {
  decimalsFor,
  dfFormat,
  estimateFormat,
  fixed,
  footnoteMarks,
  formatLevel,
  formatNumber,
  formatP,
  scientific,
  sizeFormat,
} from './index'

const style = defaultNumberStyle

describe('a number that stands alone', () => {
  it.each([
    [251.40510485, '251'],
    [12.3456, '12.3'],
    [0.0123456, '0.0123'],
    [-3.14159, '\u22123.14'],
    [73421, '73421'],
    [0.9996, '1.00'],
    [0, '0'],
    [1.5e9, '1.50×10⁹'],
    [-4.2e-8, '\u22124.20×10⁻⁸'],
    [NaN, '–'],
    [-Infinity, '\u2212∞'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value, style)).toBe(text)
  })

  it('keeps to the decimals that the analyst set for the column', () => {
    expect(formatNumber(251.40510485, { significant: 3, decimals: { estimate: 4 } }, 'estimate')).toBe('251.4051')
  })

  it('gives no sign to what rounds to zero', () => {
    expect(fixed(-0.0004, 2)).toBe('0.00')
    expect(fixed(-0.006, 2)).toBe('\u22120.01')
  })

  it('never shows a hyphen for a minus', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const text = formatNumber(value, style) + scientific(value, 3)
        expect(text).not.toMatch(/[-e]/)
      }),
    )
  })

  it('loses no more than the figures it does not show', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e7, noNaN: true }), (value) => {
        expect(Math.abs(Number(formatNumber(value, style)) / value - 1)).toBeLessThan(0.00501)
      }),
    )
  })
})

describe('columns', () => {
  it('lines estimates up with the figures of the smallest standard error', () => {
    const format = estimateFormat([251.40510485, 10.46728596], [6.8246, 1.5458], style)
    expect([format.estimate(251.40510485, 6.8246), format.stdError(6.8246)]).toEqual(['251.41', '6.82'])
    expect([format.estimate(10.46728596, 1.5458), format.stdError(1.5458)]).toEqual(['10.47', '1.55'])
  })

  it('puts a row on another scale into powers of ten rather than showing zeros', () => {
    const format = estimateFormat([251.4, 0.0000456], [6.82, 0.0000123], style)
    expect(format.estimate(0.0000456, 0.0000123)).toBe('4.56×10⁻⁵')
    expect(format.stdError(0.0000123)).toBe('1.23×10⁻⁵')
    expect(format.estimate(251.4, 6.82)).toBe('251.40')
  })

  it('shows an estimate near zero at the decimals of its standard error', () => {
    const format = estimateFormat([0.0001, 5], [1.5, 2], style)
    expect(format.estimate(0.0001, 1.5)).toBe('0.00')
  })

  it('takes the decimals of variances from the smallest', () => {
    const format = sizeFormat([612.1002, 35.0717, 654.941], style, 'variance')
    expect([612.1002, 35.0717, 654.941].map(format)).toEqual(['612.1', '35.1', '654.9'])
  })

  it('shows a zero variance as zero and a tiny one by its power', () => {
    const format = sizeFormat([612.1, 0, 0.00035], style, 'variance')
    expect(format(0)).toBe('0')
    expect(format(0.00035)).toBe('3.50×10⁻⁴')
  })

  it('does not write thousands with powers of ten', () => {
    expect(decimalsFor([5623.4, 12345.6], style, 'estimate')).toBe(0)
    expect(sizeFormat([5623.4, 12345.6], style, 'x')(12345.6)).toBe('12346')
  })

  it('shows degrees of freedom whole where all are whole', () => {
    expect(dfFormat([17, 17.0000001], style)(17.0000001)).toBe('17')
    expect(dfFormat([11.6089, 12], style)(12)).toBe('12.0')
  })
})

describe('probabilities', () => {
  it.each([
    [0.0130935, '.013'],
    [0.0004, '< .001'],
    [0.001, '.001'],
    [0.05, '.050'],
    [0.99999, '> .999'],
    [NaN, '–'],
  ])('writes %d as %s', (value, text) => {
    expect(formatP(value, style)).toBe(text)
  })

  it('writes levels as the analyst says them', () => {
    expect([0.95, 0.9, 0.995, 0.99].map(formatLevel)).toEqual(['95%', '90%', '99.5%', '99%'])
  })
})

describe('footnote marks', () => {
  it('gives letters in the order of reading and none to notes on the whole table', () => {
    const marks = footnoteMarks({
      id: 't',
      kind: 'table',
      title: '',
      columns: [],
      rows: [{ cells: [{ text: 'x', notes: [2] }] }, { cells: [{ text: 'y', notes: [0, 2] }] }],
      footnotes: ['second', 'whole', 'first'],
    })
    expect(marks).toEqual(['b', null, 'a'])
  })
})

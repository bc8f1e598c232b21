import { describe, expect, it } from 'vitest'
import { commaMeaning, readLevel, readNumber } from './readCell'

describe('a typed number', () => {
  it.each([
    ['1.5', 1.5],
    [' -2 ', -2],
    ['\u22123.25', -3.25],
    ['.5', 0.5],
    ['1e-3', 0.001],
    ['1,5', 1.5],
    ['1,234.5', 1234.5],
    ['NA', NaN],
    ['', NaN],
  ])('%j is %d', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  it.each(['abc', '1 2', '0x10', 'Infinity', '1e999', '12a'])('%j is none', (text) => {
    expect(readNumber(text)).toBeNull()
  })

  it('with a comma that could mean either is refused rather than guessed', () => {
    expect(readNumber('1,234')).toBeNull()
  })
})

describe('commas in a block', () => {
  it('are decimal where one cannot separate thousands', () => {
    expect(commaMeaning(['1,234', '5,67'])).toBe('decimal')
    expect(readNumber('1,234', 'decimal')).toBe(1.234)
  })

  it('separate thousands where a point is the decimal mark', () => {
    expect(commaMeaning(['1,234', '5.67'])).toBe('thousands')
    expect(readNumber('1,234', 'thousands')).toBe(1234)
  })
})

describe('a typed level', () => {
  it('is trimmed, and missing when empty', () => {
    expect(readLevel(' a ')).toBe('a')
    expect(readLevel('NA')).toBeNull()
    expect(readLevel('')).toBeNull()
  })
})

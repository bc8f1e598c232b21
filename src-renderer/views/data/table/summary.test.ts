import { describe, expect, it } from 'vitest'
import type { Column } from '../../../../src-engine/contract'
import { sampleTable } from '../../../document/testing'
import { summarise, summariseCells } from './summary'

const numbers = (...values: number[]): Column => ({
  id: 'x',
  name: 'x',
  type: 'continuous',
  version: 1,
  kind: 'numeric',
  values: Float64Array.from(values),
})

describe('the summary of a variable', () => {
  it('leaves missing values out', () => {
    expect(summarise(numbers(4, NaN, 1, 1, 2))).toMatchObject({
      n: 4,
      nMissing: 1,
      nDistinct: 3,
      mean: 2,
      sd: Math.sqrt(2),
      min: 1,
      median: 1.5,
      max: 4,
    })
  })

  it('counts every value once in the histogram, the largest too', () => {
    const summary = summarise(numbers(...Array.from({ length: 101 }, (_, k) => k)))
    expect(summary.kind === 'numeric' && summary.histogram.reduce((a, b) => a + b)).toBe(101)
    expect(summary.kind === 'numeric' && summary.histogram.at(-1)).toBeGreaterThan(3)
  })

  it('keeps its precision far from zero', () => {
    expect(summarise(numbers(1e9 + 1, 1e9 + 2, 1e9 + 3))).toMatchObject({ sd: 1 })
  })

  it('of one value or none has no spread', () => {
    expect(summarise(numbers(3))).toMatchObject({ mean: 3, sd: NaN, median: 3 })
    expect(summarise(numbers(NaN))).toMatchObject({ n: 0, mean: NaN, min: NaN })
  })

  it('counts levels', () => {
    expect(summarise(sampleTable().columns[1])).toEqual({ kind: 'factor', n: 3, nMissing: 1, counts: [1, 2] })
  })
})

it('the summary of cells takes numbers only', () => {
  expect(summariseCells(sampleTable().columns, Int32Array.of(0, 1, 2, 3))).toEqual({ n: 3, sum: 4, mean: 4 / 3 })
})

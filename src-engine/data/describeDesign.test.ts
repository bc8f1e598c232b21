import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DataTable } from '../contract/columns'
import { describeDesign } from './describeDesign'
import { readDelimited } from './readers/delimited'

const folder = join(import.meta.dirname, '..', '..', 'resources', 'samples')
function sample(id: string): DataTable {
  return readDelimited(id, `${id}.csv`, readFileSync(join(folder, `${id}.csv`))).table!
}
const proposals = (id: string): unknown =>
  describeDesign(sample(id)).proposals.map(({ group, nLevels, possibleSlopes }) => [
    group.join('/'),
    nLevels,
    possibleSlopes,
  ])

describe('the layout of a study', () => {
  it('repeated measures: subjects with a slope that can vary', () => {
    expect(proposals('sleepstudy')).toEqual([['Subject', 18, ['Reaction', 'Days']]])
    const { candidates, variables } = describeDesign(sample('orthodont'))
    expect(candidates.find(({ variable }) => variable === 'Subject')).toEqual({
      variable: 'Subject',
      nLevels: 27,
      rows: { smallest: 4, median: 4, largest: 4 },
      isUnit: true,
    })
    expect(variables.find(({ variable }) => variable === 'Sex')).toMatchObject({ level: 'Subject', variesWithin: [] })
    expect(variables.find(({ variable }) => variable === 'age')).toMatchObject({ variesWithin: ['Subject', 'Sex'] })
  })

  it('classes whose labels start again in every school are nested in schools', () => {
    const { relations } = describeDesign(sample('schools'))
    expect(relations).toEqual([{ inner: 'class', outer: 'school', kind: 'labels-reused', nCombinations: 60 }])
    expect(proposals('schools')).toEqual([
      ['school', 15, ['sex', 'score']],
      ['school/class', 60, ['sex', 'score']],
    ])
  })

  it('casks within batches, spelled out by a third variable', () => {
    const { relations } = describeDesign(sample('pastes'))
    expect(relations.map(({ inner, outer, kind }) => [inner, outer, kind])).toEqual([
      ['cask', 'batch', 'labels-reused'],
      ['sample', 'batch', 'nested'],
      ['sample', 'cask', 'nested'],
    ])
    expect(proposals('pastes')).toEqual([
      ['batch', 10, ['strength']],
      ['sample', 30, []],
    ])
  })

  it('a crossed design with one observation in each cell', () => {
    expect(describeDesign(sample('penicillin')).relations).toEqual([
      { inner: 'plate', outer: 'sample', kind: 'crossed', nCombinations: 144 },
    ])
    expect(proposals('penicillin')).toEqual([
      ['sample', 6, ['diameter']],
      ['plate', 24, ['diameter']],
    ])
  })
})

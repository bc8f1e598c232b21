import { describe, expect, it } from 'vitest'
import type { Column, VariableType } from '../../../../src-engine/contract'
import { groupCandidates, likelyGroups } from './groupCandidates'

const factor = (name: string, type: VariableType, codes: number[], nLevels: number): Column => ({
  id: name,
  name,
  type,
  version: 1,
  kind: 'factor',
  codes: Int32Array.from(codes),
  levels: Array.from({ length: nLevels }, (_, i) => `${name}${i}`),
})
const number = (name: string): Column => ({
  id: name,
  name,
  type: 'continuous',
  version: 1,
  kind: 'numeric',
  values: new Float64Array(12),
})

const columns = [
  number('y'),
  factor('sex', 'nominal', [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 2),
  factor('row', 'identifier', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 12),
  factor('school', 'nominal', [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], 3),
  factor('pupil', 'identifier', [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, -1], 6),
]

describe('grouping factors on offer', () => {
  it('puts factors before numbers and leaves the outcome out', () => {
    const roles = new Map([['y', new Set(['outcome' as const])]])
    expect(groupCandidates(columns, roles).map((column) => column.name)).toEqual(['sex', 'row', 'school', 'pupil'])
  })

  it('suggests factors whose levels repeat, identifiers first', () => {
    expect(likelyGroups(columns, 12).map((column) => column.name)).toEqual(['pupil', 'school'])
  })
})

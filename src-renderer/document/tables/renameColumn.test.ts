import { describe, expect, it } from 'vitest'
import { defaultModelSpec } from '../../../src-engine/contract'
import { addModel } from '../models/modelCommands'
import { sampleDocument, sampleTable } from '../testing'
import { renameColumn, renameInSpec } from './renameColumn'

describe('renaming a variable', () => {
  it('follows in the formula, quoted where needed, and in every other place of the spec', () => {
    const spec = {
      ...defaultModelSpec,
      formula: 'y ~ log(days) * sex + (days | subject)',
      references: { days: 'a', sex: 'f' },
      weights: 'days',
    }
    expect(renameInSpec(spec, 'days', 'days of sleep')).toMatchObject({
      formula: 'y ~ log(`days of sleep`) * sex + (`days of sleep` | subject)',
      references: { 'days of sleep': 'a', sex: 'f' },
      weights: 'days of sleep',
    })
  })

  it('leaves functions of that name and formulas without it alone', () => {
    const spec = { ...defaultModelSpec, formula: 'y~log( x )' }
    expect(renameInSpec(spec, 'log', 'z')).toBe(spec)
    expect(renameInSpec({ ...spec, formula: 'y ~ (' }, 'y', 'z').formula).toBe('y ~ (')
  })

  it('touches models of its own table only', () => {
    const table = sampleTable()
    const model = { id: 'm', name: 'M', tableId: 't', spec: { ...defaultModelSpec, formula: 'days ~ 1' } }
    const document = [addModel(model), addModel({ ...model, id: 'n', tableId: 'other' })].reduce(
      (next, command) => command.apply(next, 2),
      sampleDocument(table),
    )
    const after = renameColumn('t', table.columns[0], 'nights').apply(document, 3)
    expect(after.tables[0]?.table.columns[0]).toMatchObject({ name: 'nights', version: 3 })
    expect(after.models.map(({ spec }) => spec.formula)).toEqual(['nights ~ 1', 'days ~ 1'])
  })
})

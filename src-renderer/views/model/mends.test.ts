import { describe, expect, it } from 'vitest'
import { defaultModelSpec, type DataTable } from '../../../src-engine/contract'
import { sampleDocument, sampleTable } from '../../document/testing'
import { mendStep } from './mends'

const spec = { ...defaultModelSpec, formula: 'days ~ 1 + (1 | subject)' }
const table: DataTable = sampleTable()

describe('a mend', () => {
  it('that is a formula replaces the formula and nothing else', () => {
    const step = mendStep({ code: 'drop-random-term', params: { group: 'subject' }, formula: 'days ~ 1' }, spec, table)
    expect(step).toEqual({ change: 'spec', spec: { ...spec, formula: 'days ~ 1' } })
  })

  it('of the method changes the method', () => {
    const step = mendStep({ code: 'use-ml', params: {} }, spec, table)
    expect(step?.change === 'spec' && step.spec.method).toBe('ML')
  })

  it('of a variable changes its type in the data, as a step that can be undone', () => {
    const step = mendStep({ code: 'make-factor', params: { variable: 'days' } }, spec, table)
    if (step?.change !== 'data') throw new Error('no change of the data')
    const after = step.command.apply(sampleDocument(table), 2)
    expect(after.tables[0]?.table.columns[0]?.type).toBe('nominal')
    expect(step.command.undoable).not.toBe(false)
  })

  it('of a variable that is gone does nothing', () => {
    expect(mendStep({ code: 'make-factor', params: { variable: 'gone' } }, spec, table)).toBeNull()
  })
})

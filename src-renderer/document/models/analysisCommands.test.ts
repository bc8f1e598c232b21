import { beforeEach, describe, expect, it } from 'vitest'
import { defaultModelSpec, type ProjectAnalysis, type ProjectModel } from '../../../src-engine/contract'
import { sayPhrase } from '../../i18n/t'
import { ProjectStore } from '../projectStore.svelte'
import { addEntries } from '../report/reportCommands'
import { sampleDocument } from '../testing'
import { addAnalysis, changeAnalysis, removeAnalysis } from './analysisCommands'

const model: ProjectModel = {
  id: 'm',
  name: 'Model 1',
  tableId: 't',
  spec: { ...defaultModelSpec, formula: 'days ~ 1 + (1 | subject)' },
}
const sizes: ProjectAnalysis = { id: 'a1', request: { kind: 'effect-sizes' } }
const means: ProjectAnalysis = {
  id: 'a2',
  request: { kind: 'marginal-means', factors: ['subject'], by: [], at: {}, contrasts: 'pairwise', adjust: 'tukey' },
}

describe('analyses of a model', () => {
  let store: ProjectStore

  beforeEach(() => {
    store = new ProjectStore()
    store.load({ ...sampleDocument(), models: [model] }, { saved: true })
  })

  const undoText = (): string | null => (store.undoName === null ? null : sayPhrase(store.undoName))

  it('are added one after the other, each a step with its name', () => {
    store.dispatch(addAnalysis('m', sizes))
    store.dispatch(addAnalysis('m', means))
    expect(store.model('m')?.analyses).toEqual([sizes, means])
    expect(undoText()).toBe('adding marginal means')
    store.undo()
    expect(store.model('m')?.analyses).toEqual([sizes])
    store.redo()
    expect(store.model('m')?.analyses).toEqual([sizes, means])
  })

  it('change what they ask and nothing else, in one step where typing goes on', () => {
    store.dispatch(addAnalysis('m', sizes))
    store.dispatch(addAnalysis('m', means))
    const typed = (...days: number[]): ProjectAnalysis => ({
      ...means,
      request: { ...means.request, at: { days } } as never,
    })
    store.dispatch(changeAnalysis('m', typed(1), 'days'))
    store.dispatch(changeAnalysis('m', typed(1, 2), 'days'))
    expect(store.model('m')?.analyses).toEqual([sizes, typed(1, 2)])
    expect(undoText()).toBe('change to marginal means')
    store.undo()
    expect(store.model('m')?.analyses).toEqual([sizes, means])
  })

  it('take their places in the report with them when they are removed', () => {
    store.dispatch(addAnalysis('m', sizes))
    const entry = (id: string, block: string) => ({ kind: 'block', id, modelId: 'm', block }) as const
    store.dispatch(addEntries([entry('e1', 'fixed'), entry('e2', 'a1')]))
    store.dispatch(removeAnalysis('m', sizes))
    expect(store.document.report.entries).toEqual([entry('e1', 'fixed')])
    expect(store.model('m')).toEqual(model)
    store.undo()
    expect(store.document.report.entries).toHaveLength(2)
  })

  it('of a model that is gone change nothing', () => {
    const before = store.document
    expect(store.dispatch(addAnalysis('gone', sizes))).toBe(before)
  })
})

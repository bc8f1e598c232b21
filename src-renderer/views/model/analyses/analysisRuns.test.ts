import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  defaultModelSpec,
  type AnalysisReply,
  type FitResult,
  type ModelSpec,
  type ParamsOf,
  type ProjectAnalysis,
  type ProjectModel,
} from '../../../../src-engine/contract'
import { addAnalysis, changeAnalysis, removeAnalysis } from '../../../document/models/analysisCommands'
import { storeResult, updateSpec } from '../../../document/models/modelCommands'
import { ProjectStore } from '../../../document/projectStore.svelte'
import { sampleDocument } from '../../../document/testing'
import type { RequestOptions } from '../../../engine/client'
import { EngineFailure } from '../../../engine/engineFailure'
import { AnalysisAnswers } from './analysisAnswers'
import { AnalysisRuns } from './analysisRuns'

interface Question {
  readonly params: ParamsOf<'analysis.run'>
  readonly options: RequestOptions
  readonly answer: (reply: AnalysisReply) => void
  readonly fail: (failure: EngineFailure) => void
}

const spec: ModelSpec = { ...defaultModelSpec, formula: 'days ~ subject + (1 | subject)' }
const model: ProjectModel = { id: 'm', name: 'Model 1', tableId: 't', spec }
const fitOf = (asked: ModelSpec): FitResult => ({ spec: asked, fixed: [] }) as unknown as FitResult
const sizes: ProjectAnalysis = { id: 'sizes', request: { kind: 'effect-sizes' } }
const tests: ProjectAnalysis = { id: 'tests', request: { kind: 'random-tests' } }
const means: ProjectAnalysis = {
  id: 'means',
  request: { kind: 'marginal-means', factors: ['subject'], by: [], at: {}, contrasts: 'pairwise', adjust: 'tukey' },
}
const done = (id: string): AnalysisReply => ({
  status: 'done',
  blocks: [{ kind: 'text', id, role: 'text', paragraphs: [id] }],
})

describe('the analyses of a project', () => {
  let asked: Question[]
  let store: ProjectStore
  let runs: AnalysisRuns
  let stop: () => void

  beforeEach(() => {
    vi.useFakeTimers()
    asked = []
    store = new ProjectStore()
    store.load(
      { ...sampleDocument(), models: [model], results: [{ modelId: 'm', tableVersion: 1, fit: fitOf(spec) }] },
      { saved: true },
    )
    const request = (_method: string, params: ParamsOf<'analysis.run'>, options: RequestOptions) =>
      new Promise<AnalysisReply>((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(new EngineFailure('cancelled', '')))
        asked.push({ params, options, answer: resolve, fail: reject })
      })
    runs = new AnalysisRuns({
      document: () => store.document,
      request: request,
      answers: new AnalysisAnswers(),
    })
    stop = store.subscribe(() => runs.follow())
  })

  afterEach(() => {
    stop()
    vi.useRealTimers()
  })

  const settle = (ms = 200) => vi.advanceTimersByTimeAsync(ms)
  const add = (...analyses: ProjectAnalysis[]): void => {
    for (const analysis of analyses) {
      store.dispatch(addAnalysis('m', analysis))
      runs.show(`m/${analysis.id}`)
    }
  }
  const changeSpec = (next: ModelSpec): void => {
    const now = store.model('m')
    if (now !== undefined) store.dispatch(updateSpec(now, next))
  }

  it('are computed one at a time, in their order, once they are on screen', async () => {
    store.dispatch(addAnalysis('m', sizes))
    await settle()
    expect(asked).toHaveLength(0)
    runs.show('m/sizes')
    add(tests)
    await settle()
    expect(asked.map(({ params }) => params.id)).toEqual(['m/sizes'])
    asked[0]?.answer(done('a'))
    await settle()
    expect(runs.state('m/sizes')).toMatchObject({ phase: 'idle', stale: false, blocks: [{ id: 'a' }] })
    expect(asked.map(({ params }) => params.id)).toEqual(['m/sizes', 'm/tests'])
  })

  it('follow the model once its fit has arrived; old blocks stay until then, marked stale', async () => {
    add(sizes)
    await settle()
    asked[0]?.answer(done('old'))
    await settle()
    const ml: ModelSpec = { ...spec, method: 'ML' }
    changeSpec(ml)
    await settle()
    expect(asked).toHaveLength(1)
    expect(runs.state('m/sizes')).toMatchObject({ stale: true, blocks: [{ id: 'old' }], obstacle: { code: 'no-fit' } })
    store.dispatch(storeResult('m', 1, fitOf(ml)))
    expect(asked).toHaveLength(1)
    await settle()
    expect(asked[1]?.params.spec.method).toBe('ML')
    asked[1]?.answer(done('new'))
    await settle()
    expect(runs.state('m/sizes')).toMatchObject({ stale: false, blocks: [{ id: 'new' }], obstacle: null })
  })

  it('are given up as soon as the model asks for another fit', async () => {
    add(sizes)
    await settle()
    changeSpec({ ...spec, method: 'ML' })
    expect(asked[0]?.options.signal?.aborted).toBe(true)
    await settle()
    expect(runs.state('m/sizes').cancelled).toBe(false)
  })

  it('show what was known before at once when a change is undone', async () => {
    add(means)
    await settle()
    asked[0]?.answer(done('pairs'))
    await settle()
    store.dispatch(changeAnalysis('m', { ...means, request: { ...means.request, contrasts: 'none' } as never }))
    await settle()
    asked[1]?.answer(done('none'))
    await settle()
    store.undo()
    expect(runs.state('m/means')).toMatchObject({ stale: false, blocks: [{ id: 'pairs' }] })
    await settle()
    expect(asked).toHaveLength(2)
  })

  it('say after a while that they run, can be cancelled, and asked for again', async () => {
    add(sizes)
    await settle(150)
    expect(runs.state('m/sizes')).toMatchObject({ phase: 'running', slow: false })
    await settle(400)
    expect(runs.state('m/sizes').slow).toBe(true)
    runs.cancel('m/sizes')
    await settle(1000)
    expect(asked).toHaveLength(1)
    expect(runs.state('m/sizes')).toMatchObject({ phase: 'idle', slow: false, cancelled: true })
    runs.runNow('m/sizes')
    await settle()
    expect(asked).toHaveLength(2)
    expect(runs.state('m/sizes').cancelled).toBe(false)
  })

  it('keep the problems of a refusal and do not ask again before something changes', async () => {
    add(sizes)
    await settle()
    const problem = { code: 'grid-too-large', place: { at: 'fixed' }, params: { maxRows: 20000 }, mends: [] } as const
    asked[0]?.answer({ status: 'refused', problems: [problem] })
    await settle(1000)
    expect(asked).toHaveLength(1)
    expect(runs.state('m/sizes')).toMatchObject({ problems: [problem], blocks: null })
  })

  it('tell of an error of ours', async () => {
    add(sizes)
    await settle()
    asked[0]?.fail(new EngineFailure('internal', 'overflow'))
    await settle(1000)
    expect(asked).toHaveLength(1)
    expect(runs.state('m/sizes').failure).toBe('overflow')
  })

  it('about what the model has no more are not asked; the names are told', async () => {
    const without: ModelSpec = { ...spec, formula: 'days ~ 1 + (1 | subject)' }
    add(means)
    changeSpec(without)
    store.dispatch(storeResult('m', 1, fitOf(without)))
    await settle()
    expect(asked).toHaveLength(0)
    expect(runs.state('m/means').obstacle).toEqual({ code: 'missing', names: ['subject'] })
  })

  it('end when they are removed', async () => {
    add(sizes)
    await settle()
    store.dispatch(removeAnalysis('m', sizes))
    expect(asked[0]?.options.signal?.aborted).toBe(true)
    await settle()
    expect(runs.state('m/sizes')).toMatchObject({ phase: 'idle', blocks: null })
  })
})

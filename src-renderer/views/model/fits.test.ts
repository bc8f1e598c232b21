import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  defaultModelSpec,
  type FitReply,
  type FitResult,
  type ModelSpec,
  type ProjectModel,
  type ReportBlock,
} from '../../../src-engine/contract'
import type { Workspace } from '../../document/command'
import { addModel, deleteModel, updateSpec } from '../../document/models/modelCommands'
import { ProjectStore } from '../../document/projectStore.svelte'
import { sampleDocument } from '../../document/testing'
import type { EngineClient, RequestOptions } from '../../engine/client'
import { EngineFailure } from '../../engine/engineFailure'
import { Fits } from './fits'

/** An engine that answers when it is told to. */
class SlowEngine {
  readonly asked: {
    method: string
    params: { spec?: ModelSpec }
    options: RequestOptions
    answer: (result: unknown) => void
  }[] = []

  readonly request = ((method: string, params: { spec?: ModelSpec }, options: RequestOptions = {}) =>
    new Promise<unknown>((resolve, reject) => {
      if (options.topic !== undefined)
        for (const other of this.asked)
          if (other.options.topic === options.topic) this.rejections.get(other)?.('superseded')
      const entry = { method, params, options, answer: resolve }
      this.rejections.set(entry, (code) => reject(new EngineFailure(code, '')))
      options.signal?.addEventListener('abort', () => reject(new EngineFailure('cancelled', '')))
      this.asked.push(entry)
    })) as unknown as EngineClient['request']

  private readonly rejections = new Map<object, (code: 'superseded') => void>()

  fits(): SlowEngine['asked'] {
    return this.asked.filter(({ method }) => method === 'model.fit')
  }
}

const block = (id: string): ReportBlock => ({ kind: 'text', id, role: 'text', paragraphs: [id] })
const fitOf = (spec: ModelSpec): FitResult => ({ spec, timing: { fitMs: 1 } }) as unknown as FitResult
const fitted = (spec: ModelSpec, id: string): FitReply => ({ status: 'fitted', fit: fitOf(spec), blocks: [block(id)] })

const spec: ModelSpec = { ...defaultModelSpec, formula: 'days ~ 1 + (1 | subject)' }
const model: ProjectModel = { id: 'm', name: 'Model 1', tableId: 't', spec }

describe('the fits of a project', () => {
  let engine: SlowEngine
  let store: ProjectStore
  let fits: Fits
  let view: Workspace
  let stop: () => void

  beforeEach(() => {
    vi.useFakeTimers()
    engine = new SlowEngine()
    store = new ProjectStore()
    store.load(sampleDocument(), { saved: true })
    view = 'models'
    fits = new Fits({
      document: () => store.document,
      view: () => view,
      modelId: () => store.document.models[0]?.id ?? null,
      request: engine.request,
      dispatch: (command) => void store.dispatch(command),
    })
    stop = store.subscribe(() => fits.follow())
    fits.follow()
  })

  afterEach(() => {
    stop()
    vi.useRealTimers()
  })

  const settle = async (ms = 100): Promise<void> => {
    await vi.advanceTimersByTimeAsync(ms)
    await vi.advanceTimersByTimeAsync(0)
  }
  const change = (next: Partial<ModelSpec>): void => {
    const current = store.model('m')
    if (current !== undefined) store.dispatch(updateSpec(current, { ...current.spec, ...next }))
  }

  it('make one fit of a burst of changes and keep its result', async () => {
    store.dispatch(addModel(model))
    change({ method: 'ML' })
    await settle()
    expect(engine.fits()).toHaveLength(1)
    const asked = engine.fits()[0]?.params.spec
    expect(asked?.method).toBe('ML')
    engine.fits()[0]?.answer(fitted({ ...spec, method: 'ML' }, 'a'))
    await settle()
    expect(fits.state('m')).toMatchObject({ phase: 'idle', blocks: [{ id: 'a' }] })
    expect(store.result('m')?.fit.spec.method).toBe('ML')
    expect(engine.fits()).toHaveLength(1)
  })

  it('keep the old blocks, marked stale, until the new ones are there', async () => {
    store.dispatch(addModel(model))
    await settle()
    engine.fits()[0]?.answer(fitted(spec, 'old'))
    await settle()
    change({ method: 'ML' })
    await settle()
    expect(fits.state('m')).toMatchObject({ phase: 'running', blocks: [{ id: 'old' }] })
    expect(fits.blocksByModel().get('m')?.stale).toBe(true)
    engine.fits()[1]?.answer(fitted({ ...spec, method: 'ML' }, 'new'))
    await settle()
    expect(fits.blocksByModel().get('m')).toMatchObject({ stale: false, blocks: [{ id: 'new' }] })
  })

  it('show the problems of a refused spec once, and do not ask again before it changes', async () => {
    store.dispatch(addModel(model))
    await settle()
    const problem = {
      code: 'grouping-one-level',
      place: { at: 'random' },
      params: { group: 'subject' },
      mends: [],
    } as const
    engine.fits()[0]?.answer({ status: 'refused', problems: [problem] })
    await settle(1000)
    expect(fits.state('m').problems).toEqual([problem])
    expect(engine.fits()).toHaveLength(1)
    change({ formula: 'days ~ 1' })
    await settle()
    expect(engine.fits()).toHaveLength(2)
  })

  it('are said to be slow after a while, and can be cancelled and asked for again', async () => {
    store.dispatch(addModel(model))
    await settle(200)
    expect(fits.state('m').slow).toBe(false)
    await settle(300)
    expect(fits.state('m').slow).toBe(true)
    fits.cancel('m')
    await settle(1000)
    expect(fits.state('m')).toMatchObject({ phase: 'idle', cancelled: true })
    expect(engine.fits()).toHaveLength(1)
    fits.fitNow('m')
    await settle()
    expect(engine.fits()).toHaveLength(2)
  })

  it('return to a result that is known already without a fit', async () => {
    store.dispatch(addModel(model))
    await settle()
    engine.fits()[0]?.answer(fitted(spec, 'a'))
    await settle()
    change({ method: 'ML' })
    await settle()
    store.undo()
    await settle(1000)
    expect(engine.fits()).toHaveLength(2)
    expect(fits.state('m')).toMatchObject({ phase: 'idle', cancelled: false, blocks: [{ id: 'a' }] })
  })

  it('of a stored result ask for its blocks and not for a fit', async () => {
    const document = sampleDocument()
    store.load(
      { ...document, models: [model], results: [{ modelId: 'm', tableVersion: 1, fit: fitOf(spec) }] },
      { saved: true },
    )
    await settle()
    expect(engine.asked.map(({ method }) => method)).toEqual(['report.blocks'])
    engine.asked[0]?.answer([block('stored')])
    await settle()
    expect(fits.blocksByModel().get('m')).toMatchObject({ stale: false, blocks: [{ id: 'stored' }] })
  })

  it('wait while the data view is open', async () => {
    view = 'data'
    store.dispatch(addModel(model))
    await settle(1000)
    expect(engine.fits()).toHaveLength(0)
  })

  it('of a deleted model end', async () => {
    store.dispatch(addModel(model))
    await settle()
    store.dispatch(deleteModel(model))
    await settle()
    expect(engine.fits()[0]?.options.signal?.aborted).toBe(true)
    expect(fits.state('m')).toMatchObject({ phase: 'idle', blocks: null })
  })
})

import { SvelteMap } from 'svelte/reactivity'
import type { ProjectDocument, ProjectModel, ReportBlock } from '../../../src-engine/contract'
import type { Command, Workspace } from '../../document/command'
import { storeResult } from '../../document/models/modelCommands'
import type { EngineClient } from '../../engine/client'
import { EngineFailure, isUnwanted } from '../../engine/engineFailure'
import { isCurrent, sameSpec } from '../../project/staleness'
import { noFit, type BlocksSource, type FitInput, type FitState } from './fitState'

/** What the fits of a project depend on, so that they can be tested without a window. */
export interface FitsPorts {
  readonly document: () => ProjectDocument
  readonly view: () => Workspace
  /** The model on screen. */
  readonly modelId: () => string | null
  readonly request: EngineClient['request']
  readonly dispatch: (command: Command) => void
}

/** A change on its own is fitted at once; changes that come in a burst, as in typing, wait for its end. */
const firstPauseMs = 0
const burstPauseMs = 80
const burstMs = 300
/** After fits that take long, the pause is longer: each is worth waiting for the end of the burst. */
const longPauseMs = 300
const longFitMs = 400
/** A fit that takes longer than this shows its progress and a cancel button. */
const slowMs = 300
/** Models that are not on screen are fitted again by themselves only where that is quick. */
const backgroundFitMs = 2000

/**
 * Keeps every model's result in step with its spec and its data: fits what changed, the model on screen first, and turns
 * results into blocks. Old blocks stay until new ones are there.
 */
export class Fits {
  readonly #ports: FitsPorts
  readonly #states = new SvelteMap<string, FitState>()
  readonly #sources = new Map<string, BlocksSource>()
  /** Inputs whose fit ended without a result, or runs; they are not tried again by themselves. */
  readonly #settled = new Map<string, FitInput>()
  readonly #running = new Map<string, AbortController>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #fitMs = new Map<string, number>()
  readonly #changedAt = new Map<string, number>()

  constructor(ports: FitsPorts) {
    this.#ports = ports
  }

  /** To be called after every change of the project and of what is on screen. */
  follow(): void {
    this.#follow(this.#ports.document(), this.#ports.view(), this.#ports.modelId())
  }

  state(modelId: string | null): FitState {
    return (modelId === null ? undefined : this.#states.get(modelId)) ?? noFit
  }

  /** Blocks of every model that has a result, and whether its spec or data changed since. */
  blocksByModel(): ReadonlyMap<string, { readonly blocks: readonly ReportBlock[]; readonly stale: boolean }> {
    const document = this.#ports.document()
    const out = new Map<string, { blocks: readonly ReportBlock[]; stale: boolean }>()
    for (const { id } of document.models) {
      const { blocks } = this.state(id)
      const result = document.results.find((stored) => stored.modelId === id)
      if (blocks !== null && result !== undefined) out.set(id, { blocks, stale: !isCurrent(document, result) })
    }
    return out
  }

  /** Stops a fit that runs; the previous result stays. */
  cancel(modelId: string): void {
    this.#running.get(modelId)?.abort()
  }

  /** Fits the present spec although it was cancelled or failed. */
  fitNow(modelId: string): void {
    const model = this.#ports.document().models.find(({ id }) => id === modelId)
    if (model === undefined) return
    this.#settled.delete(modelId)
    void this.#fit(model)
  }

  #set(modelId: string, change: Partial<FitState>): void {
    this.#states.set(modelId, { ...this.state(modelId), ...change })
  }

  #follow(document: ProjectDocument, view: Workspace, modelId: string | null): void {
    this.#forgetGone(document)
    for (const model of document.models) {
      const result = document.results.find((stored) => stored.modelId === model.id)
      if (result !== undefined) void this.#describeResult(model.id, { fit: result.fit, style: document.numberStyle })
      if (result !== undefined && isCurrent(document, result)) {
        this.#rest(model.id)
        continue
      }
      const input = inputOf(document, model)
      if (input === null || model.spec.formula.trim() === '') {
        this.#rest(model.id)
        continue
      }
      const settled = this.#settled.get(model.id)
      if (settled !== undefined && sameInput(settled, input)) continue
      const onScreen = view === 'models' && model.id === modelId
      const quick = result !== undefined && (this.#fitMs.get(model.id) ?? result.fit.timing.fitMs) < backgroundFitMs
      if (onScreen || (view !== 'data' && quick)) this.#schedule(model.id, onScreen)
    }
  }

  /** What a model asks now has its answer, or asks nothing. */
  #rest(modelId: string): void {
    this.#settled.delete(modelId)
    clearTimeout(this.#timers.get(modelId))
    this.#timers.delete(modelId)
    const running = this.#running.get(modelId)
    this.#running.delete(modelId)
    running?.abort()
    const state = this.state(modelId)
    if (
      state.phase !== 'idle' ||
      state.problems.length > 0 ||
      state.cancelled ||
      state.failure !== null ||
      state.equations !== null
    )
      this.#set(modelId, { ...noFit, blocks: state.blocks })
  }

  #schedule(modelId: string, onScreen: boolean): void {
    clearTimeout(this.#timers.get(modelId))
    if (this.state(modelId).phase === 'idle') this.#set(modelId, { phase: 'waiting' })
    const now = performance.now()
    const isBurst = now - (this.#changedAt.get(modelId) ?? -Infinity) < burstMs
    this.#changedAt.set(modelId, now)
    const isQuick = onScreen && (this.#fitMs.get(modelId) ?? 0) < longFitMs
    const pause = !isQuick ? longPauseMs : isBurst ? burstPauseMs : firstPauseMs
    this.#timers.set(
      modelId,
      setTimeout(() => {
        this.#timers.delete(modelId)
        const model = this.#ports.document().models.find(({ id }) => id === modelId)
        if (model !== undefined) void this.#fit(model)
      }, pause),
    )
  }

  async #fit(model: ProjectModel): Promise<void> {
    const document = this.#ports.document()
    const input = inputOf(document, model)
    if (input === null) return
    const abort = new AbortController()
    this.#settled.set(model.id, input)
    this.#running.set(model.id, abort)
    this.#set(model.id, { phase: 'running', slow: false, progress: null, cancelled: false, failure: null })
    const isNewest = () => this.#running.get(model.id) === abort
    const slow = setTimeout(() => {
      this.#set(model.id, { slow: true, problems: [], refusedFormula: null })
      void this.#describeSpec(model.id, input)
    }, slowMs)
    const style = document.numberStyle
    const startedAt = performance.now()
    try {
      const reply = await this.#ports.request(
        'model.fit',
        { ...input, modelId: model.id, style },
        {
          topic: `fit ${model.id}`,
          signal: abort.signal,
          onprogress: (progress) => {
            if (isNewest() && this.state(model.id).slow) this.#set(model.id, { progress })
          },
        },
      )
      if (!isNewest()) return
      this.#fitMs.set(model.id, performance.now() - startedAt)
      if (reply.status === 'refused') {
        this.#set(model.id, {
          ...noFit,
          blocks: this.state(model.id).blocks,
          problems: reply.problems,
          refusedFormula: input.spec.formula,
        })
        void this.#describeSpec(model.id, input)
      } else {
        this.#sources.set(model.id, { fit: reply.fit, style })
        this.#set(model.id, { ...noFit, blocks: reply.blocks })
        this.#ports.dispatch(storeResult(model.id, input.version, reply.fit))
      }
    } catch (error) {
      if (!isNewest()) return
      this.#set(model.id, { phase: 'idle', slow: false, progress: null })
      if (error instanceof EngineFailure && error.code === 'cancelled') this.#set(model.id, { cancelled: true })
      else if (error instanceof EngineFailure && error.code === 'superseded') this.#settled.delete(model.id)
      else if (error instanceof EngineFailure) this.#set(model.id, { failure: error.message })
      else throw error
    } finally {
      clearTimeout(slow)
      if (isNewest()) this.#running.delete(model.id)
    }
  }

  /** Equations of a spec that has no result yet. */
  async #describeSpec(modelId: string, input: FitInput): Promise<void> {
    const isWanted = () => this.#settled.get(modelId) === input
    try {
      const { equations } = await this.#ports.request(
        'model.describe',
        { ...input, modelId },
        { topic: `describe ${modelId}` },
      )
      if (isWanted()) this.#set(modelId, { equations })
    } catch (error) {
      if (!isUnwanted(error) && isWanted()) this.#set(modelId, { equations: null })
    }
  }

  /** Blocks of a result that came without: stored in the project, or to be shown in another number style. */
  async #describeResult(modelId: string, source: BlocksSource): Promise<void> {
    const before = this.#sources.get(modelId)
    if (before?.fit === source.fit && before.style === source.style) return
    this.#sources.set(modelId, source)
    const document = this.#ports.document()
    const model = document.models.find(({ id }) => id === modelId)
    const table = document.tables.find((entry) => entry.table.id === model?.tableId)?.table
    const result = document.results.find((stored) => stored.modelId === modelId)
    const reference =
      table !== undefined && table.version === result?.tableVersion ? { tableId: table.id, version: table.version } : {}
    try {
      const blocks = await this.#ports.request(
        'report.blocks',
        { ...reference, fit: source.fit, modelId, style: source.style, maxModeRows: Number.MAX_SAFE_INTEGER },
        { topic: `blocks ${modelId}` },
      )
      if (this.#sources.get(modelId) === source) this.#set(modelId, { blocks })
    } catch (error) {
      if (!isUnwanted(error)) this.#set(modelId, { failure: error instanceof Error ? error.message : String(error) })
    }
  }

  #forgetGone(document: ProjectDocument): void {
    const known = new Set(document.models.map(({ id }) => id))
    for (const id of new Set([...this.#states.keys(), ...this.#sources.keys()])) {
      if (known.has(id)) continue
      this.#rest(id)
      this.#states.delete(id)
      this.#sources.delete(id)
      this.#fitMs.delete(id)
      this.#changedAt.delete(id)
    }
  }
}

function inputOf(document: ProjectDocument, model: ProjectModel): FitInput | null {
  const table = document.tables.find((entry) => entry.table.id === model.tableId)?.table
  return table === undefined ? null : { tableId: table.id, version: table.version, spec: model.spec }
}

function sameInput(a: FitInput, b: FitInput): boolean {
  return a.tableId === b.tableId && a.version === b.version && sameSpec(a.spec, b.spec)
}

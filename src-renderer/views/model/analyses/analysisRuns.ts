import { SvelteMap } from 'svelte/reactivity'
import type { AnalysisReply, ParamsOf, ProjectDocument } from '../../../../src-engine/contract'
import type { EngineClient } from '../../../engine/client'
import { EngineFailure } from '../../../engine/engineFailure'
import type { AnalysisAnswers } from './analysisAnswers'
import { noAnalysis, type AnalysisState } from './analysisState'
import { readinessOf } from './readiness'

/** What the analyses of a project depend on, so that they can be tested without a window. */
export interface AnalysisPorts {
  readonly document: () => ProjectDocument
  readonly request: EngineClient['request']
  readonly answers: AnalysisAnswers
}

/** One analysis as it is asked now. Equal keys have equal answers. */
interface Asked {
  readonly params: ParamsOf<'analysis.run'>
  readonly key: string
}

/** After a change, the fit's own results are painted first, and a burst of changes asks once. */
const pauseMs = 120
/** An analysis that takes longer than this shows its progress and a cancel button. */
const slowMs = 300

/**
 * Keeps the analyses that are on screen in step with their models: one at a time, after the model's fit, and given up
 * as soon as something else is asked. Old blocks stay until new ones are there.
 */
export class AnalysisRuns {
  readonly #ports: AnalysisPorts
  readonly #states = new SvelteMap<string, AnalysisState>()
  readonly #shown = new Map<string, number>()
  /** What each analysis asks now; absent while it cannot be asked. */
  readonly #asked = new Map<string, Asked>()
  /** Key of what was answered, refused, cancelled or failed last. */
  readonly #settled = new Map<string, string>()
  /** Key of what the blocks on screen answer. */
  readonly #answered = new Map<string, string>()
  #running: { readonly id: string; readonly key: string; readonly abort: AbortController } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ports: AnalysisPorts) {
    this.#ports = ports
  }

  /** `id` is `<modelId>/<analysisId>`. */
  state(id: string): AnalysisState {
    return this.#states.get(id) ?? noAnalysis
  }

  /** An analysis came into sight; returns what to call when it is out of sight again. */
  show(id: string): () => void {
    this.#shown.set(id, (this.#shown.get(id) ?? 0) + 1)
    this.follow()
    return () => {
      const n = (this.#shown.get(id) ?? 1) - 1
      if (n === 0) this.#shown.delete(id)
      else this.#shown.set(id, n)
    }
  }

  /** To be called after every change of the project. */
  follow(): void {
    const document = this.#ports.document()
    const known = new Set<string>()
    for (const model of document.models)
      for (const analysis of model.analyses ?? []) {
        const id = `${model.id}/${analysis.id}`
        known.add(id)
        const readiness = readinessOf(document, model, analysis)
        if (readiness.ready) this.#ask(id, { params: readiness.params, key: JSON.stringify(readiness.params) })
        else {
          this.#asked.delete(id)
          this.#set(id, { ...rest, obstacle: readiness.obstacle, stale: this.state(id).blocks !== null })
        }
      }
    for (const id of [...this.#states.keys()]) if (!known.has(id)) this.#forget(id)
    if (this.#running !== null && this.#asked.get(this.#running.id)?.key !== this.#running.key)
      this.#running.abort.abort()
    this.#schedule(pauseMs)
  }

  /** Stops an analysis that runs; the previous blocks stay. */
  cancel(id: string): void {
    if (this.#running?.id !== id) return
    this.#settled.set(id, this.#running.key)
    this.#running.abort.abort()
    this.#set(id, { ...rest, cancelled: true })
  }

  /** Asks again although it was cancelled or failed. */
  runNow(id: string): void {
    this.#settled.delete(id)
    this.follow()
  }

  #set(id: string, change: Partial<AnalysisState>): void {
    const before = this.state(id)
    const after = { ...before, ...change }
    if (
      !this.#states.has(id) ||
      Object.entries(after).some(([name, value]) => before[name as keyof AnalysisState] !== value)
    )
      this.#states.set(id, after)
  }

  #ask(id: string, asked: Asked): void {
    const { key } = asked
    this.#asked.set(id, asked)
    if (this.#settled.get(id) === key) {
      this.#set(id, { obstacle: null, phase: 'idle', stale: this.#isStale(id, key) })
      return
    }
    const kept = this.#ports.answers.get(key)
    if (kept !== undefined) {
      this.#answer(id, key, kept)
      return
    }
    const stale = this.#isStale(id, key)
    if (this.#running?.key === key) this.#set(id, { obstacle: null, stale })
    else this.#set(id, { ...rest, phase: this.#shown.has(id) ? 'waiting' : 'idle', stale })
  }

  #isStale(id: string, key: string): boolean {
    return this.state(id).blocks !== null && this.#answered.get(id) !== key
  }

  /** The first analysis in the document's order that is on screen and has no answer yet. */
  #next(): [string, Asked] | undefined {
    return [...this.#asked].find(([id, { key }]) => this.#shown.has(id) && this.#settled.get(id) !== key)
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer)
    if (this.#running !== null || this.#next() === undefined) return
    this.#timer = setTimeout(() => {
      const next = this.#next()
      if (next !== undefined && this.#running === null) void this.#run(...next)
    }, ms)
  }

  async #run(id: string, { params, key }: Asked): Promise<void> {
    const abort = new AbortController()
    const running = { id, key, abort }
    this.#running = running
    this.#set(id, { ...rest, phase: 'running' })
    const slow = setTimeout(() => this.#set(id, { slow: true }), slowMs)
    try {
      const reply = await this.#ports.request('analysis.run', params, {
        topic: `analysis ${id}`,
        signal: abort.signal,
        onprogress: (progress) => {
          if (this.#running === running && this.state(id).slow) this.#set(id, { progress })
        },
      })
      this.#ports.answers.keep(key, reply)
      if (this.#asked.get(id)?.key === key) this.#answer(id, key, reply)
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error
      const isWanted = this.#asked.get(id)?.key === key && error.code !== 'cancelled' && error.code !== 'superseded'
      if (isWanted) {
        this.#settled.set(id, key)
        this.#set(id, { ...rest, failure: error.message })
      }
    } finally {
      clearTimeout(slow)
      this.#running = null
      this.#schedule(0)
    }
  }

  #answer(id: string, key: string, reply: AnalysisReply): void {
    this.#settled.set(id, key)
    this.#answered.set(id, key)
    if (reply.status === 'refused') this.#set(id, { ...rest, blocks: null, stale: false, problems: reply.problems })
    else this.#set(id, { ...rest, blocks: reply.blocks, stale: false })
  }

  #forget(id: string): void {
    this.#states.delete(id)
    this.#asked.delete(id)
    this.#settled.delete(id)
    this.#answered.delete(id)
  }
}

/** Nothing goes on and nothing is in the way. */
const rest: Partial<AnalysisState> = {
  phase: 'idle',
  slow: false,
  progress: null,
  problems: noAnalysis.problems,
  obstacle: null,
  cancelled: false,
  failure: null,
}

import type {
  FitResult,
  NumberStyle,
  ProjectDocument,
  ProjectModel,
  ReportBlock,
  ReportDocument,
} from '../../../src-engine/contract'
import { EngineFailure } from '../../engine/engineFailure'
import type { EnginePort } from '../../project/ports'
import { isCurrent } from '../../project/staleness'
import { AnalysisAnswers } from '../model/analyses/analysisAnswers'
import { readinessOf } from '../model/analyses/readiness'
import { assembleReport, type AssemblyWords } from './assembleReport'
import { effectiveEntries } from './automaticEntries'
import type { BlocksByModel, ModelBlocks } from './modelBlocks'

export interface BuiltReport {
  readonly report: ReportDocument
  readonly models: BlocksByModel
}

type Blocks = Promise<readonly ReportBlock[]>

/**
 * Builds the report of a document from its stored results. The engine formats the numbers; what it gave for a fit is
 * kept for as long as the fit and the number style stay.
 */
export class ReportBuilder {
  readonly #engine: EnginePort
  readonly #words: AssemblyWords
  readonly #now: () => Date
  readonly #answers: AnalysisAnswers
  readonly #ofFit = new WeakMap<FitResult, Map<string, Blocks>>()
  #comparisons = new Map<string, Blocks>()
  #analyses = new Map<string, Blocks>()
  readonly #fitNumbers = new WeakMap<FitResult, number>()
  #nFits = 0

  /** `answers`: what analyses gave already, e.g. in the model view. */
  constructor(
    engine: EnginePort,
    words: AssemblyWords,
    now: () => Date = () => new Date(),
    answers: AnalysisAnswers = new AnalysisAnswers(),
  ) {
    this.#engine = engine
    this.#words = words
    this.#now = now
    this.#answers = answers
  }

  /** Rejects where the engine cannot answer. */
  async build(document: ProjectDocument): Promise<BuiltReport> {
    const models = await this.models(document)
    const comparisons = await this.#comparisonsOf(document, models)
    const date = localDate(this.#now())
    return { models, report: assembleReport({ document, models, comparisons, date, words: this.#words }) }
  }

  /** Blocks of every model that has a result, in the order of the models. */
  async models(document: ProjectDocument): Promise<BlocksByModel> {
    const known = document.models.flatMap((model) => {
      const result = document.results.find((stored) => stored.modelId === model.id)
      return result ? [{ model, result }] : []
    })
    const used = new Map<string, Blocks>()
    const entries = known.map(async ({ model, result }): Promise<[string, ModelBlocks]> => {
      const stale = !isCurrent(document, result)
      const table = stale ? undefined : { tableId: model.tableId, version: result.tableVersion }
      const ofFit = await this.#blocks(result.fit, model.id, document.numberStyle, table)
      return [model.id, { blocks: [...ofFit, ...(await this.#ofAnalyses(document, model, used))], stale }]
    })
    const found = new Map(await Promise.all(entries))
    this.#analyses = used
    return found
  }

  /** Blocks of the analyses of a model. Those that the engine refuses, or fails at, have none. */
  async #ofAnalyses(
    document: ProjectDocument,
    model: ProjectModel,
    used: Map<string, Blocks>,
  ): Promise<readonly ReportBlock[]> {
    const all: ReportBlock[] = []
    for (const analysis of model.analyses ?? []) {
      const readiness = readinessOf(document, model, analysis)
      if (!readiness.ready) continue
      const key = JSON.stringify(readiness.params)
      const blocks = remember(this.#analyses, key, async () => {
        const reply = this.#answers.get(key) ?? (await this.#engine.request('analysis.run', readiness.params))
        this.#answers.keep(key, reply)
        // An offer to change the model is for the window.
        return reply.status === 'done' ? reply.blocks.filter(({ kind }) => kind !== 'condition') : []
      })
      used.set(key, blocks)
      try {
        all.push(...(await blocks))
      } catch (error) {
        // An analysis that fails must not keep the project from being saved.
        if (!(error instanceof EngineFailure && error.code === 'internal')) throw error
      }
    }
    return all
  }

  #blocks(
    fit: FitResult,
    modelId: string,
    style: NumberStyle,
    table: { tableId: string; version: number } | undefined,
  ): Blocks {
    const kept = this.#ofFit.get(fit) ?? new Map<string, Blocks>()
    this.#ofFit.set(fit, kept)
    const key = JSON.stringify([modelId, style, table ?? null])
    return remember(kept, key, () => this.#engine.request('report.blocks', { ...table, fit, modelId, style }))
  }

  async #comparisonsOf(
    document: ProjectDocument,
    models: BlocksByModel,
  ): Promise<ReadonlyMap<string, readonly ReportBlock[]>> {
    const used = new Map<string, Blocks>()
    const found = new Map<string, readonly ReportBlock[]>()
    for (const entry of effectiveEntries(document, models, this.#words)) {
      if (entry.kind !== 'comparison') continue
      const compared = entry.modelIds.flatMap((modelId) => {
        const model = document.models.find(({ id }) => id === modelId)
        const result = document.results.find((stored) => stored.modelId === modelId)
        return model && result ? [{ modelId, name: model.name, fit: result.fit }] : []
      })
      if (compared.length < 2) continue
      const style = document.numberStyle
      const key = JSON.stringify([
        entry.id,
        style,
        compared.map(({ modelId, name, fit }) => [modelId, name, this.#number(fit)]),
      ])
      const blocks = remember(this.#comparisons, key, () =>
        this.#engine.request('report.compare', { id: entry.id, models: compared, style }),
      )
      used.set(key, blocks)
      found.set(entry.id, await blocks)
    }
    this.#comparisons = used
    return found
  }

  #number(fit: FitResult): number {
    const known = this.#fitNumbers.get(fit) ?? ++this.#nFits
    this.#fitNumbers.set(fit, known)
    return known
  }
}

/** What `ask` gave for `key` before, or now; failures are not kept. */
function remember(kept: Map<string, Blocks>, key: string, ask: () => Blocks): Blocks {
  const known = kept.get(key)
  if (known) return known
  const asked = ask()
  kept.set(key, asked)
  asked.catch(() => kept.delete(key))
  return asked
}

/** The date on the calendar of this place, ISO 8601. */
function localDate(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

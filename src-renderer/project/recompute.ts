import type { ProjectDocument, StoredResult } from '../../src-engine/contract'
import { compareFits, type Difference } from './compareFits'
import type { EnginePort } from './ports'
import { isCurrent } from './staleness'

/** What recomputing the stored results of a project found, model by model. */
export type RecomputedModel =
  | {
      readonly outcome: 'same' | 'different'
      readonly modelId: string
      readonly name: string
      readonly largest: number
      readonly differences: readonly Difference[]
      readonly fresh: StoredResult
    }
  /** Fitted before its data or specification changed: there is nothing to compare. */
  | { readonly outcome: 'out-of-date'; readonly modelId: string; readonly name: string }
  | { readonly outcome: 'refused'; readonly modelId: string; readonly name: string }

/**
 * Fits every stored model again, one after another, and compares the numbers. The document is not changed; `onDone`
 * tells after each model how many are done.
 */
export async function recomputeStored(
  document: ProjectDocument,
  engine: EnginePort,
  onDone: (nDone: number, nModels: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<readonly RecomputedModel[]> {
  const outcomes: RecomputedModel[] = []
  for (const result of document.results) {
    const model = document.models.find(({ id }) => id === result.modelId)
    if (!model) continue
    signal?.throwIfAborted()
    const about = { modelId: model.id, name: model.name }
    if (!isCurrent(document, result)) {
      outcomes.push({ outcome: 'out-of-date', ...about })
    } else {
      const reply = await engine.request('model.fit', {
        tableId: model.tableId,
        version: result.tableVersion,
        spec: model.spec,
        modelId: model.id,
        style: document.numberStyle,
      })
      if (reply.status === 'refused') {
        outcomes.push({ outcome: 'refused', ...about })
      } else {
        const { differences, largest } = compareFits(result.fit, reply.fit)
        const fresh = { modelId: model.id, tableVersion: result.tableVersion, fit: reply.fit }
        outcomes.push({ outcome: differences.length > 0 ? 'different' : 'same', ...about, largest, differences, fresh })
      }
    }
    onDone(outcomes.length, document.results.length)
  }
  return outcomes
}

import type { ProjectDocument, ReportEntry } from '../../../src-engine/contract'
import { availableNames, isKeyName } from './blockNames'
import type { BlocksByModel } from './modelBlocks'

/** Words the automatic report puts in by itself. */
export interface AutomaticWords {
  readonly comparison: string
}

/** Models that can stand in one table: fitted, of one table and one outcome; at least two. */
export function comparableModels(document: ProjectDocument, fitted: ReadonlySet<string>): readonly string[][] {
  const groups = new Map<string, string[]>()
  for (const model of document.models) {
    const result = document.results.find((stored) => stored.modelId === model.id)
    if (!fitted.has(model.id) || !result) continue
    const key = `${model.tableId}\u0000${result.fit.outcome}`
    groups.set(key, [...(groups.get(key) ?? []), model.id])
  }
  return [...groups.values()].filter((ids) => ids.length > 1)
}

/**
 * The report of a project that nobody arranged: each fitted model under its name with its key blocks, then a
 * comparison of models of the same outcome unless one was added already. Ids are stable, so that arranging starts from
 * what was seen.
 */
export function automaticEntries(
  document: ProjectDocument,
  models: BlocksByModel,
  words: AutomaticWords,
): readonly ReportEntry[] {
  const entries: ReportEntry[] = []
  for (const model of document.models) {
    const known = models.get(model.id)
    if (!known) continue
    entries.push({ kind: 'heading', id: `auto:${model.id}`, text: model.name })
    for (const block of availableNames(model.id, known.blocks).filter(isKeyName)) {
      entries.push({ kind: 'block', id: `auto:${model.id}:${block}`, modelId: model.id, block })
    }
  }
  if (document.report.entries.some((entry) => entry.kind === 'comparison')) return entries
  comparableModels(document, new Set(models.keys())).forEach((modelIds, index) => {
    const id = `auto:comparison-${index + 1}`
    entries.push({ kind: 'heading', id: `${id}:heading`, text: words.comparison })
    entries.push({ kind: 'comparison', id, modelIds })
  })
  return entries
}

/**
 * The entries that the report shows. Until the analyst arranged it these are the automatic ones, followed by what was
 * added from elsewhere (a note, a comparison).
 */
export function effectiveEntries(
  document: ProjectDocument,
  models: BlocksByModel,
  words: AutomaticWords,
): readonly ReportEntry[] {
  const { entries } = document.report
  return isArranged(document) ? entries : [...automaticEntries(document, models, words), ...entries]
}

/** Whether the entries were chosen by hand: said so, or shown by blocks among them. */
export function isArranged({ report }: ProjectDocument): boolean {
  return report.arranged ?? report.entries.some((entry) => entry.kind === 'block')
}

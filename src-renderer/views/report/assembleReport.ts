import type { ProjectDocument, ReportBlock, ReportDocument, ReportEntry } from '../../../src-engine/contract'
import { effectiveEntries, type AutomaticWords } from './automaticEntries'
import { blocksNamed } from './blockNames'
import type { BlocksByModel } from './modelBlocks'

/** Sentences that the assembly itself puts into a report. */
export interface AssemblyWords extends AutomaticWords {
  readonly untitled: string
  staleTitle(model: string): string
  staleText(model: string): string
  nothingYet: string
}

export interface AssemblyInput {
  readonly document: ProjectDocument
  readonly models: BlocksByModel
  /** Blocks of each comparison by entry id. */
  readonly comparisons: ReadonlyMap<string, readonly ReportBlock[]>
  /** ISO 8601 date. */
  readonly date: string
  readonly words: AssemblyWords
}

/** Empty lines part the paragraphs of a note. */
export function noteParagraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

/** Entries → blocks, in order. A model whose numbers are out of date says so once, before its first block. */
export function assembleReport(input: AssemblyInput): ReportDocument {
  const { document, models, words } = input
  const warned = new Set<string>()
  const blocks = effectiveEntries(document, models, words).flatMap((entry) => entryBlocks(entry, input, warned))
  return {
    title: document.report.title.trim() || document.name || words.untitled,
    author: document.report.author,
    date: input.date,
    language: 'en',
    blocks:
      blocks.length > 0 ? blocks : [{ kind: 'text', id: 'report/empty', role: 'text', paragraphs: [words.nothingYet] }],
  }
}

function entryBlocks(entry: ReportEntry, input: AssemblyInput, warned: Set<string>): readonly ReportBlock[] {
  switch (entry.kind) {
    case 'heading':
      return entry.text.trim() === '' ? [] : [{ kind: 'heading', id: entry.id, level: 2, text: entry.text.trim() }]
    case 'note': {
      const paragraphs = noteParagraphs(entry.text)
      return paragraphs.length === 0 ? [] : [{ kind: 'text', id: entry.id, role: 'note', paragraphs }]
    }
    case 'comparison':
      return input.comparisons.get(entry.id) ?? []
    case 'block': {
      const known = input.models.get(entry.modelId)
      if (!known) return []
      const blocks = blocksNamed(entry.modelId, known.blocks, entry.block)
      if (!known.stale || warned.has(entry.modelId) || blocks.length === 0) return blocks
      warned.add(entry.modelId)
      return [staleWarning(entry.modelId, input), ...blocks]
    }
  }
}

function staleWarning(modelId: string, { document, words }: AssemblyInput): ReportBlock {
  const name = document.models.find((model) => model.id === modelId)?.name ?? modelId
  return {
    kind: 'condition',
    id: `${modelId}/stale`,
    severity: 'warning',
    title: words.staleTitle(name),
    paragraphs: [words.staleText(name)],
    mends: [],
  }
}

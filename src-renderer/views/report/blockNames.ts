import type { ReportBlock } from '../../../src-engine/contract'

/**
 * Names of the blocks of a model: the part of a block's id after the model's. Conditions go under one name, however many
 * there are, and so do the blocks of an analysis: under the analysis's id, which begins with `a-`.
 */

/** All conditions of a fit, in the order the engine gives them. */
export const conditionsName = 'conditions'

/** Order in which a reader expects the blocks of one model; a prefix stands for the blocks of every grouping factor. */
const readingOrder = [
  'summary',
  conditionsName,
  'equations',
  'fixed',
  'random',
  'anova',
  'plot-data-lines',
  'plot-residuals-fitted',
  'plot-qq-residuals',
  'plot-caterpillar-',
  'plot-scale-location',
  'plot-qq-random-',
  'plot-residuals-by-group-',
  'modes-',
  'a-',
] as const

/** Blocks that a report shows before anyone arranged it. */
const keyNames: readonly (typeof readingOrder)[number][] = [
  'summary',
  conditionsName,
  'equations',
  'fixed',
  'random',
  'anova',
  'plot-data-lines',
  'plot-residuals-fitted',
  'plot-qq-residuals',
  'plot-caterpillar-',
  'a-',
]

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('-') ? name.startsWith(pattern) : name === pattern

/** Place of a name in reading order; names of a newer engine come last. */
export function nameRank(name: string): number {
  const rank = readingOrder.findIndex((pattern) => matches(pattern, name))
  return rank < 0 ? readingOrder.length : rank
}

export const isKeyName = (name: string): boolean => keyNames.some((pattern) => matches(pattern, name))

/** Name part of a block's id. */
export function blockName(modelId: string, block: ReportBlock): string {
  const name = block.id.startsWith(`${modelId}/`) ? block.id.slice(modelId.length + 1) : block.id
  if (name.startsWith('a-') && name.includes('/')) return name.slice(0, name.indexOf('/'))
  return name.startsWith('condition-') ? conditionsName : name
}

/** Blocks that an entry called `name` stands for. */
export function blocksNamed(modelId: string, blocks: readonly ReportBlock[], name: string): readonly ReportBlock[] {
  return blocks.filter((block) => block.kind !== 'heading' && blockName(modelId, block) === name)
}

/** Names that can be chosen for a model, in reading order; headings are the report's own. */
export function availableNames(modelId: string, blocks: readonly ReportBlock[]): readonly string[] {
  const names = new Set<string>()
  for (const block of blocks) if (block.kind !== 'heading') names.add(blockName(modelId, block))
  return [...names].sort((a, b) => nameRank(a) - nameRank(b))
}

/** What a block calls itself, for the outline; null where it has no title of its own. */
export function ownTitle(modelId: string, blocks: readonly ReportBlock[], name: string): string | null {
  if (name === conditionsName) return null
  const first = blocksNamed(modelId, blocks, name).at(0)
  return first && 'title' in first ? first.title : null
}

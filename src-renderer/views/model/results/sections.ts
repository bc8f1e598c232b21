import type { ReportBlock } from '../../../../src-engine/contract'

/** Parts of the results page, in order. */
export const sectionNames = [
  'findings',
  'equations',
  'summary',
  'fixed',
  'anova',
  'random',
  'plots',
  'modes',
  'other',
] as const

export type SectionName = (typeof sectionNames)[number]

export interface ResultSection {
  readonly name: SectionName
  readonly blocks: readonly ReportBlock[]
}

/** Name part of a block's id: what follows the model's id. */
function nameOf(block: ReportBlock): string {
  return block.id.slice(block.id.indexOf('/') + 1)
}

function sectionOf(block: ReportBlock): SectionName | null {
  if (block.kind === 'heading') return null
  if (block.kind === 'equation') return 'equations'
  if (block.kind === 'condition') return 'findings'
  if (block.kind === 'plot') return 'plots'
  const name = nameOf(block)
  if (name === 'summary' || name === 'fixed' || name === 'anova' || name === 'random') return name
  return name.startsWith('modes-') ? 'modes' : 'other'
}

/** Tall plots come after the others, so that rows of a grid hold plots of like height. */
function tallLast(a: ReportBlock, b: ReportBlock): number {
  return Number(isTall(a)) - Number(isTall(b))
}

function isTall(block: ReportBlock): boolean {
  return block.kind === 'plot' && block.aspect < 1
}

/** Sorts blocks into the parts of the page; parts without blocks are left out. Headings are the page's own. */
export function resultSections(blocks: readonly ReportBlock[]): readonly ResultSection[] {
  return sectionNames.flatMap((name) => {
    const own = blocks.filter((block) => sectionOf(block) === name).sort(tallLast)
    return own.length === 0 ? [] : [{ name, blocks: own }]
  })
}

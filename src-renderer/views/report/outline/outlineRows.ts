import type { ProjectDocument, ReportEntry } from '../../../../src-engine/contract'
import { t } from '../../../i18n/t'
import type { IconName } from '../../../components/icons'
import { blockLabel } from '../blockLabels'
import { availableNames } from '../blockNames'
import type { BlocksByModel } from '../modelBlocks'

/** An entry as the outline shows it. */
export interface OutlineRow {
  readonly entry: ReportEntry
  readonly icon: IconName
  /** Names the entry in the list and to screen readers. */
  readonly label: string
  /** The model it belongs to where there are several, or why it shows nothing at present. */
  readonly detail: string | null
  readonly missing: boolean
}

const longestLabel = 60

/** The rows of the outline. A model is named where its blocks begin, unless a heading has just done so. */
export function outlineRows(
  entries: readonly ReportEntry[],
  document: ProjectDocument,
  models: BlocksByModel,
): readonly OutlineRow[] {
  const nameOf = (modelId: string): string =>
    document.models.find(({ id }) => id === modelId)?.name ?? t('report.untitledModel')
  let under: string | null = null
  return entries.map((entry) => {
    switch (entry.kind) {
      case 'note':
        return { entry, icon: 'pencil', label: excerpt(entry.text) || t('report.note'), detail: null, missing: false }
      case 'heading':
        under = entry.text
        return { entry, icon: 'menu', label: excerpt(entry.text) || t('report.heading'), detail: null, missing: false }
      case 'comparison': {
        const missing = entry.modelIds.filter((id) => models.has(id)).length < 2
        const detail = missing ? t('report.comparisonNeedsTwo') : null
        return { entry, icon: 'duplicate', label: t('report.comparison'), detail, missing }
      }
      case 'block': {
        const known = models.get(entry.modelId)
        const missing = !known || !availableNames(entry.modelId, known.blocks).includes(entry.block)
        const name = nameOf(entry.modelId)
        const isNamed = under === name || document.models.length === 1
        under = name
        return {
          entry,
          icon: blockIcon(entry.block),
          label: blockLabel(entry.modelId, entry.block, known),
          detail: !known ? t('report.modelGone') : missing ? t('report.gone') : isNamed ? null : name,
          missing,
        }
      }
    }
  })
}

function blockIcon(name: string): IconName {
  if (name.startsWith('plot-')) return 'models'
  if (name === 'equations') return 'formula'
  if (name === 'conditions') return 'warning'
  return 'table'
}

function excerpt(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line.length > longestLabel ? `${line.slice(0, longestLabel - 1).trimEnd()}…` : line
}

import { t } from '../../i18n/t'
import { conditionsName, ownTitle } from './blockNames'
import type { ModelBlocks } from './modelBlocks'

/**
 * What the outline calls a block: its own title, or what its name stands for where it has none at present. The plot of
 * conditional modes is told from their table.
 */
export function blockLabel(modelId: string, name: string, known: ModelBlocks | undefined): string {
  if (name.startsWith('plot-caterpillar-')) return nameLabel(name)
  return (known && ownTitle(modelId, known.blocks, name)) ?? nameLabel(name)
}

function nameLabel(name: string): string {
  switch (name) {
    case 'summary':
      return t('report.blockSummary')
    case conditionsName:
      return t('report.blockConditions')
    case 'equations':
      return t('report.blockEquations')
    case 'fixed':
      return t('report.blockFixed')
    case 'random':
      return t('report.blockRandom')
    case 'anova':
      return t('report.blockAnova')
    case 'plot-data-lines':
      return t('report.blockDataLines')
    case 'plot-residuals-fitted':
      return t('report.blockResidualsFitted')
    case 'plot-qq-residuals':
      return t('report.blockQqResiduals')
    case 'plot-scale-location':
      return t('report.blockScaleLocation')
    default:
      return groupLabel(name)
  }
}

function groupLabel(name: string): string {
  const group = (prefix: string): string => name.slice(prefix.length)
  if (name.startsWith('plot-caterpillar-')) return t('report.blockCaterpillar', { group: group('plot-caterpillar-') })
  if (name.startsWith('plot-qq-random-')) return t('report.blockQqRandom', { group: group('plot-qq-random-') })
  if (name.startsWith('plot-residuals-by-group-'))
    return t('report.blockResidualsByGroup', { group: group('plot-residuals-by-group-') })
  if (name.startsWith('modes-')) return t('report.blockModes', { group: group('modes-') })
  return name
}

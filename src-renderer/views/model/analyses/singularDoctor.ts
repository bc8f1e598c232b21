import type { ConditionMend, ReportBlock } from '../../../../src-engine/contract'
import { t } from '../../../i18n/t'

/** Code of the offer that a singular fit makes beside its mends. */
export const compareStructures = 'compare-structures'

/** Puts the offer to compare simpler structures on the first finding of a singular fit. */
export function withStructuresOffer(blocks: readonly ReportBlock[]): readonly ReportBlock[] {
  const first = blocks.find(({ kind, id }) => kind === 'condition' && id.endsWith('/condition-singular'))
  if (first?.kind !== 'condition') return blocks
  const offer: ConditionMend = { label: t('analyses.compareStructures'), code: compareStructures }
  return blocks.map((block) => (block === first ? { ...first, mends: [...first.mends, offer] } : block))
}

import { t } from '../../i18n/t'
import type { AssemblyWords } from './assembleReport'

/** The assembly's sentences from the catalogue. */
export const reportWords: AssemblyWords = {
  get comparison() {
    return t('report.comparisonHeading')
  },
  get untitled() {
    return t('report.untitled')
  },
  get nothingYet() {
    return t('report.nothingYet')
  },
  staleTitle: (model) => t('report.staleTitle', { model }),
  staleText: (model) => t('report.staleText', { model }),
}

import type { StoredAnalysisRequest } from '../../../../src-engine/contract'
import { t } from '../../../i18n/t'
import type { AnalysisKind } from './requests'

/** What a kind of analysis is called in the menu. */
export function kindTitle(kind: AnalysisKind): string {
  switch (kind) {
    case 'marginal-means':
      return t('analyses.marginalMeans')
    case 'effect-sizes':
      return t('analyses.effectSizes')
    case 'random-tests':
      return t('analyses.randomTests')
    case 'profile':
      return t('analyses.profile')
    case 'bootstrap':
      return t('analyses.bootstrap')
    case 'ladder':
      return t('analyses.ladder')
    case 'approaches':
      return t('analyses.approaches')
    case 'comparison':
      return t('analyses.comparison')
  }
}

/** What an analysis is called where it is shown. */
export function analysisTitle(request: StoredAnalysisRequest): string {
  return request.kind === 'marginal-means' && request.slopeOf !== undefined
    ? t('analyses.slopes', { covariate: request.slopeOf })
    : kindTitle(request.kind)
}

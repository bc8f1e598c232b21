import { formatNumber, scientific } from '../../src-engine/report/format'
import { t } from '../i18n/t'
import { sameNumberTolerance, type Difference } from './compareFits'

/** Enough figures to see a difference of one in a million. */
const comparedFigures = 9

export const quantityName = (quantity: Difference['quantity']): string => {
  switch (quantity) {
    case 'nObs':
      return t('report.quantityObservations')
    case 'nParameters':
      return t('report.quantityParameters')
    case 'structure':
      return t('report.quantityStructure')
    case 'logLik':
      return t('report.quantityLogLik')
    case 'aic':
      return t('report.quantityAic')
    case 'bic':
      return t('report.quantityBic')
    case 'sigma':
      return t('report.quantitySigma')
    case 'estimate':
      return t('report.quantityEstimate')
    case 'stdError':
      return t('report.quantityStdError')
    case 'df':
      return t('report.quantityDf')
    case 'variance':
      return t('report.quantityVariance')
    case 'correlation':
      return t('report.quantityCorrelation')
  }
}

export const comparedNumber = (value: number): string =>
  formatNumber(value, { significant: comparedFigures, decimals: {} })

/** A relative difference, in one figure. */
export const shareText = (share: number): string => (share === 0 ? '0' : scientific(share, 1))

export const toleranceText = shareText(sameNumberTolerance)

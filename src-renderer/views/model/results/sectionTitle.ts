import { t } from '../../../i18n/t'
import type { SectionName } from './sections'

/** What a part of the results page is called in the outline. */
export function sectionTitle(name: SectionName): string {
  switch (name) {
    case 'equations':
      return t('model.equations')
    case 'findings':
      return t('model.findings')
    case 'summary':
      return t('model.summary')
    case 'fixed':
      return t('model.fixedEffects')
    case 'anova':
      return t('model.tests')
    case 'random':
      return t('model.randomEffects')
    case 'plots':
      return t('model.plots')
    case 'modes':
      return t('model.modes')
    case 'other':
      return t('model.other')
  }
}

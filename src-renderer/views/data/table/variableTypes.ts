import type { VariableType } from '../../../../src-engine/contract'
import type { IconName } from '../../../components/icons'
import { t } from '../../../i18n/t'

export const variableTypes: readonly VariableType[] = ['continuous', 'ordinal', 'nominal', 'identifier']

/** Icons are named as the types are. */
export function typeIcon(type: VariableType): IconName {
  return type
}

export function typeName(type: VariableType): string {
  switch (type) {
    case 'continuous':
      return t('data.typeContinuous')
    case 'ordinal':
      return t('data.typeOrdinal')
    case 'nominal':
      return t('data.typeNominal')
    case 'identifier':
      return t('data.typeIdentifier')
  }
}

export function typeHint(type: VariableType): string {
  switch (type) {
    case 'continuous':
      return t('data.typeContinuousHint')
    case 'ordinal':
      return t('data.typeOrdinalHint')
    case 'nominal':
      return t('data.typeNominalHint')
    case 'identifier':
      return t('data.typeIdentifierHint')
  }
}

import type { Column, VariableType } from '../../../../src-engine/contract'
import { t } from '../../../i18n/t'

/** What a variable type is called. */
export function typeTitle(type: VariableType): string {
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

/** Whether a formula codes a variable by its levels. */
export function isFactor(column: Column | undefined): boolean {
  return column !== undefined && column.type !== 'continuous'
}

/** Levels of a factor as text, in their order; none for numbers. */
export function levelsOf(column: Column | undefined): readonly string[] {
  if (column === undefined || !isFactor(column)) return []
  if (column.kind === 'factor') return column.levels
  const distinct = new Set<number>()
  for (const value of column.values) if (!Number.isNaN(value)) distinct.add(value)
  return [...distinct].sort((a, b) => a - b).map(String)
}

export function columnsByName(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.map((column) => [column.name, column]))
}

import type { Column } from '../../../../src-engine/contract'
import type { Role } from './formulaText'
import { isFactor } from './variableTypes'

/** Variables that can group observations: factors first, then numbers that may be codes; never the outcome. */
export function groupCandidates(
  columns: readonly Column[],
  roles: ReadonlyMap<string, ReadonlySet<Role>>,
): readonly Column[] {
  const free = columns.filter((column) => !(roles.get(column.name)?.has('outcome') ?? false))
  return [...free.filter(isFactor), ...free.filter((column) => !isFactor(column))]
}

/** Number of levels that occur among the rows of a factor. */
function nLevelsUsed(column: Column): number {
  return new Set(
    column.kind === 'factor' ? column.codes.filter((code) => code >= 0) : column.values.filter((v) => !Number.isNaN(v)),
  ).size
}

/**
 * Factors whose levels repeat, as a group of correlated observations would: at least three levels and two rows per level
 * on average. Identifiers come first, then those with more levels.
 */
export function likelyGroups(columns: readonly Column[], nRows: number): readonly Column[] {
  return columns
    .filter(isFactor)
    .map((column) => ({ column, nLevels: nLevelsUsed(column) }))
    .filter(({ nLevels }) => nLevels >= 3 && nRows >= 2 * nLevels)
    .sort(
      (a, b) =>
        Number(b.column.type === 'identifier') - Number(a.column.type === 'identifier') || b.nLevels - a.nLevels,
    )
    .map(({ column }) => column)
}

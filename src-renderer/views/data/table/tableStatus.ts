import type { Column, ProjectTable } from '../../../../src-engine/contract'
import { countMissing } from '../../../document/tables/cellText'
import { countEdited } from '../../../document/tables/editedCells'

const missingOf = new WeakMap<Column, number>()

/** Missing cells of a table; each column object is counted once. */
export function missingCells(columns: readonly Column[]): number {
  let n = 0
  for (const column of columns) {
    let known = missingOf.get(column)
    if (known === undefined) missingOf.set(column, (known = countMissing(column)))
    n += known
  }
  return n
}

export function editedCells(entry: ProjectTable): number {
  return countEdited(entry.edited)
}

import type { ConditionMend, DataTable, Mend, ModelSpec } from '../../../src-engine/contract'
import type { Command } from '../../document/command'
import { convertType } from '../../document/tables/columnCommands'

/** What one click on a mend does: another spec, or a change of the data. */
export type MendStep =
  { readonly change: 'spec'; readonly spec: ModelSpec } | { readonly change: 'data'; readonly command: Command }

/** How to make a mend; null where it no longer applies, e.g. to a variable that was deleted since. */
export function mendStep(mend: Mend | ConditionMend, spec: ModelSpec, table: DataTable): MendStep | null {
  if (mend.formula !== undefined) return { change: 'spec', spec: { ...spec, formula: mend.formula } }
  if (mend.code === 'use-ml') return { change: 'spec', spec: { ...spec, method: 'ML' } }
  if (mend.code === 'make-factor' || mend.code === 'make-continuous') {
    const column = table.columns.find(({ name }) => name === mend.params?.['variable'])
    if (column === undefined) return null
    return {
      change: 'data',
      command: convertType(table.id, column, mend.code === 'make-factor' ? 'nominal' : 'continuous'),
    }
  }
  return null
}

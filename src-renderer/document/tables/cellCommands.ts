import type { DataTable, ProjectDocument } from '../../../src-engine/contract'
import { phrase, type Phrase } from '../../i18n/t'
import type { Command } from '../command'
import { editColumn, type CellEdit } from './columnEdits'
import { markEdited } from './editedCells'
import { updateEntry } from './updateTable'

/** Applies cell edits to one table and marks the cells that changed. */
export function applyEdits(
  document: ProjectDocument,
  tableId: string,
  edits: readonly CellEdit[],
  stamp: number,
): ProjectDocument {
  const byColumn = new Map(edits.map((edit) => [edit.columnId, edit]))
  return updateEntry(document, tableId, (entry) => {
    let edited = entry.edited
    const columns = entry.table.columns.map((column) => {
      const edit = byColumn.get(column.id)
      if (edit === undefined) return column
      const result = editColumn(column, edit.rows, edit.cells, stamp)
      edited = markEdited(edited, column.id, result.changed)
      return result.column
    })
    if (edited === entry.edited) return entry
    return { ...entry, edited, table: { ...entry.table, columns, version: stamp } }
  })
}

/** Sets cells of one table, at most one edit per column. */
export function setCells(tableId: string, edits: readonly CellEdit[], name?: Phrase): Command {
  const n = edits.reduce((sum, edit) => sum + edit.rows.length, 0)
  return {
    name: name ?? (n === 1 ? phrase('steps.editCell') : phrase('steps.editCells', { n })),
    place: 'data',
    apply: (document, stamp) => applyEdits(document, tableId, edits, stamp),
  }
}

/** Makes cells missing. `cut`: they were copied first. */
export function clearCells(
  table: DataTable,
  columnIds: readonly string[],
  rows: ArrayLike<number>,
  cut = false,
): Command {
  const wanted = new Set(columnIds)
  const edits = table.columns
    .filter((column) => wanted.has(column.id))
    .map((column): CellEdit => {
      const cells =
        column.kind === 'numeric'
          ? { kind: 'numeric' as const, values: new Float64Array(rows.length).fill(NaN) }
          : { kind: 'factor' as const, texts: new Array<null>(rows.length).fill(null) }
      return { columnId: column.id, rows, cells }
    })
  const n = edits.length * rows.length
  return setCells(table.id, edits, cut ? phrase('steps.cut', { n }) : phrase('steps.clearCells', { n }))
}

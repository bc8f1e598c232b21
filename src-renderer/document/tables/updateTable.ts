import type { Column, DataTable, ProjectDocument, ProjectTable } from '../../../src-engine/contract'

/** The document with one of its tables replaced; the same document when `change` returns the same entry. */
export function updateEntry(
  document: ProjectDocument,
  tableId: string,
  change: (entry: ProjectTable) => ProjectTable,
): ProjectDocument {
  let changed = false
  const tables = document.tables.map((entry) => {
    if (entry.table.id !== tableId) return entry
    const next = change(entry)
    changed ||= next !== entry
    return next
  })
  return changed ? { ...document, tables } : document
}

/** The document with the columns of one table replaced. */
export function updateTable(
  document: ProjectDocument,
  tableId: string,
  stamp: number,
  change: (table: DataTable) => Partial<Pick<DataTable, 'columns' | 'nRows' | 'name'>> | null,
): ProjectDocument {
  return updateEntry(document, tableId, (entry) => {
    const next = change(entry.table)
    return next === null ? entry : { ...entry, table: { ...entry.table, ...next, version: stamp } }
  })
}

/** The document with one column replaced; the same when `change` returns the same column. */
export function updateColumn(
  document: ProjectDocument,
  tableId: string,
  columnId: string,
  stamp: number,
  change: (column: Column) => Column,
): ProjectDocument {
  return updateTable(document, tableId, stamp, (table) => {
    let changed = false
    const columns = table.columns.map((column) => {
      if (column.id !== columnId) return column
      const next = change(column)
      changed ||= next !== column
      return next
    })
    return changed ? { columns } : null
  })
}

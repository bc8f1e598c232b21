import type { Column, DataTable, ProjectDocument, ProjectTable } from '../../../src-engine/contract'

/** The document with one of its tables replaced; the same document when `change` returns the same entry. */
export function updateEntry(
  document: ProjectDocument,
  tableId: string,
  change: (entry: ProjectTable) => ProjectTable,
): ProjectDocument {
  const tables = document.tables.map((entry) => (entry.table.id === tableId ? change(entry) : entry))
  return same(tables, document.tables) ? document : { ...document, tables }
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
    const columns = table.columns.map((column) => (column.id === columnId ? change(column) : column))
    return same(columns, table.columns) ? null : { columns }
  })
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.every((item, k) => item === b[k])
}

import type { Column, DataTable, TablePatch } from './contract/columns'

/** The engine does not hold this table at this version; whoever asks sends it and asks again. */
export class TableUnknown extends Error {
  readonly code = 'table-unknown'

  constructor(tableId: string, version: number) {
    super(`The engine does not hold table ${tableId} at version ${version}.`)
    this.name = 'TableUnknown'
  }
}

/** Tables by id, the latest version of each. */
export class TableCache {
  private readonly tables = new Map<string, DataTable>()

  put(table: DataTable): void {
    this.tables.set(table.id, table)
  }

  drop(tableId: string): void {
    this.tables.delete(tableId)
  }

  /** @throws TableUnknown where another version, or none, is held */
  get(tableId: string, version: number): DataTable {
    const table = this.tables.get(tableId)
    if (table?.version !== version) throw new TableUnknown(tableId, version)
    return table
  }

  /** @throws TableUnknown where the patch does not fit what is held */
  patch(patch: TablePatch): void {
    const { tableId, name, baseVersion, version, nRows, columnIds, changed } = patch
    const base = this.get(tableId, baseVersion)
    const byId = new Map([...base.columns, ...changed].map((column) => [column.id, column]))
    const columns = columnIds.map((id): Column => {
      const column = byId.get(id)
      if (column === undefined || lengthOf(column) !== nRows) throw new TableUnknown(tableId, version)
      return column
    })
    this.put({ id: tableId, name, version, nRows, columns })
  }
}

function lengthOf(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

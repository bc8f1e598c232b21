import type { DataTable, TablePatch } from '../../src-engine/contract'

/** One message that brings the engine's tables closer to ours. */
export type TableMessage =
  | { readonly method: 'table.put'; readonly params: { readonly table: DataTable } }
  | { readonly method: 'table.patch'; readonly params: { readonly patch: TablePatch } }
  | { readonly method: 'table.drop'; readonly params: { readonly tableId: string } }

/**
 * Knows which tables the engine holds. A table travels whole once; afterwards only the columns that are other objects
 * than those sent last, which is why columns are never changed in place.
 */
export class TableMirror {
  readonly #held = new Map<string, DataTable>()

  /** What to send so that the engine holds exactly `tables`. Assumes that it will be sent. */
  bring(tables: readonly DataTable[]): TableMessage[] {
    const messages: TableMessage[] = []
    const wanted = new Set(tables.map((table) => table.id))
    for (const tableId of this.#held.keys()) {
      if (wanted.has(tableId)) continue
      this.#held.delete(tableId)
      messages.push({ method: 'table.drop', params: { tableId } })
    }
    for (const table of tables) {
      const held = this.#held.get(table.id)
      if (held === table) continue
      this.#held.set(table.id, table)
      messages.push(
        held === undefined
          ? { method: 'table.put', params: { table } }
          : { method: 'table.patch', params: { patch: difference(held, table) } },
      )
    }
    return messages
  }

  /** The engine does not hold this table after all. */
  forget(tableId: string): void {
    this.#held.delete(tableId)
  }

  /** Another engine, which holds nothing. */
  forgetAll(): void {
    this.#held.clear()
  }
}

function difference(held: DataTable, table: DataTable): TablePatch {
  const known = new Set(held.columns)
  return {
    tableId: table.id,
    name: table.name,
    baseVersion: held.version,
    version: table.version,
    nRows: table.nRows,
    columnIds: table.columns.map((column) => column.id),
    changed: table.columns.filter((column) => !known.has(column)),
  }
}

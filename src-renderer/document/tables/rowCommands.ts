import { phrase } from '../../i18n/t'
import type { Command } from '../command'
import { dropRows, insertRows } from './columnEdits'
import { dropEdited, shiftEdited } from './editedCells'
import { updateEntry } from './updateTable'

/** Inserts `count` empty rows before row `at`; `at` = nRows appends. */
export function addRows(tableId: string, at: number, count: number): Command {
  return {
    name: phrase('steps.addRows', { n: count }),
    place: 'data',
    apply: (document, stamp) =>
      updateEntry(document, tableId, (entry) => ({
        ...entry,
        edited: shiftEdited(entry.edited, at, count),
        table: {
          ...entry.table,
          version: stamp,
          nRows: entry.table.nRows + count,
          columns: entry.table.columns.map((column) => insertRows(column, at, count, stamp)),
        },
      })),
  }
}

/** Deletes rows; `rows` in any order, without duplicates. */
export function deleteRows(tableId: string, rows: readonly number[]): Command {
  return {
    name: phrase('steps.deleteRows', { n: rows.length }),
    place: 'data',
    apply: (document, stamp) =>
      updateEntry(document, tableId, (entry) => {
        const { table } = entry
        const drop = new Uint8Array(table.nRows)
        for (const row of rows) drop[row] = 1
        const nKept = drop.reduce((n, flag) => n + 1 - flag, 0)
        if (nKept === table.nRows) return entry
        return {
          ...entry,
          edited: dropEdited(entry.edited, drop),
          table: {
            ...table,
            version: stamp,
            nRows: nKept,
            columns: table.columns.map((column) => dropRows(column, drop, nKept, stamp)),
          },
        }
      }),
  }
}

import type { DataTable, ProjectDocument, ProjectTable, TableSource } from '../../../src-engine/contract'
import { phrase } from '../../i18n/t'
import type { Command } from '../command'
import { withoutModels } from '../models/modelCommands'
import { newId } from '../newId'
import { uniqueName } from '../uniqueName'
import { emptyColumn } from './columnCommands'
import { updateTable } from './updateTable'

/** Adds a table. Its name is made unique, and a project without a name takes that of its first table. */
export function addTable(table: DataTable, source: TableSource): Command {
  return {
    name: phrase('steps.addTable', { name: table.name }),
    place: 'data',
    apply: (document, stamp) => {
      const name = uniqueName(
        table.name,
        document.tables.map((entry) => entry.table.name),
        ' ',
      )
      const entry: ProjectTable = {
        source,
        edited: {},
        table: {
          ...table,
          name,
          version: stamp,
          columns: table.columns.map((column) => ({ ...column, version: stamp })),
        },
      }
      return { ...document, name: document.name === '' ? name : document.name, tables: [...document.tables, entry] }
    },
  }
}

/** Removes a table with the models that were fitted to it. */
export function removeTable(table: DataTable): Command {
  return {
    name: phrase('steps.removeTable', { name: table.name }),
    place: 'data',
    apply: (document): ProjectDocument => {
      const gone = document.models.filter((model) => model.tableId === table.id).map((model) => model.id)
      return {
        ...withoutModels(document, gone),
        tables: document.tables.filter((entry) => entry.table.id !== table.id),
      }
    },
  }
}

export function renameTable(table: DataTable, name: string): Command {
  return {
    name: phrase('steps.renameTable', { name: table.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateTable(document, table.id, stamp, (current) => {
        const others = document.tables.filter((entry) => entry.table.id !== table.id).map((entry) => entry.table.name)
        const wanted = name.trim()
        return wanted === '' || wanted === current.name ? null : { name: uniqueName(wanted, others, ' ') }
      }),
  }
}

/** A table to type into: a few empty columns and rows. */
export function newTable(name: string, nColumns = 4, nRows = 20): DataTable {
  return {
    id: newId('t'),
    name,
    version: 0,
    nRows,
    columns: Array.from({ length: nColumns }, (_, k) => emptyColumn(newId('c'), `V${k + 1}`, 'continuous', nRows, 0)),
  }
}

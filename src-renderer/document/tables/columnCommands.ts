import type { Column, DataTable, FactorColumn, VariableType } from '../../../src-engine/contract'
import { phrase } from '../../i18n/t'
import type { Command } from '../command'
import { newId } from '../newId'
import { uniqueName } from '../uniqueName'
import { convertColumn } from './convertColumn'
import { withoutColumns } from './editedCells'
import { updateColumn, updateEntry, updateTable } from './updateTable'

/** An empty column. */
export function emptyColumn(id: string, name: string, type: VariableType, nRows: number, version: number): Column {
  return type === 'continuous'
    ? { id, name, type, version, kind: 'numeric', values: new Float64Array(nRows).fill(NaN) }
    : { id, name, type, version, kind: 'factor', codes: new Int32Array(nRows).fill(-1), levels: [] }
}

/** Inserts an empty variable at a position. `id` may be given by a caller who wants to find it afterwards. */
export function addColumn(
  table: DataTable,
  at: number,
  { name = 'V1', type = 'continuous', id = newId('c') }: { name?: string; type?: VariableType; id?: string } = {},
): Command {
  const taken = table.columns.map((column) => column.name)
  const stem = name.replace(/\d+$/, '')
  let free = name
  if (stem !== name && taken.includes(name)) {
    let n = Number(name.slice(stem.length))
    while (taken.includes(`${stem}${n}`)) n++
    free = `${stem}${n}`
  }
  const finalName = uniqueName(free, taken)
  return {
    name: phrase('steps.addColumn', { name: finalName }),
    place: 'data',
    apply: (document, stamp) =>
      updateTable(document, table.id, stamp, ({ columns, nRows }) => ({
        columns: columns.toSpliced(at, 0, emptyColumn(id, finalName, type, nRows, stamp)),
      })),
  }
}

/** A copy of a variable, right of it. */
export function duplicateColumn(table: DataTable, column: Column): Command {
  const id = newId('c')
  const name = uniqueName(
    column.name,
    table.columns.map((other) => other.name),
  )
  return {
    name: phrase('steps.duplicateColumn', { name: column.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateTable(document, table.id, stamp, ({ columns }) => {
        const source = columns.find((other) => other.id === column.id)
        if (source === undefined) return null
        return { columns: columns.toSpliced(columns.indexOf(source) + 1, 0, { ...source, id, name, version: stamp }) }
      }),
  }
}

export function deleteColumns(tableId: string, columnIds: readonly string[]): Command {
  const gone = new Set(columnIds)
  return {
    name: phrase('steps.deleteColumns', { n: columnIds.length }),
    place: 'data',
    apply: (document, stamp) =>
      updateEntry(document, tableId, (entry) => {
        const columns = entry.table.columns.filter((column) => !gone.has(column.id))
        if (columns.length === entry.table.columns.length) return entry
        return {
          ...entry,
          edited: withoutColumns(entry.edited, columnIds),
          table: { ...entry.table, columns, version: stamp },
        }
      }),
  }
}

/** Moves a variable to a position among the others. */
export function moveColumn(tableId: string, column: Column, to: number): Command {
  return {
    name: phrase('steps.moveColumn', { name: column.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateTable(document, tableId, stamp, ({ columns }) => {
        const moved = columns.find((other) => other.id === column.id)
        if (moved === undefined || columns.indexOf(moved) === to) return null
        return { columns: columns.toSpliced(columns.indexOf(moved), 1).toSpliced(to, 0, moved) }
      }),
  }
}

/** Label and unit; an empty text takes them away. */
export function setColumnMeta(tableId: string, column: Column, meta: { label?: string; unit?: string }): Command {
  return {
    name: phrase('steps.setUp', { name: column.name }),
    place: 'data',
    coalesce: `meta ${column.id} ${Object.keys(meta).join(' ')}`,
    apply: (document, stamp) =>
      updateColumn(document, tableId, column.id, stamp, (current) => {
        const { label: oldLabel, unit: oldUnit, ...rest } = current
        const label = meta.label ?? oldLabel ?? ''
        const unit = meta.unit ?? oldUnit ?? ''
        if (label === (oldLabel ?? '') && unit === (oldUnit ?? '')) return current
        return { ...rest, ...(label !== '' && { label }), ...(unit !== '' && { unit }), version: stamp }
      }),
  }
}

/** The level that treatment contrasts compare with; null takes the choice back to the first level. */
export function setReference(tableId: string, column: FactorColumn, reference: string | null): Command {
  return {
    name: phrase('steps.reference', { name: column.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateColumn(document, tableId, column.id, stamp, (current) => {
        const { reference: old, ...rest } = current
        if ((old ?? null) === reference) return current
        return { ...rest, ...(reference !== null && { reference }), version: stamp }
      }),
  }
}

/** Puts the levels in another order; `levels` holds the same texts. */
export function orderLevels(tableId: string, column: FactorColumn, levels: readonly string[]): Command {
  return {
    name: phrase('steps.orderLevels', { name: column.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateColumn(document, tableId, column.id, stamp, (current) => {
        if (current.kind !== 'factor' || levels.length !== current.levels.length) return current
        const codeOf = new Map(levels.map((level, code) => [level, code]))
        const newCode = current.levels.map((level) => codeOf.get(level) ?? -1)
        if (newCode.every((code, old) => code === old)) return current
        return { ...current, levels, codes: recode(current.codes, newCode), version: stamp }
      }),
  }
}

/** Renames a level; where the new name is a level already, the two become one. */
export function renameLevel(tableId: string, column: FactorColumn, from: string, to: string): Command {
  return {
    name: phrase('steps.renameLevel', { name: column.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateColumn(document, tableId, column.id, stamp, (current) => {
        if (current.kind !== 'factor' || from === to || to.trim() === '' || !current.levels.includes(from))
          return current
        const merged = [...new Set(current.levels.map((level) => (level === from ? to : level)))]
        const newCode = current.levels.map((level) => merged.indexOf(level === from ? to : level))
        const { reference, ...rest } = current
        const moved = reference === from ? to : reference
        return {
          ...rest,
          levels: merged,
          codes: recode(current.codes, newCode),
          version: stamp,
          ...(moved !== undefined && { reference: moved }),
        }
      }),
  }
}

/** Takes away the levels that no cell has. */
export function dropUnusedLevels(tableId: string, column: FactorColumn): Command {
  return {
    name: phrase('steps.orderLevels', { name: column.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateColumn(document, tableId, column.id, stamp, (current) => {
        if (current.kind !== 'factor') return current
        const used = new Set(current.codes)
        const levels = current.levels.filter((_, code) => used.has(code))
        if (levels.length === current.levels.length) return current
        const newCode = current.levels.map((level) => levels.indexOf(level))
        const { reference, ...rest } = current
        const kept = reference !== undefined && levels.includes(reference)
        return {
          ...rest,
          levels,
          codes: recode(current.codes, newCode),
          version: stamp,
          ...(kept && { reference }),
        }
      }),
  }
}

function recode(codes: Int32Array, newCode: readonly number[]): Int32Array {
  const next = new Int32Array(codes.length)
  for (let row = 0; row < codes.length; row++) next[row] = newCode[codes[row] ?? -1] ?? -1
  return next
}

/** Changes what a variable is. Texts that are no number become missing where it becomes continuous; ask `conversionLoss` first. */
export function convertType(tableId: string, column: Column, type: VariableType): Command {
  return {
    name: phrase('steps.convertType', { name: column.name }),
    place: 'data',
    apply: (document, stamp) =>
      updateColumn(document, tableId, column.id, stamp, (current) => convertColumn(current, type, stamp)),
  }
}

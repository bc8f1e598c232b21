import type { Column, FactorColumn, NumericColumn } from '../../../src-engine/contract'

/** New contents of some cells of one column. */
export type CellValues =
  | { readonly kind: 'numeric'; readonly values: ArrayLike<number> }
  /** null is missing; texts that are no level yet become levels at the end. */
  | { readonly kind: 'factor'; readonly texts: readonly (string | null)[] }

export interface CellEdit {
  readonly columnId: string
  /** Rows of the table, 0-based, in any order. */
  readonly rows: ArrayLike<number>
  /** As many as rows; of the column's own kind. */
  readonly cells: CellValues
}

/** Rows whose value differs after the edit. */
interface EditedColumn {
  readonly column: Column
  readonly changed: readonly number[]
}

/** Copies the column with the cells changed. The same column when every cell had its value already. */
export function editColumn(column: Column, rows: ArrayLike<number>, cells: CellValues, stamp: number): EditedColumn {
  if (column.kind === 'numeric' && cells.kind === 'numeric') return editNumeric(column, rows, cells.values, stamp)
  if (column.kind === 'factor' && cells.kind === 'factor') return editFactor(column, rows, cells.texts, stamp)
  throw new Error(`cells of kind ${cells.kind} for ${column.name}, which is ${column.kind}`)
}

function editNumeric(
  column: NumericColumn,
  rows: ArrayLike<number>,
  cells: ArrayLike<number>,
  stamp: number,
): EditedColumn {
  const values = column.values.slice()
  const changed: number[] = []
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] ?? -1
    const value = cells[k] ?? NaN
    if (row < 0 || row >= values.length || Object.is(values[row], value)) continue
    values[row] = value
    changed.push(row)
  }
  return { column: changed.length === 0 ? column : { ...column, values, version: stamp }, changed }
}

function editFactor(
  column: FactorColumn,
  rows: ArrayLike<number>,
  texts: readonly (string | null)[],
  stamp: number,
): EditedColumn {
  const codes = column.codes.slice()
  const levels = [...column.levels]
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  const changed: number[] = []
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] ?? -1
    const text = texts[k] ?? null
    let code = text === null ? -1 : codeOf.get(text)
    if (code === undefined && text !== null) {
      code = levels.push(text) - 1
      codeOf.set(text, code)
    }
    if (code === undefined || row < 0 || row >= codes.length || codes[row] === code) continue
    codes[row] = code
    changed.push(row)
  }
  return { column: changed.length === 0 ? column : { ...column, codes, levels, version: stamp }, changed }
}

/** The column with `count` missing values inserted before row `at`. */
export function insertRows(column: Column, at: number, count: number, stamp: number): Column {
  if (column.kind === 'numeric') {
    const values = new Float64Array(column.values.length + count).fill(NaN, at, at + count)
    values.set(column.values.subarray(0, at))
    values.set(column.values.subarray(at), at + count)
    return { ...column, values, version: stamp }
  }
  const codes = new Int32Array(column.codes.length + count).fill(-1, at, at + count)
  codes.set(column.codes.subarray(0, at))
  codes.set(column.codes.subarray(at), at + count)
  return { ...column, codes, version: stamp }
}

/** The column without the rows where `drop` is 1; `nKept` rows remain. */
export function dropRows(column: Column, drop: Uint8Array, nKept: number, stamp: number): Column {
  const source = column.kind === 'numeric' ? column.values : column.codes
  const target = column.kind === 'numeric' ? new Float64Array(nKept) : new Int32Array(nKept)
  let next = 0
  for (let row = 0; row < source.length; row++) if (drop[row] !== 1) target[next++] = source[row] ?? NaN
  return target instanceof Float64Array
    ? { ...(column as NumericColumn), values: target, version: stamp }
    : { ...(column as FactorColumn), codes: target, version: stamp }
}

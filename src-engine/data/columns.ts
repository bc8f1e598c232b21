import type { Column, DataTable, FactorColumn, NumericColumn } from '../contract/columns'

/** Plain questions about columns and tables. */

export function findColumn(table: DataTable, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name)
}

/** Whether a formula codes the column by levels: factors, and numbers whose type is not continuous. */
export function isCategorical(column: Column): boolean {
  return column.kind === 'factor' || column.type !== 'continuous'
}

export function isMissingAt(column: Column, row: number): boolean {
  return column.kind === 'factor' ? column.codes[row] < 0 : Number.isNaN(column.values[row])
}

export function countMissing(column: Column): number {
  let n = 0
  if (column.kind === 'factor') {
    for (const code of column.codes) if (code < 0) n++
  } else {
    for (const value of column.values) if (value !== value) n++
  }
  return n
}

/** A cell as text, unrounded; '' when missing. */
export function cellText(column: Column, row: number): string {
  if (column.kind === 'factor') return column.codes[row] < 0 ? '' : column.levels[column.codes[row]]
  const value = column.values[row]
  return Number.isNaN(value) ? '' : String(value)
}

/** A table of columns of one length; throws when lengths differ, which is a bug. */
export function makeTable(id: string, name: string, columns: readonly Column[]): DataTable {
  const nRows = columns.length === 0 ? 0 : columnLength(columns[0])
  for (const column of columns)
    if (columnLength(column) !== nRows) throw new Error(`column ${column.name} is not of length ${nRows}`)
  return { id, name, version: 1, nRows, columns }
}

export function columnLength(column: Column): number {
  return column.kind === 'factor' ? column.codes.length : column.values.length
}

export function numericColumn(name: string, values: ArrayLike<number>, id = name): NumericColumn {
  return { kind: 'numeric', id, name, type: 'continuous', version: 1, values: Float64Array.from(values) }
}

/** A nominal column from texts; null and '' are missing. Levels in code-point order unless given. */
export function factorColumn(
  name: string,
  texts: readonly (string | null)[],
  levels?: readonly string[],
  id = name,
): FactorColumn {
  const present = texts.filter((text): text is string => text !== null && text !== '')
  const order = levels ?? sortByCodePoint([...new Set(present)])
  const index = new Map(order.map((level, i) => [level, i]))
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : (index.get(text) ?? -1)))
  return { kind: 'factor', id, name, type: 'nominal', version: 1, codes, levels: order }
}

/** Order by Unicode code point (JavaScript's own `<` goes by UTF-16 unit, which differs above U+FFFF). */
export function compareCodePoints(a: string, b: string): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const isHighX = x >= 0xd800 && x <= 0xdfff
    const isHighY = y >= 0xd800 && y <= 0xdfff
    return isHighX === isHighY ? x - y : isHighX ? 1 : -1
  }
  return a.length - b.length
}

export function sortByCodePoint(texts: readonly string[]): string[] {
  return [...texts].sort(compareCodePoints)
}

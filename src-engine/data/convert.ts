import type { Column, DataTable, FactorColumn, NumericColumn, VariableType } from '../contract/columns'
import { findColumn } from './columns'
import { codeNumbers } from './factors'

/** What a change of type takes away: cells that had a value and will have none. */
export interface ConversionLoss {
  readonly nRows: number
  /** Up to five of the texts that are no numbers. */
  readonly examples: readonly string[]
}

export interface Conversion {
  readonly column: Column
  readonly loss: ConversionLoss
}

const noLoss: ConversionLoss = { nRows: 0, examples: [] }

/** A level as a number; NaN where it is none. */
function levelNumber(level: string): number {
  const text = level.trim().replace('\u2212', '-')
  return text === '' || !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? NaN : Number(text)
}

/**
 * The column as another type, one version later. Continuous columns hold numbers: levels that are none become missing
 * and are counted as lost. Nominal and ordinal columns hold levels; numbers are ordered by value.
 */
export function convertColumn(column: Column, type: VariableType): Conversion {
  if (type === column.type) return { column, loss: noLoss }
  if (type === 'continuous')
    return column.kind === 'numeric' ? { column: retyped(column, type), loss: noLoss } : toNumeric(column)
  if (column.kind === 'factor' || type === 'identifier') return { column: retyped(column, type), loss: noLoss }
  return { column: toFactor(column, type), loss: noLoss }
}

function retyped(column: Column, type: VariableType): Column {
  return { ...column, type, version: column.version + 1 }
}

function toNumeric(column: FactorColumn): Conversion {
  const { codes, levels, reference: _reference, ...rest } = column
  const numbers = Float64Array.from(levels, levelNumber)
  const values = new Float64Array(codes.length)
  const lost = new Set<number>()
  let nRows = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]
    values[i] = code < 0 ? NaN : numbers[code]
    if (code >= 0 && values[i] !== values[i]) {
      nRows++
      lost.add(code)
    }
  }
  const out: NumericColumn = { ...rest, kind: 'numeric', type: 'continuous', version: column.version + 1, values }
  return { column: out, loss: { nRows, examples: [...lost].slice(0, 5).map((code) => levels[code]) } }
}

function toFactor(column: NumericColumn, type: VariableType): FactorColumn {
  const { values, ...rest } = column
  return { ...rest, kind: 'factor', type, version: column.version + 1, ...codeNumbers(values) }
}

/** The table with the columns named as nominal factors; names that it does not have are returned. */
export function asFactors(
  table: DataTable,
  names: readonly string[],
): { table: DataTable; unknown: readonly string[] } {
  const unknown = names.filter((name) => !findColumn(table, name))
  const columns = table.columns.map((column) =>
    names.includes(column.name) &&
    (column.kind === 'numeric' || column.type === 'continuous' || column.type === 'identifier')
      ? convertColumn(column, 'nominal').column
      : column,
  )
  return { table: { ...table, columns }, unknown }
}

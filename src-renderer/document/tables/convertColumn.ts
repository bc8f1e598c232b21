import type { Column, FactorColumn, NumericColumn, VariableType } from '../../../src-engine/contract'
import { readNumber } from './readCell'

/** What a change of type would cost. */
export interface ConversionLoss {
  /** Cells that would become missing. */
  readonly nCells: number
  /** Levels that are no numbers, in their order. */
  readonly levels: readonly string[]
}

const noLoss: ConversionLoss = { nCells: 0, levels: [] }

/** What would be lost if the column became `type`. */
export function conversionLoss(column: Column, type: VariableType): ConversionLoss {
  if (column.kind === 'numeric' || type !== 'continuous') return noLoss
  const lost = column.levels.map((level) => readNumber(level) === null)
  if (!lost.includes(true)) return noLoss
  let nCells = 0
  for (const code of column.codes) if (code >= 0 && lost[code]) nCells++
  return { nCells, levels: column.levels.filter((_, code) => lost[code]) }
}

/**
 * The column as `type`: numbers become levels sorted by value, levels that are numbers become numbers. Identifiers keep
 * what they hold.
 */
export function convertColumn(column: Column, type: VariableType, stamp: number): Column {
  if (type === column.type) return column
  if (type === 'continuous') return column.kind === 'numeric' ? retyped(column, type, stamp) : toNumeric(column, stamp)
  return column.kind === 'factor' || type === 'identifier'
    ? retyped(column, type, stamp)
    : toFactor(column, type, stamp)
}

function retyped<C extends Column>(column: C, type: VariableType, stamp: number): C {
  return { ...column, type, version: stamp }
}

function toNumeric({ codes, levels, reference: _, ...base }: FactorColumn, stamp: number): NumericColumn {
  const numbers = levels.map((level) => readNumber(level) ?? NaN)
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = numbers[codes[row] ?? -1] ?? NaN
  return { ...base, kind: 'numeric', type: 'continuous', version: stamp, values }
}

function toFactor({ values, ...base }: NumericColumn, type: VariableType, stamp: number): FactorColumn {
  const distinct = [...new Set(values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  const codeOf = new Map(distinct.map((value, code) => [value, code]))
  const codes = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) codes[row] = codeOf.get(values[row] ?? NaN) ?? -1
  return { ...base, kind: 'factor', type, version: stamp, codes, levels: distinct.map(String) }
}

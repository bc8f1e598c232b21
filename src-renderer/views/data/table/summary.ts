import type { Column } from '../../../../src-engine/contract'

/** What the set-up panel and the status bar say of a variable. */
export type ColumnSummary = NumericSummary | FactorSummary

export interface NumericSummary {
  readonly kind: 'numeric'
  readonly n: number
  readonly nMissing: number
  readonly nDistinct: number
  readonly mean: number
  /** With n − 1; NaN for fewer than two values. */
  readonly sd: number
  readonly min: number
  readonly median: number
  readonly max: number
  /** Counts in equally wide classes from min to max. */
  readonly histogram: readonly number[]
}

export interface FactorSummary {
  readonly kind: 'factor'
  readonly n: number
  readonly nMissing: number
  /** By level. */
  readonly counts: readonly number[]
}

const nClasses = 24
const known = new WeakMap<Column, ColumnSummary>()

/** Computed once per column object, as columns never change in place. */
export function summarise(column: Column): ColumnSummary {
  let summary = known.get(column)
  if (summary === undefined) {
    summary = column.kind === 'numeric' ? ofNumbers(column.values) : ofCodes(column.codes, column.levels.length)
    known.set(column, summary)
  }
  return summary
}

function ofNumbers(values: Float64Array): NumericSummary {
  const present = values.filter((value) => !Number.isNaN(value)).sort()
  const n = present.length
  const min = present.at(0) ?? NaN
  const max = present[n - 1] ?? NaN
  let mean = 0
  let squares = 0
  let nDistinct = 0
  const histogram = new Array<number>(nClasses).fill(0)
  for (let k = 0; k < n; k++) {
    const value = present[k] ?? NaN
    const delta = value - mean
    mean += delta / (k + 1)
    squares += delta * (value - mean)
    if (k === 0 || value !== present[k - 1]) nDistinct++
    const at = max > min ? Math.min(nClasses - 1, Math.floor(((value - min) / (max - min)) * nClasses)) : nClasses >> 1
    histogram[at] = (histogram[at] ?? 0) + 1
  }
  return {
    kind: 'numeric',
    n,
    nMissing: values.length - n,
    nDistinct,
    mean: n > 0 ? mean : NaN,
    sd: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN,
    min,
    median: n > 0 ? ((present[(n - 1) >> 1] ?? NaN) + (present[n >> 1] ?? NaN)) / 2 : NaN,
    max,
    histogram,
  }
}

function ofCodes(codes: Int32Array, nLevels: number): FactorSummary {
  const counts = new Array<number>(nLevels).fill(0)
  let nMissing = 0
  for (const code of codes) {
    if (code < 0) nMissing++
    else counts[code] = (counts[code] ?? 0) + 1
  }
  return { kind: 'factor', n: codes.length - nMissing, nMissing, counts }
}

/** n, mean and sum over the numbers in some cells. */
export interface SelectionSummary {
  readonly n: number
  readonly mean: number
  readonly sum: number
}

export function summariseCells(columns: readonly Column[], rows: Int32Array): SelectionSummary {
  let n = 0
  let sum = 0
  for (const column of columns) {
    if (column.kind !== 'numeric') continue
    for (const row of rows) {
      const value = column.values[row] ?? NaN
      if (Number.isNaN(value)) continue
      n++
      sum += value
    }
  }
  return { n, sum, mean: n > 0 ? sum / n : NaN }
}

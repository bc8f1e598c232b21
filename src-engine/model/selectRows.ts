import type { DataTable } from '../contract/columns'
import type { Dropped } from '../contract/fitResult'
import { findColumn } from '../data/columns'

export interface Selection {
  /** Rows used in table order; null: all. */
  readonly rows: Int32Array | null
  /** Rows with a missing value in a variable of the model. */
  readonly nDropped: number
  /** By variable, those with missing values only. */
  readonly dropped: readonly Dropped[]
  /** Complete rows left out for a weight of zero. */
  readonly nZeroWeights: number
}

/** Listwise deletion over the variables of a model, and of rows whose weight is zero. */
export function selectRows(table: DataTable, variables: readonly string[], weights?: string): Selection {
  const keep = new Uint8Array(table.nRows).fill(1)
  const dropped: Dropped[] = []
  for (const name of variables) {
    const column = findColumn(table, name)!
    let nRows = 0
    if (column.kind === 'factor') {
      const { codes } = column
      for (let i = 0; i < codes.length; i++) {
        if (codes[i] >= 0) continue
        keep[i] = 0
        nRows++
      }
    } else {
      const { values } = column
      for (let i = 0; i < values.length; i++) {
        if (values[i] === values[i]) continue
        keep[i] = 0
        nRows++
      }
    }
    if (nRows > 0) dropped.push({ variable: name, nRows })
  }
  let nComplete = 0
  for (const flag of keep) nComplete += flag
  let nUsed = nComplete
  const weightColumn = weights === undefined ? undefined : findColumn(table, weights)
  if (weightColumn?.kind === 'numeric') {
    for (let i = 0; i < keep.length; i++) {
      if (keep[i] === 0 || weightColumn.values[i] !== 0) continue
      keep[i] = 0
      nUsed--
    }
  }
  const rows = nUsed === table.nRows ? null : positions(keep, nUsed)
  return { rows, nDropped: table.nRows - nComplete, dropped, nZeroWeights: nComplete - nUsed }
}

function positions(flags: Uint8Array, count: number): Int32Array {
  const out = new Int32Array(count)
  let k = 0
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) out[k++] = i
  return out
}

import type { Column } from '../../../src-engine/contract'

/** The value of a cell as text that would be read back as the same value; `''` when missing. */
export function cellText(column: Column, row: number): string {
  if (column.kind === 'numeric') {
    const value = column.values[row] ?? NaN
    return Number.isNaN(value) ? '' : String(value)
  }
  return column.levels[column.codes[row] ?? -1] ?? ''
}

export function isMissing(column: Column, row: number): boolean {
  if (column.kind === 'numeric') return Number.isNaN(column.values[row] ?? NaN)
  return (column.codes[row] ?? -1) < 0
}

export function countMissing(column: Column): number {
  let n = 0
  if (column.kind === 'numeric') {
    for (const value of column.values) if (Number.isNaN(value)) n++
  } else {
    for (const code of column.codes) if (code < 0) n++
  }
  return n
}

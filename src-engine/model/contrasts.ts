import type { ContrastCoding } from '../contract/modelSpec'

/** One column that codes a factor: the value that each level takes. */
export interface CodedColumn {
  /** The level that names it: `sex[Male]`. */
  readonly level: string
  /** By level code. */
  readonly values: Float64Array
}

/**
 * Columns that code a factor of L levels.
 * - `treatment`: an indicator of each level but the reference (the first unless chosen).
 * - `sum`: deviations from the mean of the levels; the reference (the last unless chosen, as in R) is −1 in every column.
 */
export function contrastColumns(levels: readonly string[], coding: ContrastCoding, reference?: string): CodedColumn[] {
  const base = referenceIndex(levels, coding, reference)
  return levels.flatMap((level, k) => {
    if (k === base) return []
    const values = new Float64Array(levels.length)
    values[k] = 1
    if (coding === 'sum') values[base] = -1
    return [{ level, values }]
  })
}

/** An indicator of every level: for factors whose margin is not in the model. */
export function indicatorColumns(levels: readonly string[]): CodedColumn[] {
  return levels.map((level, k) => {
    const values = new Float64Array(levels.length)
    values[k] = 1
    return { level, values }
  })
}

export function referenceIndex(levels: readonly string[], coding: ContrastCoding, reference?: string): number {
  const chosen = reference === undefined ? -1 : levels.indexOf(reference)
  if (chosen >= 0) return chosen
  return coding === 'sum' ? levels.length - 1 : 0
}

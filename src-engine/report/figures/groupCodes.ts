import type { DataTable } from '../../contract/columns'
import { findColumn } from '../../data/columns'
import { expandFormula, parseFormula, type ExpandedFormula } from '../../formula'
import { FrameData } from '../../model/frameData'

/** A fitted formula taken apart; null where it cannot be read (which a fit excludes). */
export function readFormula(formula: string): ExpandedFormula | null {
  const read = parseFormula(formula)
  return read.ok ? expandFormula(read.formula) : null
}

/**
 * Level of a grouping factor, by index into `levels`, of each observation; −1 where the table has another level.
 * `names` are the grouping variables, outermost first. null: the table lacks one of them.
 */
export function groupCodes(
  table: DataTable,
  names: readonly string[],
  levels: readonly string[],
  rows: Int32Array,
): Int32Array | null {
  if (names.some((name) => findColumn(table, name) === undefined)) return null
  const coded = new FrameData(table, rows).group(names)
  const indexOf = new Map(levels.map((level, i) => [level, i]))
  const position = coded.levels.map((level) => indexOf.get(level) ?? -1)
  return coded.codes.map((code) => (code < 0 ? -1 : position[code]))
}

/** Observations of each level: `order` lists them level by level, those of level g from `start[g]` to `start[g + 1]`. */
export interface Members {
  readonly order: Int32Array
  readonly start: Int32Array
}

export function membersOf(codes: Int32Array, nLevels: number): Members {
  const start = new Int32Array(nLevels + 1)
  for (const code of codes) if (code >= 0) start[code + 1]++
  for (let g = 0; g < nLevels; g++) start[g + 1] += start[g]
  const order = new Int32Array(start[nLevels])
  const next = start.slice()
  codes.forEach((code, i) => {
    if (code >= 0) order[next[code]++] = i
  })
  return { order, start }
}

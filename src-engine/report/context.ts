import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { NumberStyle } from '../contract/reportBlocks'
import type { Catalogue } from './messages'

/** What every block of one fit is built from. */
export interface ReportContext {
  readonly fit: FitResult
  readonly modelId: string
  readonly style: NumberStyle
  /** The table that was fitted, where it is at hand: plots by group need it. */
  readonly table: DataTable | null
  readonly texts: Catalogue
  /** Rows that a table of conditional modes may have. */
  readonly maxModeRows: number
}

/** Id of a block, stable over refits. */
export function blockId(context: ReportContext, name: string): string {
  return `${context.modelId}/${name}`
}

/** Grouping factors of a fit in order of appearance, each once. */
export function groupsOf(fit: FitResult): readonly { readonly group: string; readonly nLevels: number }[] {
  const seen = new Map<string, number>()
  for (const term of fit.random) if (!seen.has(term.group)) seen.set(term.group, term.nLevels)
  return [...seen].map(([group, nLevels]) => ({ group, nLevels }))
}

/** One random effect at all levels of its grouping factor. */
export interface EffectModes {
  readonly term: string
  /** Length nLevels. */
  readonly modes: Float64Array
  /** Length nLevels. */
  readonly stdErrors: Float64Array
}

export interface GroupModes {
  readonly group: string
  readonly levels: readonly string[]
  readonly effects: readonly EffectModes[]
}

/** Conditional modes by grouping factor: several terms of one factor come together. */
export function modesByGroup(fit: FitResult): readonly GroupModes[] {
  const groups = new Map<string, { levels: readonly string[]; effects: EffectModes[] }>()
  for (const { group, terms, levels, modes, stdErrors } of fit.conditionalModes) {
    const entry = groups.get(group) ?? { levels, effects: [] }
    groups.set(group, entry)
    terms.forEach((term, j) => {
      const from = j * levels.length
      const to = from + levels.length
      entry.effects.push({ term, modes: modes.subarray(from, to), stdErrors: stdErrors.subarray(from, to) })
    })
  }
  return [...groups].map(([group, { levels, effects }]) => ({ group, levels, effects }))
}

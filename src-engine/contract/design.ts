/** What a table's layout says about the study: which variables group rows, how groups relate, where variables vary. */

/** A variable whose levels repeat over rows, so that it may be a grouping factor. */
export interface GroupingCandidate {
  readonly variable: string
  readonly nLevels: number
  /** Rows per level. */
  readonly rows: { readonly smallest: number; readonly median: number; readonly largest: number }
  /** Whether its name or its many levels speak of units (subjects, batches) rather than of conditions. */
  readonly isUnit: boolean
}

/**
 * - `same`: the two variables name the same groups.
 * - `nested`: every level of `inner` occurs in one level of `outer` only.
 * - `labels-reused`: most combinations occur, each in several rows, and `inner` has short labels that start again in every
 *   level of `outer`; they may be different units.
 * - `crossed`: every combination occurs. `partly-crossed`: some do.
 */
export interface GroupRelation {
  readonly inner: string
  readonly outer: string
  readonly kind: 'same' | 'nested' | 'labels-reused' | 'crossed' | 'partly-crossed'
  /** Combinations that occur, of `nLevels(inner) × nLevels(outer)`. */
  readonly nCombinations: number
}

export interface VariableLevel {
  readonly variable: string
  /** The grouping candidate with fewest levels that determines the variable's value; null: it varies from row to row. */
  readonly level: string | null
  /** Grouping candidates within whose levels it varies. */
  readonly variesWithin: readonly string[]
}

/** A random-effects term that the layout calls for. */
export interface RandomProposal {
  /** Grouping variables, outermost first. */
  readonly group: readonly string[]
  readonly nLevels: number
  /** Variables that vary within the groups, with enough rows per group for a slope; the outcome may be among them. */
  readonly possibleSlopes: readonly string[]
}

export interface DesignDescription {
  readonly candidates: readonly GroupingCandidate[]
  /** Between candidates that are units. */
  readonly relations: readonly GroupRelation[]
  readonly variables: readonly VariableLevel[]
  /** Outermost groups first. */
  readonly proposals: readonly RandomProposal[]
}

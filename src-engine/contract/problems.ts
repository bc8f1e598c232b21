/**
 * The two kinds of trouble that are values. Sentences are written from the codes by the message catalogue
 * (report/messages); thrown errors are bugs.
 */

/** Where in a spec the trouble sits, so that the window can show it there. */
export type SpecPlace =
  | { readonly at: 'formula'; readonly start?: number; readonly end?: number }
  | { readonly at: 'outcome' | 'fixed' | 'weights' | 'offset' | 'trials' | 'family' | 'level' | 'data' }
  | { readonly at: 'random'; readonly group?: string }

/** A mend that one click can make: the spec as it would be. `label` codes are in the catalogue. */
export interface Mend {
  readonly code:
    | 'drop-random-term'
    | 'uncorrelate'
    | 'drop-slope'
    | 'drop-fixed-term'
    | 'use-ml'
    | 'make-factor'
    | 'make-continuous'
    | 'use-name'
    | 'nest'
  readonly params: Readonly<Record<string, string | number>>
  /** The formula after the mend, where the mend is a change of formula. */
  readonly formula?: string
}

/** What the user can mend before a fit. */
export type SpecProblemCode =
  | 'formula-empty'
  | 'formula-syntax'
  | 'formula-no-outcome'
  | 'unknown-variable'
  | 'unknown-function'
  | 'outcome-not-numeric'
  | 'outcome-constant'
  | 'outcome-in-predictors'
  | 'outcome-out-of-range'
  | 'not-numeric'
  | 'grouping-continuous'
  | 'grouping-one-level'
  | 'random-effects-exceed-observations'
  | 'random-slope-not-varying'
  | 'random-terms-overlap'
  | 'factor-one-level'
  | 'no-observations'
  | 'too-few-observations'
  | 'weights-invalid'
  | 'offset-invalid'
  | 'trials-invalid'
  | 'level-invalid'
  | 'non-finite-values'
  | 'unsupported-family'
  | 'model-too-large'
  | 'grid-too-large'
  | 'effect-not-estimable'

export interface SpecProblem {
  readonly code: SpecProblemCode
  readonly place: SpecPlace
  /** Values for the sentence. */
  readonly params: Readonly<Record<string, string | number>>
  readonly mends: readonly Mend[]
}

export type ConditionCode =
  | 'singular'
  | 'not-converged'
  | 'saddle-point'
  | 'several-optima'
  | 'rank-deficient'
  | 'few-levels'
  | 'few-observations-per-level'
  | 'slope-between-groups'
  | 'implicit-nesting'
  | 'dropped-rows'
  | 'dropped-levels'
  | 'zero-weights'
  | 'near-constant-residuals'
  | 'badly-scaled'
  | 'separation'
  | 'df-not-available'

export type Severity = 'info' | 'warning' | 'error'

/** A finding on a fit, with what was observed against which tolerance. */
export interface Condition {
  readonly code: ConditionCode
  readonly severity: Severity
  readonly params: Readonly<Record<string, string | number>>
  readonly observed?: number
  readonly tolerance?: number
  /** Names of coefficients, grouping factors or terms concerned. */
  readonly concerns: readonly string[]
  readonly mends: readonly Mend[]
}

import type { ImportProblemCode, TypeReasonCode } from './importing'
import type { ConditionCode, Mend, SpecProblemCode } from './problems'
import type { ProjectNotice } from './projectDocument'
import type { Family, Link } from './modelSpec'

/**
 * What each code carries in `params`, so that whoever reports a problem and whoever writes its sentence agree.
 * Optional values make the sentence more precise where they are known.
 */

type None = Readonly<Record<string, never>>

export interface SpecProblemParams {
  'formula-empty': None
  /** `reason` is a code of the parser; `found` the text at the place, `expected` what would have been right. */
  'formula-syntax': { readonly reason: string; readonly found?: string; readonly expected?: string }
  'formula-no-outcome': None
  'unknown-variable': { readonly variable: string; readonly suggestion?: string }
  'unknown-function': { readonly name: string; readonly argument?: string; readonly functions?: string }
  'outcome-not-numeric': { readonly variable: string; readonly nLevels?: number }
  'outcome-constant': { readonly variable: string; readonly value: number }
  'outcome-in-predictors': { readonly variable: string }
  'outcome-out-of-range': {
    readonly variable: string
    readonly family: Family
    readonly value?: number
    readonly row?: number
    readonly nRows?: number
  }
  'not-numeric': { readonly variable: string; readonly function?: string }
  'grouping-continuous': { readonly variable: string; readonly nDistinct?: number }
  'grouping-one-level': { readonly group: string; readonly level?: string }
  'random-effects-exceed-observations': {
    readonly group: string
    readonly nRandom: number
    readonly nObs: number
    readonly terms?: string
  }
  'random-slope-not-varying': { readonly group: string; readonly variable: string }
  /** The same effect of the same group in two random terms. */
  'random-terms-overlap': { readonly group: string; readonly term: string }
  'factor-one-level': { readonly variable: string; readonly level?: string }
  'no-observations': { readonly nRows: number; readonly variable?: string; readonly nMissing?: number }
  'too-few-observations': { readonly nObs: number; readonly nParameters: number }
  'weights-invalid': {
    readonly variable: string
    readonly row?: number
    readonly value?: number
    readonly nRows?: number
  }
  'offset-invalid': { readonly variable: string; readonly row?: number }
  'trials-invalid': { readonly variable: string; readonly row?: number; readonly value?: number }
  'level-invalid': { readonly level: number }
  'non-finite-values': { readonly variable: string; readonly nRows: number; readonly expression?: string }
  'unsupported-family': { readonly family: Family; readonly link?: Link }
  /** `maxRows`: combinations that a grid of marginal means may have. */
  'grid-too-large': { readonly maxRows: number }
  'effect-not-estimable': { readonly variable: string }
  'model-too-large': {
    readonly nBytes: number
    readonly limitBytes: number
    readonly group?: string
    readonly nRandom?: number
  }
}

export interface ConditionParams {
  /**
   * `collapse`: `variance-zero` (the effect `term` of `group` does not vary), `correlation-one` (effect `term` moves in step
   * with `other`; `correlation` is ±1) or `direction` (a combination, written out in `direction`, does not vary).
   */
  singular: {
    readonly group: string
    readonly collapse: 'variance-zero' | 'correlation-one' | 'direction'
    readonly term: string
    readonly other?: string
    readonly correlation?: number
    readonly direction?: string
    readonly nLevels?: number
  }
  'not-converged': { readonly nEvaluations: number; readonly gradient?: number; readonly reason?: string }
  'saddle-point': { readonly curvature?: number }
  /** `difference`: by how much the next best optimum is worse, in the objective. */
  'several-optima': { readonly nStarts: number; readonly nAgreeing: number; readonly difference: number }
  /** `columns`: names joined by `, `. */
  'rank-deficient': { readonly columns: string; readonly nColumns: number; readonly rank: number }
  'few-levels': { readonly group: string; readonly nLevels: number }
  'few-observations-per-level': {
    readonly group: string
    readonly nLevels: number
    readonly nObs: number
    readonly nSingle?: number
  }
  /** A random slope whose variable is constant within every level of the group. */
  'slope-between-groups': { readonly group: string; readonly term: string }
  'implicit-nesting': { readonly inner: string; readonly outer: string }
  'dropped-rows': { readonly nDropped: number; readonly nRows: number; readonly nObs: number }
  'dropped-levels': { readonly variable: string; readonly levels: string; readonly nLevels: number }
  'zero-weights': { readonly variable: string; readonly nRows: number }
  'near-constant-residuals': { readonly sigma: number }
  'badly-scaled': { readonly variable: string; readonly magnitude?: number }
  separation: { readonly term: string; readonly estimate?: number }
  'df-not-available': { readonly method: string; readonly used?: string; readonly reason?: string }
}

export interface MendParams {
  'drop-random-term': { readonly group: string; readonly term?: string }
  uncorrelate: { readonly group: string }
  'drop-slope': { readonly group: string; readonly term: string }
  'drop-fixed-term': { readonly term: string }
  'use-ml': None
  'make-factor': { readonly variable: string }
  'make-continuous': { readonly variable: string }
  'use-name': { readonly variable: string; readonly suggestion: string }
  nest: { readonly inner: string; readonly outer: string }
}

export interface ImportProblemParams {
  'file-empty': { readonly name?: string }
  'not-text': { readonly name?: string }
  'one-column': { readonly delimiter?: string }
  'ragged-rows': {
    readonly nRows: number
    readonly firstRow: number
    readonly expected: number
    readonly found?: number
  }
  'duplicate-names': { readonly names: string }
  'unclosed-quote': { readonly row: number }
  'unsupported-format': { readonly name?: string; readonly format?: string }
}

export interface TypeReasonParams {
  'all-numbers': { readonly nDistinct?: number }
  'integers-few-values': { readonly nDistinct: number }
  'integer-codes': { readonly nDistinct: number }
  'name-suggests-code': { readonly name: string }
  'two-values': { readonly first: string; readonly second: string }
  'text-levels': { readonly nLevels: number }
  'text-unique': { readonly nDistinct: number }
  'all-missing': None
  corrected: None
}

export interface ProjectNoticeParams {
  'newer-format': { readonly version: number; readonly known: number }
  migrated: { readonly from: number; readonly to: number }
  'entry-damaged': { readonly entry: string; readonly reason?: 'checksum' | 'unreadable' | 'too-large' }
  'entry-missing': { readonly entry: string }
  'not-a-project': { readonly reason?: 'not-zip' | 'no-manifest' | 'too-large' }
}

type Covers<Codes extends string, Map extends Record<Codes, unknown>> = keyof Map extends Codes ? Map : never

/** A compile-time check that each map names exactly the codes of its kind. */
export type ParamMaps = [
  Covers<SpecProblemCode, SpecProblemParams>,
  Covers<ConditionCode, ConditionParams>,
  Covers<Mend['code'], MendParams>,
  Covers<ImportProblemCode, ImportProblemParams>,
  Covers<TypeReasonCode, TypeReasonParams>,
  Covers<ProjectNotice['code'], ProjectNoticeParams>,
]

import type { CodingNote, Dropped } from '../contract/fitResult'
import type { Condition } from '../contract/problems'

/** The model as resolved against data: plain arrays, no names to look up inside an objective. Never on the wire. */

/** A dense n × p matrix, column-major. */
export interface DesignMatrix {
  readonly nRows: number
  readonly nColumns: number
  readonly values: Float64Array
  readonly names: readonly string[]
  /** Index into `termNames` of each column; the intercept belongs to term −1. */
  readonly termOf: Int32Array
  readonly termNames: readonly string[]
}

/** One random-effects term as resolved: the rows of Z are `values[i, ·]` placed at level `codes[i]`. */
export interface RandomDesign {
  /** `g` or `a:b`. */
  readonly group: string
  readonly nLevels: number
  readonly levels: readonly string[]
  /** Level of each observation, 0-based, length n; every level occurs. */
  readonly codes: Int32Array
  /** Names of the k effects. */
  readonly terms: readonly string[]
  /** n × k, column-major. */
  readonly values: Float64Array
  /** false: covariances are fixed at zero (`||`). */
  readonly correlated: boolean
}

export interface ModelFrame {
  readonly nObs: number
  readonly outcome: string
  readonly y: Float64Array
  /** All columns asked for, aliased ones included; the fit finds the rank. */
  readonly X: DesignMatrix
  readonly random: readonly RandomDesign[]
  /** Prior weights, all positive; null when none were asked for. */
  readonly weights: Float64Array | null
  readonly offset: Float64Array | null
  readonly trials: Float64Array | null
  /** Row of the table of each observation, length n. */
  readonly rows: Int32Array
  readonly nDropped: number
  readonly dropped: readonly Dropped[]
  readonly coding: readonly CodingNote[]
  /** For each term of X, the sets of columns and the factor coding that ANOVA needs: variables in the term. */
  readonly termVariables: readonly (readonly string[])[]
  readonly hasIntercept: boolean
  /** What the data say about the model before it is fitted: rows and levels dropped, few levels, labels reused. */
  readonly findings: readonly Condition[]
}

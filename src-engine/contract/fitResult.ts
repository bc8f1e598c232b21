import type { Condition } from './problems'
import type { ContrastCoding, DfMethod, Family, Link, Method, ModelSpec, AnovaType } from './modelSpec'

/** The numbers of one fit: plain values and typed arrays only, so that it can be stored and sent. */

export interface Coefficient {
  readonly name: string
  readonly estimate: number
  readonly stdError: number
  /** null: asymptotic (normal) reference distribution. */
  readonly df: number | null
  readonly statistic: number
  readonly pValue: number
  readonly lower: number
  readonly upper: number
}

/** One random-effects term: the covariance matrix of its effects at each level of its grouping factor. */
export interface RandomTerm {
  /** `g`, or `a:b` for nested and crossed combinations. */
  readonly group: string
  readonly nLevels: number
  /** Names of the effects, `(Intercept)` among them; length k. */
  readonly terms: readonly string[]
  /** Whether the term's covariances are estimated (`|`) or fixed at zero (`||`). */
  readonly correlated: boolean
  /** Length k. */
  readonly variance: readonly number[]
  /** Length k. */
  readonly sd: readonly number[]
  /** k × k. A correlation with an effect of zero variance is NaN. */
  readonly correlation: readonly (readonly number[])[]
  /** Intraclass correlation: share of the (k = 1) variance in the total; null for terms with slopes. */
  readonly icc: number | null
}

export interface ConditionalModes {
  readonly group: string
  readonly terms: readonly string[]
  readonly levels: readonly string[]
  /** nLevels × k, column-major. */
  readonly modes: Float64Array
  /** Conditional standard errors given theta and sigma, nLevels × k, column-major. */
  readonly stdErrors: Float64Array
}

export interface AnovaRow {
  readonly term: string
  readonly numDf: number
  readonly denDf: number | null
  readonly statistic: number
  readonly pValue: number
}

/** Per observation used, in table order; all of length nObs. */
export interface FitRows {
  /** Row of the table (0-based) that the observation comes from. */
  readonly index: Int32Array
  readonly y: Float64Array
  /** X beta + Z b (+ offset), on the response scale. */
  readonly fitted: Float64Array
  /** X beta (+ offset), on the response scale. */
  readonly fittedFixed: Float64Array
  /** y − fitted. */
  readonly residual: Float64Array
  /** residual × sqrt(weight). */
  readonly pearson: Float64Array
  /** Pearson / sigma. */
  readonly scaled: Float64Array
}

/** How a factor entered the model, for the line under every table. */
export interface CodingNote {
  readonly variable: string
  readonly coding: ContrastCoding
  readonly levels: readonly string[]
  readonly reference: string
}

/** What listwise deletion took, variable by variable (a row can count for several). */
export interface Dropped {
  readonly variable: string
  readonly nRows: number
}

export interface Timing {
  readonly readMs: number
  readonly frameMs: number
  readonly fitMs: number
  readonly inferenceMs: number
  readonly nEvaluations: number
}

/** What vouches for the optimum of a mixed model. */
export interface ConvergenceCertificate {
  /** Starting points tried, and how many of them ended within 1e-6 of the lowest objective. */
  readonly nStarts: number
  readonly nAgreeing: number
  /** √(gᵀ H⁻¹ g): the gradient in units of the curvature. */
  readonly scaledGradient: number
  /** Smallest eigenvalue of the Hessian scaled to a unit diagonal; positive at a minimum. */
  readonly smallestCurvature: number
}

export interface FitResult {
  readonly spec: ModelSpec
  /** The formula in canonical print. */
  readonly formula: string
  readonly outcome: string
  readonly family: Family
  readonly link: Link
  readonly method: Method
  readonly criterion: 'ML' | 'REML' | 'Laplace' | 'AGQ'
  readonly dfMethod: DfMethod
  readonly anovaType: AnovaType
  readonly nObs: number
  readonly nDropped: number
  readonly dropped: readonly Dropped[]
  /** −2 log-likelihood, or the REML criterion. */
  readonly objective: number
  readonly logLik: number
  readonly aic: number
  readonly bic: number
  readonly nParameters: number
  readonly dfResidual: number
  readonly converged: boolean
  /** Absent for models without random effects. */
  readonly certificate?: ConvergenceCertificate
  readonly singular: boolean
  readonly conditions: readonly Condition[]
  readonly fixed: readonly Coefficient[]
  /** Names of columns left out because others determine them. */
  readonly aliased: readonly string[]
  /** p × p, of the coefficients as tabled (adjusted where the df method adjusts). */
  readonly vcov: readonly (readonly number[])[]
  readonly random: readonly RandomTerm[]
  readonly sigma: number | null
  /** Relative covariance parameters at the optimum, in the order of `thetaNames`. */
  readonly theta: readonly number[]
  readonly thetaNames: readonly string[]
  readonly anova: readonly AnovaRow[]
  readonly conditionalModes: readonly ConditionalModes[]
  readonly rows: FitRows
  readonly coding: readonly CodingNote[]
  readonly timing: Timing
  readonly engineVersion: string
  /** Hash of the table's model columns and the spec: what the numbers were computed from. */
  readonly inputHash: string
}

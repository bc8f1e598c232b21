import type { ModelSpec } from './modelSpec'
import type { SpecProblem } from './problems'
import type { ReportBlock } from './reportBlocks'

/**
 * What can be asked of a model beyond its fit. Each analysis is a request of its own, because it may take long, and
 * yields blocks, whose cells carry the numbers as computed.
 */

export type Adjustment = 'none' | 'tukey' | 'sidak' | 'holm' | 'bonferroni' | 'fdr'
export type ContrastFamily = 'none' | 'pairwise' | 'treatment' | 'sequential' | 'polynomial'

/** Estimated marginal means over a grid of factors, or slopes of a covariate at that grid. */
export interface MarginalMeansRequest {
  readonly kind: 'marginal-means'
  /** Factors whose combinations are the rows. */
  readonly factors: readonly string[]
  /** Factors within whose levels the contrasts are taken (simple effects). */
  readonly by: readonly string[]
  /** Values of covariates; the mean where absent. */
  readonly at: Readonly<Record<string, readonly number[]>>
  /** A covariate whose slope, not the mean, is tabled. */
  readonly slopeOf?: string
  readonly contrasts: ContrastFamily
  readonly adjust: Adjustment
}

/** Likelihood profiles of every parameter, with their intervals. */
export interface ProfileRequest {
  readonly kind: 'profile'
}

/** Intervals from refits to outcomes drawn from the model. */
export interface BootstrapRequest {
  readonly kind: 'bootstrap'
  readonly nReplicates: number
  /** The same seed gives the same intervals. */
  readonly seed: number
}

/** Each random-effects term against the model without it, by the boundary mixture. */
export interface RandomTestsRequest {
  readonly kind: 'random-tests'
}

/** Marginal and conditional R², intraclass correlations, f², variance by level, standardised coefficients. */
export interface EffectSizesRequest {
  readonly kind: 'effect-sizes'
}

/** Simpler random structures side by side, with the estimate of interest in each. */
export interface LadderRequest {
  readonly kind: 'ladder'
  /** Name of the coefficient of interest; the first but the intercept when absent. */
  readonly focal?: string
}

/** Pooled, fixed, aggregated, two-stage and mixed analyses of one predictor in one table. */
export interface ApproachesRequest {
  readonly kind: 'approaches'
  readonly predictor: string
  readonly group: string
}

/** Models of one outcome: information criteria and likelihood-ratio tests of neighbours. */
export interface ComparisonRequest {
  readonly kind: 'comparison'
  readonly models: readonly { readonly name: string; readonly spec: ModelSpec }[]
}

/** The analyses of an approaches request. */
export type ApproachCode =
  'pooled' | 'group-as-fixed' | 'aggregated' | 'two-stage' | 'random-intercept' | 'group-interaction' | 'random-slope'

/** Why two models of a comparison have no likelihood-ratio test. */
export type NoTestReason = 'not-nested' | 'other-observations' | 'same-size'

export type AnalysisRequest =
  | MarginalMeansRequest
  | RandomTestsRequest
  | EffectSizesRequest
  | ProfileRequest
  | BootstrapRequest
  | LadderRequest
  | ApproachesRequest
  | ComparisonRequest

export type AnalysisReply =
  | { readonly status: 'done'; readonly blocks: readonly ReportBlock[] }
  | { readonly status: 'refused'; readonly problems: readonly SpecProblem[] }

/** What was asked: everything the engine needs beside the data to fit one model. */

export type Method = 'REML' | 'ML'
export type Family = 'gaussian' | 'binomial' | 'poisson' | 'negative-binomial' | 'gamma'
export type Link = 'identity' | 'logit' | 'probit' | 'cloglog' | 'log' | 'sqrt' | 'inverse'
export type ContrastCoding = 'treatment' | 'sum'
export type DfMethod = 'satterthwaite' | 'kenward-roger' | 'residual' | 'asymptotic'
export type AnovaType = 'I' | 'II' | 'III'

export interface ModelSpec {
  /** R notation; the one truth about outcome, fixed and random effects. */
  readonly formula: string
  readonly family: Family
  readonly link: Link
  readonly method: Method
  readonly dfMethod: DfMethod
  readonly anovaType: AnovaType
  /** Coding of every factor that has no entry in `contrastsOf`. */
  readonly contrasts: ContrastCoding
  readonly contrastsOf?: Readonly<Record<string, ContrastCoding>>
  /** Reference level by variable; goes before the column's own. */
  readonly references?: Readonly<Record<string, string>>
  /** Confidence level in (0, 1). */
  readonly level: number
  /** Name of the column of prior weights: residual variance is sigma² / weight. */
  readonly weights?: string
  /** Name of the column added to the linear predictor with coefficient one. */
  readonly offset?: string
  /** Name of the column of trials; the outcome is then a proportion. */
  readonly trials?: string
  /** Quadrature points per dimension; 1 is the Laplace approximation. */
  readonly nAgq?: number
}

/** A linear mixed model by REML with the defaults of the application. */
export const defaultModelSpec: ModelSpec = {
  formula: '',
  family: 'gaussian',
  link: 'identity',
  method: 'REML',
  dfMethod: 'satterthwaite',
  anovaType: 'III',
  contrasts: 'treatment',
  level: 0.95,
}

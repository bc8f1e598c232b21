import type { ContrastCoding, DfMethod, Family, Link, Method } from '../../contract/modelSpec'
import type { FitResult } from '../../contract/fitResult'

export interface DroppedCount {
  readonly variable: string
  readonly nRows: number
}

/** The two-column table at the head of a fit. */
export interface SummaryTexts {
  readonly title: string
  readonly formula: string
  readonly outcome: string
  readonly observations: string
  readonly observationsUsed: (p: { nObs: number; nDropped: number; dropped: readonly DroppedCount[] }) => string
  readonly groups: string
  readonly groupLevels: (p: { group: string; nLevels: number }) => string
  readonly method: string
  readonly methodName: (p: {
    method: Method
    family: Family
    link: Link
    isMixed: boolean
    criterion: FitResult['criterion']
  }) => string
  readonly family: string
  readonly familyLink: (p: { family: Family; link: Link }) => string
  readonly weights: string
  readonly offset: string
  readonly trials: string
  readonly criterion: (criterion: FitResult['criterion']) => string
  readonly logLik: (criterion: FitResult['criterion']) => string
  readonly aic: string
  readonly bic: string
  readonly nParameters: string
  readonly convergence: string
  /** `nStarts`: starting points tried, of which `nAgreeing` ended at the same optimum. */
  readonly converged: (p: { nEvaluations: number; singular: boolean; nStarts: number; nAgreeing: number }) => string
  readonly notConverged: (p: { nEvaluations: number }) => string
  readonly closedForm: string
}

export interface TableTexts {
  readonly fixed: {
    readonly title: string
    readonly term: string
    readonly estimate: string
    readonly stdError: string
    readonly df: string
    readonly t: string
    readonly z: string
    readonly p: string
    readonly lower: (level: string) => string
    readonly upper: (level: string) => string
  }
  readonly anova: {
    readonly title: string
    readonly term: string
    readonly numDf: string
    readonly denDf: string
    readonly f: string
    readonly chiSquare: string
    readonly p: string
  }
  readonly random: {
    readonly title: string
    readonly group: string
    readonly effect: string
    readonly variance: string
    readonly sd: string
    readonly correlationWith: (effect: string) => string
    readonly correlationNumber: (position: number) => string
    readonly icc: string
    readonly residual: string
  }
  readonly modes: {
    readonly title: (group: string) => string
    readonly level: string
    readonly mode: (effect: string) => string
    readonly stdError: (effect: string) => string
  }
}

export interface FootnoteTexts {
  readonly coding: (p: {
    variable: string
    coding: ContrastCoding
    reference: string
    levels: readonly string[]
  }) => string
  /** A coefficient for each level: without an intercept, or within levels of another factor. */
  readonly indicators: (p: { variable: string; levels: readonly string[] }) => string
  readonly df: (method: DfMethod) => string
  readonly sample: (p: {
    nObs: number
    nDropped: number
    groups: readonly { group: string; nLevels: number }[]
  }) => string
  readonly criterion: (p: { criterion: FitResult['criterion']; isMixed: boolean }) => string
  readonly interval: (p: { level: string; isNormal: boolean }) => string
  readonly aliased: string
  readonly anovaType: (type: FitResult['anovaType']) => string
  readonly icc: string
  readonly correlationNumber: string
  readonly uncorrelated: (group: string) => string
  readonly noSpread: string
  readonly weights: (variable: string) => string
  readonly moreLevels: (p: { shown: number; hidden: number }) => string
  readonly modes: string
}

export interface ComparisonTexts {
  readonly title: string
  readonly term: string
  readonly fixedHeading: string
  readonly varianceHeading: string
  readonly fitHeading: string
  readonly varianceOf: (p: { group: string; effect: string }) => string
  readonly covarianceOf: (p: { group: string; first: string; second: string }) => string
  readonly residualVariance: string
  readonly method: string
  readonly objective: string
  readonly logLik: string
  readonly aic: string
  readonly bic: string
  readonly nParameters: string
  readonly nObs: string
  readonly errorsInBrackets: string
  /** Why ML and REML differ for one and the same model. */
  readonly mlAgainstReml: string
  readonly remlFixedEffects: string
  readonly differentData: string
  readonly differentOutcomes: string
  readonly singular: (names: readonly string[]) => string
}

/** Words of documents around the blocks. */
export interface DocumentTexts {
  readonly untitled: string
  readonly madeWith: string
  readonly note: string
  readonly whatToDo: string
  readonly continued: string
  readonly tableContinued: (title: string) => string
  readonly tableNumber: (p: { position: number; title: string }) => string
  readonly figureNumber: (p: { position: number; title: string }) => string
  readonly notes: string
  /** `iso`: date or date and time in ISO 8601. */
  readonly date: (iso: string) => string
  readonly severity: Readonly<Record<'info' | 'warning' | 'error', string>>
  readonly plotOmitted: (p: { title: string; description: string }) => string
}

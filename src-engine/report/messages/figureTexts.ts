import type { Family } from '../../contract/modelSpec'

/** What an alternative text says about numbers is passed as text already formatted. */
export interface PlotTexts {
  readonly fitted: string
  readonly residual: string
  readonly pearsonResidual: string
  readonly scaledResidual: string
  readonly rootScaledResidual: string
  readonly normalQuantile: string
  readonly sampleQuantile: string
  readonly conditionalMode: string
  readonly row: string
  readonly points: string
  readonly smooth: string
  readonly zero: string
  readonly referenceLine: string
  readonly band: (level: string) => string
  readonly interval: (level: string) => string
  readonly observations: string
  readonly groupLine: (group: string) => string
  readonly groupLines: (group: string) => string
  readonly commonLine: string
  readonly outliers: string
  readonly effect: (effect: string) => string
  /** Added to a description when points were left out of the drawing. */
  readonly thinned: (p: { drawn: number; all: number }) => string
  readonly linesThinned: (p: { drawn: number; all: number }) => string
  readonly residualsFitted: {
    readonly title: string
    readonly description: (p: {
      nObs: number
      low: string
      high: string
      smoothLow: string
      smoothHigh: string
    }) => string
  }
  readonly qqResiduals: {
    readonly title: string
    readonly description: (p: { nObs: number; outside: number; level: string }) => string
  }
  readonly qqRandom: {
    readonly title: (group: string) => string
    readonly description: (p: { group: string; nLevels: number; outside: number; level: string }) => string
  }
  readonly scaleLocation: {
    readonly title: string
    readonly description: (p: { nObs: number; smoothLow: string; smoothHigh: string }) => string
  }
  readonly residualsByGroup: {
    readonly title: (group: string) => string
    readonly description: (p: {
      group: string
      nLevels: number
      lowest: string
      highest: string
      boxes: boolean
    }) => string
    readonly descriptionPart: (p: { shown: number; nLevels: number }) => string
  }
  readonly caterpillar: {
    readonly title: (group: string) => string
    readonly description: (p: {
      group: string
      nLevels: number
      level: string
      effect: string
      lowest: string
      highest: string
      nApart: number
    }) => string
  }
  readonly dataLines: {
    readonly title: (p: { outcome: string; x: string }) => string
    readonly description: (p: {
      outcome: string
      x: string
      group: string | null
      nGroups: number
      nObs: number
      facets: boolean
    }) => string
    /** Without fixed effects: levels side by side. */
    readonly byGroup: (p: { outcome: string; group: string; nGroups: number; nObs: number }) => string
    /** Lines are straight summaries of fitted values that also depend on other variables. */
    readonly otherVariables: string
  }
}

export interface EquationTexts {
  readonly title: string
  /** `group` is null for the letter that counts observations. */
  readonly combined: (p: { indices: readonly { letter: string; group: string | null }[] }) => string
  readonly levelOne: string
  readonly levelAbove: (p: { level: number; groups: readonly string[] }) => string
  readonly distribution: string
  readonly residual: string
  readonly family: (family: Family) => string
}

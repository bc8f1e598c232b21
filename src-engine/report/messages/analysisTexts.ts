import type { Adjustment, ApproachCode, NoTestReason } from '../../contract/analysis'
import type { Simplification } from '../../formula/simplify'

/** Words of the analyses beyond the fit. */
export interface AnalysisTexts {
  readonly marginalMeans: {
    readonly title: string
    readonly slopeTitle: (covariate: string) => string
    readonly mean: string
    readonly slope: string
    readonly contrastsTitle: string
    readonly contrast: string
    readonly averagedOver: (names: readonly string[]) => string
    readonly heldAt: (p: { name: string; value: string }) => string
    readonly adjusted: (p: { method: Adjustment; nTests: number }) => string
    readonly notEstimable: string
    readonly plotTitle: string
    readonly plotDescription: (p: { nMeans: number; level: string }) => string
  }
  readonly randomTests: {
    readonly title: string
    readonly effect: string
    readonly statistic: string
    readonly mixture: string
    readonly p: string
    readonly pNaive: string
    readonly boundary: string
    readonly naive: string
  }
  readonly effectSizes: {
    readonly title: string
    readonly measure: string
    readonly value: string
    readonly r2Marginal: string
    readonly r2Conditional: string
    readonly iccAdjusted: string
    readonly iccUnadjusted: string
    readonly f2: string
    readonly varianceTitle: string
    readonly source: string
    readonly variance: string
    readonly share: string
    readonly fixedSource: string
    readonly standardisedTitle: string
    readonly standardised: string
    readonly marginalNote: string
    readonly slopesNote: string
  }
  readonly ladder: {
    readonly title: string
    readonly structure: string
    readonly changed: string
    readonly change: (change: Simplification) => string
    readonly focal: (name: string) => string
    readonly verdict: string
    readonly sound: string
    readonly singular: string
    readonly refused: string
    readonly notConverged: string
    readonly advised: string
    readonly steady: string
    readonly adviceNote: string
    readonly adopt: (formula: string) => string
  }
  readonly approaches: {
    readonly title: string
    readonly approach: string
    readonly names: Readonly<Record<ApproachCode, string>>
    readonly rmse: string
    readonly rmseNote: string
    readonly mixedNote: string
    readonly singularNote: string
  }
  readonly comparison: {
    readonly title: string
    readonly model: string
    readonly parameters: string
    readonly deviance: string
    readonly aicc: string
    readonly weight: string
    readonly chiSquare: string
    readonly df: string
    readonly refitted: string
    readonly byReml: string
    readonly noTest: Readonly<Record<NoTestReason, string>>
    readonly testNote: string
  }
  readonly intervals: {
    readonly profileTitle: string
    readonly bootstrapTitle: string
    readonly parameter: string
    readonly sd: (p: { group: string; effect: string }) => string
    readonly correlation: (p: { group: string; first: string; second: string }) => string
    readonly sigma: string
    readonly bias: string
    readonly profileNote: string
    readonly profileBoundNote: string
    readonly zetaTitle: string
    readonly zetaDescription: (p: { nParameters: number; level: string }) => string
    readonly zeta: string
    readonly value: string
    readonly bootstrapNote: (p: { nReplicates: number; seed: number }) => string
    readonly bootstrapSingular: (p: { nSingular: number; nReplicates: number }) => string
    readonly bootstrapNotConverged: (p: { nNotConverged: number; nReplicates: number }) => string
  }
}

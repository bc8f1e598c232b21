import type { NoTestReason } from '../contract/analysis'
import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { SpecProblem } from '../contract/problems'
import type { FitContext } from '../fit/context'
import { orthogonalise } from '../linalg/orthogonalise'
import { chiSquareUpper } from '../math/distributions'
import { buildModelFrame } from '../model/buildModelFrame'
import type { ModelFrame, RandomDesign } from '../model/modelFrame'
import { fitted } from './solvedModel'

export interface ComparedModel {
  readonly name: string
  readonly spec: ModelSpec
}

/** One model among others of the same outcome, fitted by the method of the comparison. */
export interface ComparisonRow {
  readonly name: string
  readonly formula: string
  readonly nParameters: number
  readonly nObs: number
  readonly logLik: number
  readonly deviance: number
  readonly aic: number
  /** Hurvich & Tsai (1989). */
  readonly aicc: number
  readonly bic: number
  /** exp(−ΔAIC/2), normalised over the table. */
  readonly weight: number
  /** Against the row before, where that one is nested in this. */
  readonly test: { readonly statistic: number; readonly df: number; readonly pValue: number } | null
  /** Why there is no test against the row before; null in the first row and where there is one. */
  readonly noTest: NoTestReason | null
}

export type Comparison =
  | {
      readonly ok: true
      /** ML whenever the fixed parts differ: REML criteria of different fixed parts do not compare. */
      readonly method: 'ML' | 'REML'
      readonly refitted: boolean
      readonly rows: readonly ComparisonRow[]
    }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] }

/** Fits the models, orders them by number of parameters, and tests neighbours by the likelihood ratio where they are nested. */
export async function compareModels(
  models: readonly ComparedModel[],
  table: DataTable,
  context?: FitContext,
): Promise<Comparison> {
  const built: { model: ComparedModel; frame: ModelFrame }[] = []
  for (const model of models) {
    const result = buildModelFrame(model.spec, table)
    if (!result.ok) return result
    built.push({ model, frame: result.frame })
  }
  const reml =
    models.every(({ spec }) => spec.method === 'REML') && built.every((b) => sameFixed(b.frame, built[0].frame))
  const method = reml ? 'REML' : 'ML'
  const fits: { name: string; fit: FitResult; frame: ModelFrame }[] = []
  for (const { model, frame } of built) {
    const outcome = await fitted({ ...model.spec, method }, table, context)
    if (!outcome.ok) return outcome
    fits.push({ name: model.name, fit: outcome.value, frame })
  }
  fits.sort((a, b) => a.fit.nParameters - b.fit.nParameters)
  const least = Math.min(...fits.map(({ fit }) => fit.aic))
  const total = fits.reduce((sum, { fit }) => sum + Math.exp((least - fit.aic) / 2), 0)
  const rows = fits.map(({ name, fit, frame }, i): ComparisonRow => {
    const before = i === 0 ? null : fits[i - 1]
    const noTest = before === null ? null : obstacle(before.frame, frame, fit.nParameters - before.fit.nParameters)
    const k = fit.nParameters
    return {
      name,
      formula: fit.formula,
      nParameters: k,
      nObs: fit.nObs,
      logLik: fit.logLik,
      deviance: fit.objective,
      aic: fit.aic,
      aicc: fit.aic + (2 * k * (k + 1)) / (fit.nObs - k - 1),
      bic: fit.bic,
      weight: Math.exp((least - fit.aic) / 2) / total,
      test: before !== null && noTest === null ? likelihoodRatio(before.fit, fit) : null,
      noTest,
    }
  })
  return { ok: true, method, refitted: models.some(({ spec }) => spec.method !== method), rows }
}

function likelihoodRatio(small: FitResult, large: FitResult): NonNullable<ComparisonRow['test']> {
  const statistic = Math.max(0, small.objective - large.objective)
  const df = large.nParameters - small.nParameters
  return { statistic, df, pValue: chiSquareUpper(statistic, df) }
}

function obstacle(small: ModelFrame, large: ModelFrame, df: number): NoTestReason | null {
  if (!sameObservations(small, large)) return 'other-observations'
  if (!spans(large.X.values, small.X.values, small.nObs) || !randomNested(small, large)) return 'not-nested'
  return df > 0 ? null : 'same-size'
}

function sameObservations(a: ModelFrame, b: ModelFrame): boolean {
  return a.nObs === b.nObs && a.rows.every((row, i) => row === b.rows[i]) && a.y.every((y, i) => y === b.y[i])
}

function sameFixed(a: ModelFrame, b: ModelFrame): boolean {
  return a.nObs === b.nObs && a.X.nColumns === b.X.nColumns && a.X.values.every((value, i) => value === b.X.values[i])
}

/** Whether every column of `small` is a combination of columns of `large`; both n rows, column-major. */
function spans(large: Float64Array, small: Float64Array, n: number): boolean {
  const both = new Float64Array(large.length + small.length)
  both.set(large)
  both.set(small, large.length)
  const nLarge = large.length / n
  return orthogonalise(both, n, both.length / n).kept.every((j) => j < nLarge)
}

/** Every term of the small model lies within one of the large model with the same grouping and at least its covariances. */
function randomNested(small: ModelFrame, large: ModelFrame): boolean {
  return small.random.every((term) =>
    large.random.some((other) => sameGroups(term, other) && covers(other, term, small.nObs)),
  )
}

function sameGroups(a: RandomDesign, b: RandomDesign): boolean {
  return a.nLevels === b.nLevels && a.codes.every((code, i) => code === b.codes[i])
}

function covers(large: RandomDesign, small: RandomDesign, n: number): boolean {
  if (!large.correlated && small.correlated && small.terms.length > 1) return false
  const columns = (design: RandomDesign): Float64Array[] =>
    design.terms.map((_, k) => design.values.subarray(k * n, (k + 1) * n))
  if (large.correlated) return spans(large.values, small.values, n)
  return columns(small).every((column) =>
    columns(large).some((other) => column.every((value, i) => value === other[i])),
  )
}

import type { AnalysisRequest } from '../contract/analysis'
import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { FitContext } from '../fit/context'
import { parseFormula } from '../formula/parse'
import { printExpr } from '../formula/print'
import { buildModelFrame } from '../model/buildModelFrame'
import { specProblem } from '../model/problem'
import { parametricBootstrap, type Bootstrap } from './bootstrap'
import { compareApproaches, type Approaches } from './approaches'
import { effectSizes, type EffectSizes } from './effectSizes'
import { structureLadder, type Ladder } from './ladder'
import { linearInference } from './linearInference'
import { marginalMeans, type MarginalMeans } from './marginalMeans/marginalMeans'
import { maxGridRows, predictorsOf } from './marginalMeans/referenceGrid'
import { compareModels, type ComparisonRow } from './modelComparison'
import { profileIntervals, type Profile } from './profile/profileIntervals'
import { randomTests, type RandomTest } from './randomTests'
import { fitted, solveModel, type Solved } from './solvedModel'

/** The numbers of one analysis. */
export type Analysis =
  | { readonly kind: 'marginal-means'; readonly value: MarginalMeans; readonly fit: FitResult }
  | { readonly kind: 'random-tests'; readonly value: readonly RandomTest[]; readonly fit: FitResult }
  | { readonly kind: 'effect-sizes'; readonly value: EffectSizes; readonly fit: FitResult }
  | { readonly kind: 'profile'; readonly value: Profile; readonly fit: FitResult }
  | { readonly kind: 'bootstrap'; readonly value: Bootstrap; readonly fit: FitResult }
  | { readonly kind: 'ladder'; readonly value: Ladder }
  | { readonly kind: 'approaches'; readonly value: Approaches }
  | {
      readonly kind: 'comparison'
      readonly rows: readonly ComparisonRow[]
      readonly method: 'ML' | 'REML'
      readonly refitted: boolean
    }

/**
 * Runs one analysis of the model that `spec` asks for. Refuses what a fit refuses, and means over grids that nobody
 * could read.
 */
export async function analyse(
  spec: ModelSpec,
  table: DataTable,
  request: AnalysisRequest,
  context?: FitContext,
): Promise<Solved<Analysis>> {
  switch (request.kind) {
    case 'ladder': {
      const value = await structureLadder(spec, table, request.focal, context)
      return { ok: true, value: { kind: 'ladder', value } }
    }
    case 'approaches': {
      const parsed = parseFormula(spec.formula)
      const outcome = parsed.ok && parsed.formula.outcome !== null ? printExpr(parsed.formula.outcome) : null
      if (outcome === null) return { ok: false, problems: [specProblem('formula-no-outcome', { at: 'outcome' }, {})] }
      const { predictor, group } = request
      const result = await compareApproaches(spec, table, { outcome, predictor, group }, context)
      return result.ok ? { ok: true, value: { kind: 'approaches', value: result.value } } : result
    }
    case 'comparison': {
      const result = await compareModels(request.models, table, context)
      if (!result.ok) return result
      const { rows, method, refitted } = result
      return { ok: true, value: { kind: 'comparison', rows, method, refitted } }
    }
    default:
      break
  }
  const outcome = await fitted(spec, table, context)
  if (!outcome.ok) return outcome
  const fit = outcome.value
  switch (request.kind) {
    case 'random-tests':
      return { ok: true, value: { kind: 'random-tests', value: await randomTests(spec, table, fit, context), fit } }
    case 'effect-sizes': {
      const built = buildModelFrame(spec, table)
      return built.ok ? { ok: true, value: { kind: 'effect-sizes', value: effectSizes(built.frame, fit), fit } } : built
    }
    case 'profile': {
      const built = buildModelFrame(spec, table)
      if (!built.ok) return built
      const value = await profileIntervals(built.frame, spec.level, context)
      return { ok: true, value: { kind: 'profile', value, fit } }
    }
    case 'bootstrap': {
      const built = buildModelFrame(spec, table)
      if (!built.ok) return built
      const { nReplicates, seed } = request
      const value = await parametricBootstrap(
        built.frame,
        spec.method,
        { level: spec.level, nReplicates, seed },
        context,
      )
      return { ok: true, value: { kind: 'bootstrap', value, fit } }
    }
    case 'marginal-means': {
      const known = predictorsOf(spec, table)
      const asked = [...request.factors, ...request.by, ...(request.slopeOf === undefined ? [] : [request.slopeOf])]
      const unknown = asked.filter((name) => !known.factors.includes(name) && !known.covariates.includes(name))
      if (unknown.length > 0)
        return {
          ok: false,
          problems: unknown.map((variable) => specProblem('unknown-variable', { at: 'fixed' }, { variable })),
        }
      const solved = await solveModel(spec, table, context)
      if (!solved.ok) return solved
      const { frame, fixed, inference } = solved.value
      const value = marginalMeans(spec, table, frame, linearInference(frame, fixed.qr, inference), request)
      if (value !== null) return { ok: true, value: { kind: 'marginal-means', value, fit } }
      const problem = specProblem('grid-too-large', { at: 'fixed' }, { maxRows: maxGridRows })
      return { ok: false, problems: [problem] }
    }
  }
}

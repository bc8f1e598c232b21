import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { SpecProblem } from '../contract/problems'
import type { FitContext } from '../fit/context'
import { chooseInference } from '../fit/fixedEffects/chooseInference'
import { constantDfInference, type FixedInference } from '../fit/fixedEffects/fixedInference'
import { fitModel } from '../fit/fitModel'
import { fitLinearModel } from '../fit/linearModel'
import { solveLmm, type LmmSolution } from '../fit/solution'
import { buildModelFrame } from '../model/buildModelFrame'
import type { ModelFrame } from '../model/modelFrame'
import type { FixedPart } from '../objective/fixedPart'

/** A model solved for further inference: the frame, its orthogonalised fixed part, and tests of the coefficients. */
export interface SolvedModel {
  readonly spec: ModelSpec
  readonly table: DataTable
  readonly frame: ModelFrame
  readonly fixed: FixedPart
  readonly inference: FixedInference
  /** null: a linear model without random effects. */
  readonly mixed: LmmSolution | null
}

export type Solved<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly SpecProblem[] }

/** Builds the frame and solves; refuses what `fitModel` refuses. */
export async function solveModel(
  spec: ModelSpec,
  table: DataTable,
  context?: FitContext,
): Promise<Solved<SolvedModel>> {
  const built = buildModelFrame(spec, table)
  if (!built.ok) return built
  const { frame } = built
  if (frame.random.length === 0) {
    const { fixed, beta, vcov, dfResidual } = fitLinearModel(frame, spec.method)
    const df = spec.dfMethod === 'asymptotic' ? Infinity : dfResidual
    const inference = constantDfInference(df === Infinity ? 'asymptotic' : 'residual', beta, vcov, df)
    return { ok: true, value: { spec, table, frame, fixed, inference, mixed: null } }
  }
  const mixed = await solveLmm(frame, spec.method, context)
  const { inference } = chooseInference(mixed, spec.dfMethod, spec.method)
  return { ok: true, value: { spec, table, frame, fixed: mixed.objective.fixed, inference, mixed } }
}

/** The result of a fit as a value or as problems. */
export async function fitted(spec: ModelSpec, table: DataTable, context?: FitContext): Promise<Solved<FitResult>> {
  const outcome = await fitModel(spec, table, context)
  return outcome.status === 'fitted' ? { ok: true, value: outcome.fit } : { ok: false, problems: outcome.problems }
}

import type { ApproachCode } from '../contract/analysis'
import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import { defaultModelSpec, type ModelSpec } from '../contract/modelSpec'
import type { SpecProblem } from '../contract/problems'
import { isCategorical, makeTable, numericColumn } from '../data/columns'
import type { FitContext } from '../fit/context'
import { quoteName } from '../formula/names'
import { tTwoSided } from '../math/distributions'
import { buildModelFrame } from '../model/buildModelFrame'
import { specProblem } from '../model/problem'
import { fitted } from './solvedModel'

/** One way of analysing grouped data: the effect of one predictor, and how closely it fits. */
export interface Approach {
  readonly code: ApproachCode
  /** null for the two-stage analysis, which is no single model. */
  readonly formula: string | null
  readonly nObs: number
  /** √(Σ residual² / (n − rank X)); for two stages, of the slopes about their mean. */
  readonly rmse: number
  readonly estimate: number
  readonly stdError: number
  readonly df: number | null
  readonly statistic: number
  readonly pValue: number
  readonly singular: boolean
}

export interface Approaches {
  readonly approaches: readonly Approach[]
  readonly refused: readonly { readonly code: ApproachCode; readonly problems: readonly SpecProblem[] }[]
}

/**
 * The effect of one covariate on an outcome in grouped data by seven analyses: ignoring the groups, groups as fixed
 * intercepts, group means, a regression per group with the slopes tested, a random intercept, groups as fixed intercepts
 * and slopes, a random intercept and slope. Mixed models use the method and df of `spec`; least squares has its exact residual df.
 * @returns problems when outcome, predictor and group do not make a model
 */
export async function compareApproaches(
  spec: ModelSpec,
  table: DataTable,
  names: { readonly outcome: string; readonly predictor: string; readonly group: string },
  context?: FitContext,
): Promise<{ ok: true; value: Approaches } | { ok: false; problems: readonly SpecProblem[] }> {
  const y = names.outcome
  const x = quoteName(names.predictor)
  const g = quoteName(names.group)
  const base: ModelSpec = {
    ...defaultModelSpec,
    method: spec.method,
    dfMethod: 'residual',
    level: spec.level,
    references: spec.references ?? {},
  }
  const mixedFormula = `${y} ~ ${x} + (1 | ${g})`
  const built = buildModelFrame({ ...base, formula: mixedFormula }, table)
  if (!built.ok) return built
  const approaches: Approach[] = []
  const refused: { code: ApproachCode; problems: readonly SpecProblem[] }[] = []
  const { frame } = built
  const asFactor = withFactor(table, names.group)
  const column = frame.X.values.subarray(frame.nObs, 2 * frame.nObs)
  const take = (code: ApproachCode, fit: FitResult, name: string, formula?: string): void => {
    const approach = fromFit(code, fit, name, formula)
    if (approach !== null) approaches.push(approach)
    else
      refused.push({
        code,
        problems: [specProblem('effect-not-estimable', { at: 'fixed' }, { variable: names.predictor })],
      })
  }
  const add = async (code: ApproachCode, formula: string, data: DataTable): Promise<void> => {
    const dfMethod = code.startsWith('random') ? spec.dfMethod : 'residual'
    const outcome = await fitted({ ...base, dfMethod, formula }, data, context)
    if (outcome.ok) take(code, outcome.value, frame.X.names[1])
    else refused.push({ code, problems: outcome.problems })
  }
  await add('pooled', `${y} ~ ${x}`, asFactor)
  await add('group-as-fixed', `${y} ~ ${x} + ${g}`, asFactor)
  const groups = groupSums(frame.y, column, frame.random[0].codes, frame.random[0].nLevels)
  const means = makeTable('means', 'means', [
    numericColumn(
      'mean_outcome',
      groups.map((s) => s.meanY),
    ),
    numericColumn(
      'mean_predictor',
      groups.map((s) => s.meanX),
    ),
  ])
  const aggregated = await fitted({ ...base, formula: 'mean_outcome ~ mean_predictor' }, means, context)
  if (aggregated.ok) take('aggregated', aggregated.value, 'mean_predictor', `${y} ~ ${x}`)
  else refused.push({ code: 'aggregated', problems: aggregated.problems })
  const staged = twoStage(groups.flatMap((s) => (s.slope === null ? [] : [s.slope])))
  if (staged !== null) approaches.push(staged)
  await add('random-intercept', mixedFormula, table)
  await add('group-interaction', `${y} ~ ${x} * ${g}`, asFactor)
  await add('random-slope', `${y} ~ ${x} + (${x} | ${g})`, table)
  return { ok: true, value: { approaches, refused } }
}

/** null where the predictor has no coefficient, because other columns determine it. */
function fromFit(code: ApproachCode, fit: FitResult, name: string, formula = fit.formula): Approach | null {
  const coefficient = fit.fixed.find((c) => c.name === name)
  if (coefficient === undefined) return null
  const { estimate, stdError, df, statistic, pValue } = coefficient
  let squares = 0
  for (const r of fit.rows.residual) squares += r * r
  const rmse = Math.sqrt(squares / fit.dfResidual)
  return { code, formula, nObs: fit.nObs, rmse, estimate, stdError, df, statistic, pValue, singular: fit.singular }
}

interface GroupSums {
  readonly meanX: number
  readonly meanY: number
  /** Least-squares slope; null where x does not vary. */
  readonly slope: number | null
}

function groupSums(y: Float64Array, x: Float64Array, codes: Int32Array, nLevels: number): GroupSums[] {
  const n = new Float64Array(nLevels)
  const sx = new Float64Array(nLevels)
  const sy = new Float64Array(nLevels)
  const sxx = new Float64Array(nLevels)
  const sxy = new Float64Array(nLevels)
  for (let i = 0; i < y.length; i++) {
    const g = codes[i]
    n[g]++
    sx[g] += x[i]
    sy[g] += y[i]
  }
  for (let i = 0; i < y.length; i++) {
    const g = codes[i]
    const dx = x[i] - sx[g] / n[g]
    sxx[g] += dx * dx
    sxy[g] += dx * (y[i] - sy[g] / n[g])
  }
  return Array.from(n, (count, g) => ({
    meanX: sx[g] / count,
    meanY: sy[g] / count,
    slope: sxx[g] > 0 ? sxy[g] / sxx[g] : null,
  }))
}

/** A t test of the slopes against zero: the second stage of a two-stage analysis. */
function twoStage(slopes: readonly number[]): Approach | null {
  const m = slopes.length
  if (m < 2) return null
  const estimate = slopes.reduce((sum, slope) => sum + slope / m, 0)
  const squares = slopes.reduce((sum, slope) => sum + (slope - estimate) ** 2, 0)
  const rmse = Math.sqrt(squares / (m - 1))
  const stdError = rmse / Math.sqrt(m)
  const statistic = estimate / stdError
  const pValue = tTwoSided(statistic, m - 1)
  return {
    code: 'two-stage',
    formula: null,
    nObs: m,
    rmse,
    estimate,
    stdError,
    df: m - 1,
    statistic,
    pValue,
    singular: false,
  }
}

/** The table with the group as a factor, so that groups numbered 1, 2, 3 are not taken for a covariate. */
function withFactor(table: DataTable, group: string): DataTable {
  const columns = table.columns.map((column) =>
    column.name === group && !isCategorical(column) ? { ...column, type: 'nominal' as const } : column,
  )
  return { ...table, columns }
}

import type { FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { Condition } from '../contract/problems'
import type { DataTable } from '../contract/columns'
import { parseFormula } from '../formula/parse'
import { printFormula } from '../formula/print'
import type { ModelFrame } from '../model/modelFrame'
import type { FixedPart } from '../objective/fixedPart'
import { anovaTable } from './fixedEffects/anova'
import { coefficientTable } from './fixedEffects/coefficients'
import type { FixedInference } from './fixedEffects/fixedInference'
import { termHypotheses } from './fixedEffects/hypotheses'
import { engineVersion } from './engineVersion'
import { inputHash } from './inputHash'

/** What differs between kinds of models when a result is put together. */
export interface FitParts {
  readonly spec: ModelSpec
  readonly table: DataTable
  readonly frame: ModelFrame
  readonly fixed: FixedPart
  readonly inference: FixedInference
  readonly value: number
  readonly sigma: number
  readonly nTheta: number
  readonly converged: boolean
  readonly certificate?: FitResult['certificate']
  readonly singular: boolean
  readonly conditions: readonly Condition[]
  readonly random: FitResult['random']
  readonly theta: readonly number[]
  readonly thetaNames: readonly string[]
  readonly conditionalModes: FitResult['conditionalModes']
  readonly rows: FitResult['rows']
  readonly timing: FitResult['timing']
}

/** Names of the columns of X that were kept, and of those left out. */
export function columnNames(frame: ModelFrame, fixed: FixedPart): { kept: string[]; aliased: string[] } {
  return {
    kept: Array.from(fixed.qr.kept, (j) => frame.X.names[j]),
    aliased: Array.from(fixed.qr.aliased, (j) => frame.X.names[j]),
  }
}

/** The numbers of a fit as plain values. AIC and BIC count all parameters, BIC the observations. */
export function assembleFit(parts: FitParts): FitResult {
  const { spec, table, frame, fixed, inference, value } = parts
  const { kept, aliased } = columnNames(frame, fixed)
  const rank = kept.length
  const nParameters = rank + parts.nTheta + 1
  const parsed = parseFormula(spec.formula)
  const { vcov } = inference
  return {
    spec,
    formula: parsed.ok ? printFormula(parsed.formula) : spec.formula,
    outcome: frame.outcome,
    family: spec.family,
    link: spec.link,
    method: spec.method,
    criterion: spec.method,
    dfMethod: inference.method,
    anovaType: spec.anovaType,
    nObs: frame.nObs,
    nDropped: frame.nDropped,
    dropped: frame.dropped,
    objective: value,
    logLik: -value / 2,
    aic: value + 2 * nParameters,
    bic: value + Math.log(frame.nObs) * nParameters,
    nParameters,
    dfResidual: frame.nObs - rank,
    converged: parts.converged,
    certificate: parts.certificate,
    singular: parts.singular,
    conditions: parts.conditions,
    fixed: coefficientTable(inference, kept, spec.level),
    aliased,
    vcov: kept.map((_, i) => kept.map((__, j) => vcov[j * rank + i])),
    random: parts.random,
    sigma: parts.sigma,
    theta: parts.theta,
    thetaNames: parts.thetaNames,
    anova: anovaTable(inference, termHypotheses(spec.anovaType, frame, fixed.qr.kept, spec, table)),
    conditionalModes: parts.conditionalModes,
    rows: parts.rows,
    coding: frame.coding,
    timing: parts.timing,
    engineVersion,
    inputHash: inputHash(spec, table),
  }
}

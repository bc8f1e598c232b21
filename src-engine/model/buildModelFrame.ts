import type { DataTable } from '../contract/columns'
import type { CodingNote } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { SpecProblem } from '../contract/problems'
import { isCategorical } from '../data/columns'
import { removeVariable } from '../formula/edit'
import { displayExpr, printFormula } from '../formula/print'
import { variablesOfTerm } from '../formula/expand'
import { orthogonalise } from '../linalg/orthogonalise'
import { referenceIndex } from './contrasts'
import { countNonFinite, designMatrix, nonFinite, type CodingOf } from './designMatrix'
import { evaluate } from './evaluate'
import { describeFrame } from './describeFrame'
import { FrameData, type DesignData } from './frameData'
import type { DesignMatrix, ModelFrame } from './modelFrame'
import { outcomeRangeProblem } from './outcomeRange'
import { mend, specProblem } from './problem'
import { randomDesign, type RandomTermFrame } from './randomDesign'
import { selectRows, type Selection } from './selectRows'
import { readSpec, type ReadSpec } from './validateSpec'

export type FrameResult =
  { readonly ok: true; readonly frame: ModelFrame } | { readonly ok: false; readonly problems: readonly SpecProblem[] }

/**
 * Resolves a spec against a table: rows by listwise deletion, outcome, fixed-effects columns with their contrasts, random
 * designs, weights, offset, trials. Refuses, with every reason found, what cannot be estimated.
 */
export function buildModelFrame(spec: ModelSpec, table: DataTable): FrameResult {
  const { read, problems } = readSpec(spec, table)
  if (read === null) return { ok: false, problems }
  const selection = selectRows(table, read.variables, spec.weights)
  const data = new FrameData(table, selection.rows)
  if (data.n === 0)
    return { ok: false, problems: [...problems, noObservations(table, selection), ...weightProblems(spec, data)] }
  const result = assemble(spec, table, read, selection, data)
  if (problems.length === 0) return result
  return { ok: false, problems: result.ok ? problems : [...problems, ...result.problems] }
}

function noObservations(table: DataTable, { dropped }: Selection): SpecProblem {
  const worst = [...dropped].sort((a, b) => b.nRows - a.nRows).at(0)
  const params = worst
    ? { nRows: table.nRows, variable: worst.variable, nMissing: worst.nRows }
    : { nRows: table.nRows }
  return specProblem('no-observations', { at: 'data' }, params)
}

function assemble(
  spec: ModelSpec,
  table: DataTable,
  read: ReadSpec,
  selection: Selection,
  data: FrameData,
): FrameResult {
  const { ast, expanded } = read
  const rows = selection.rows ?? allRows(data.n)
  const codingOf = codingFrom(spec, data)
  const y = outcomeValues(read, data)
  const trials = spec.trials === undefined ? null : data.numbers(spec.trials).slice()
  const fixed = designMatrix(expanded.terms, expanded.intercept, data, codingOf, { at: 'fixed' })
  const random = expanded.random.map((term, index) =>
    randomDesign(ast, index, term, data, codingOf, spec.family === 'gaussian'),
  )
  const offset = offsetValues(spec, read, data)
  const problems: SpecProblem[] = [
    ...outcomeProblems(spec, read, y, trials, rows),
    ...weightProblems(spec, data),
    ...(offset && countNonFinite(offset) > 0 ? [offsetProblem(spec, read, offset, rows)] : []),
    ...trialProblems(spec, trials, rows),
    ...oneLevelFactors(read, data),
    ...(fixed.ok ? [] : fixed.problems),
    ...random.flatMap((term) => (term.ok ? [] : term.problems)),
  ]
  if (fixed.ok && problems.length === 0) problems.push(...sizeProblems(spec, fixed.matrix))
  if (!fixed.ok || problems.length > 0) return { ok: false, problems }
  const terms = random.flatMap((result): RandomTermFrame[] => (result.ok ? [result.term] : []))
  const frame: ModelFrame = {
    nObs: data.n,
    outcome: displayExpr(read.outcome),
    y,
    X: fixed.matrix,
    random: terms.map((term) => term.design),
    weights: spec.weights === undefined ? null : data.numbers(spec.weights).slice(),
    offset,
    trials,
    rows,
    nDropped: selection.nDropped,
    dropped: selection.dropped,
    coding: codingNotes(read, data, codingOf),
    termVariables: expanded.terms.map(variablesOfTerm),
    hasIntercept: expanded.intercept,
    findings: describeFrame(spec, table, read, selection, data, terms),
  }
  return { ok: true, frame }
}

function allRows(n: number): Int32Array {
  const rows = new Int32Array(n)
  for (let i = 0; i < n; i++) rows[i] = i
  return rows
}

/** Coding and reference of each factor: the spec's goes before the column's. */
export function codingFrom(spec: ModelSpec, data: DesignData): CodingOf {
  return (variable) => ({
    coding: spec.contrastsOf?.[variable] ?? spec.contrasts,
    reference: spec.references?.[variable] ?? data.column(variable).reference,
  })
}

/** Values of the outcome; of a factor with two levels, whether it is the second. Always a copy. */
function outcomeValues({ outcome }: ReadSpec, data: FrameData): Float64Array {
  if (outcome.kind === 'name' && data.column(outcome.name).kind === 'factor')
    return Float64Array.from(data.factor(outcome.name).codes)
  return evaluate(outcome, (name) => data.numbers(name), data.n).slice()
}

function outcomeProblems(
  spec: ModelSpec,
  { outcome }: ReadSpec,
  y: Float64Array,
  trials: Float64Array | null,
  rows: Int32Array,
): SpecProblem[] {
  const nBad = countNonFinite(y)
  if (nBad > 0) return [nonFinite(outcome, nBad, { at: 'outcome' })]
  const variable = displayExpr(outcome)
  if (y.every((value) => value === y[0]))
    return [specProblem('outcome-constant', { at: 'outcome' }, { variable, value: y[0] })]
  const problem = outcomeRangeProblem(spec.family, variable, y, trials, rows)
  return problem ? [problem] : []
}

function weightProblems(spec: ModelSpec, data: FrameData): SpecProblem[] {
  if (spec.weights === undefined || data.n === 0) return []
  const weights = data.numbers(spec.weights)
  const isBad = (weight: number): boolean => !(weight > 0) || weight === Infinity
  const first = weights.findIndex(isBad)
  if (first < 0) return []
  let nRows = 0
  for (const weight of weights) if (isBad(weight)) nRows++
  const row = data.rows ? data.rows[first] : first
  return [
    specProblem('weights-invalid', { at: 'weights' }, { variable: spec.weights, row, value: weights[first], nRows }),
  ]
}

/** The column of the spec and every `offset()` of the formula, added up; null without any. */
function offsetValues(spec: ModelSpec, { expanded }: ReadSpec, data: FrameData): Float64Array | null {
  const parts = expanded.offsets.map((expr) => evaluate(expr, (name) => data.numbers(name), data.n))
  if (spec.offset !== undefined) parts.push(data.numbers(spec.offset))
  if (parts.length === 0) return null
  const sum = parts[0].slice()
  for (const part of parts.slice(1)) for (let i = 0; i < sum.length; i++) sum[i] += part[i]
  return sum
}

function offsetProblem(spec: ModelSpec, { expanded }: ReadSpec, offset: Float64Array, rows: Int32Array): SpecProblem {
  const row = rows[offset.findIndex((value) => !Number.isFinite(value))]
  const variable = spec.offset ?? expanded.offsets.map(displayExpr).join(' + ')
  return specProblem('offset-invalid', { at: 'offset' }, { variable, row })
}

function trialProblems(spec: ModelSpec, trials: Float64Array | null, rows: Int32Array): SpecProblem[] {
  if (trials === null || spec.trials === undefined) return []
  const first = trials.findIndex((value) => !Number.isInteger(value) || value < 1)
  if (first < 0) return []
  return [
    specProblem('trials-invalid', { at: 'trials' }, { variable: spec.trials, row: rows[first], value: trials[first] }),
  ]
}

function plainFactors({ expanded }: ReadSpec, data: FrameData): { fixed: string[]; all: string[] } {
  const names = (terms: ReadSpec['expanded']['terms']): string[] =>
    terms.flatMap((term) =>
      term.factors.flatMap((factor) =>
        factor.kind === 'name' && isCategorical(data.column(factor.name)) ? [factor.name] : [],
      ),
    )
  const fixed = names(expanded.terms)
  return {
    fixed: [...new Set(fixed)],
    all: [...new Set([...fixed, ...expanded.random.flatMap(({ terms }) => names(terms))])],
  }
}

function oneLevelFactors(read: ReadSpec, data: FrameData): SpecProblem[] {
  const { fixed, all } = plainFactors(read, data)
  return all.flatMap((variable) => {
    const { levels } = data.factor(variable)
    if (levels.length > 1) return []
    return [oneLevel(read, variable, levels[0], fixed.includes(variable))]
  })
}

function oneLevel({ ast }: ReadSpec, variable: string, level: string, isFixed: boolean): SpecProblem {
  if (!isFixed) return specProblem('factor-one-level', { at: 'random' }, { variable, level })
  const without = mend('drop-fixed-term', { term: variable }, printFormula(removeVariable(ast, variable)))
  return specProblem('factor-one-level', { at: 'fixed' }, { variable, level }, [without])
}

/** Above this many multiplications the rank of a wide design is not worth finding: it has too many columns either way. */
const maxRankWork = 1e9

/** The rank of the fixed part must be below the number of observations, or nothing is left for the residual variance. */
function sizeProblems(spec: ModelSpec, X: DesignMatrix): SpecProblem[] {
  const { nRows, nColumns } = X
  if (spec.family !== 'gaussian' || nColumns < nRows) return []
  const isSmall = nRows * nRows * nColumns <= maxRankWork
  const nParameters = isSmall ? orthogonalise(X.values, nRows, nColumns).rank : nColumns
  if (nParameters < nRows) return []
  return [specProblem('too-few-observations', { at: 'data' }, { nObs: nRows, nParameters })]
}

function codingNotes(read: ReadSpec, data: FrameData, codingOf: CodingOf): CodingNote[] {
  return plainFactors(read, data).all.map((variable) => {
    const { levels } = data.factor(variable)
    const { coding, reference } = codingOf(variable)
    return { variable, coding, levels, reference: levels[referenceIndex(levels, coding, reference)] }
  })
}

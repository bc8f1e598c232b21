import type { DataTable } from '../../contract/columns'
import type { ModelSpec } from '../../contract/modelSpec'
import { isCategorical } from '../../data/columns'
import { variablesOf } from '../../formula/expand'
import { basisOf, gridDesign, type Grid } from '../../model/gridDesign'
import type { FrameData } from '../../model/frameData'
import { moments } from '../../model/evaluate'
import type { ModelFrame } from '../../model/modelFrame'
import { readSpec } from '../../model/validateSpec'

/** One predictor of the grid: the levels of a factor, or the chosen values of a covariate. */
export interface GridVariable {
  readonly name: string
  readonly kind: 'factor' | 'covariate'
  /** Shown names of the levels or values. */
  readonly labels: readonly string[]
  /** Codes of a factor, values of a covariate. */
  readonly values: Float64Array
}

/** Every combination of the predictors' levels and chosen values, with the row of X at each (Searle, Speed & Milliken 1980). */
export interface ReferenceGrid {
  readonly variables: readonly GridVariable[]
  readonly n: number
  /** Index into `labels` of each variable at each grid row, n × variables, column-major. */
  readonly index: Int32Array
  /** Rows of X: n × p, column-major. */
  readonly X: Float64Array
  readonly p: number
}

/** More combinations than this are not means that anyone reads. */
export const maxGridRows = 20_000

/** Names of the variables in the fixed part, apart from those of offsets, split by kind. */
export function predictorsOf(spec: ModelSpec, table: DataTable): { factors: string[]; covariates: string[] } {
  const { read } = readSpec(spec, table)
  if (read === null) return { factors: [], covariates: [] }
  const factors = new Set<string>()
  const covariates = new Set<string>()
  const types = new Map(table.columns.map((column) => [column.name, column]))
  for (const term of read.expanded.terms)
    for (const factor of term.factors) {
      const plain = factor.kind === 'name' && isCategorical(types.get(factor.name)!)
      for (const name of variablesOf(factor)) (plain ? factors : covariates).add(name)
    }
  return { factors: [...factors], covariates: [...covariates] }
}

/**
 * The grid over all factors of the fixed part and over the values `at` of its covariates (their means where absent).
 * @param shift added to one covariate, for slopes
 */
export function referenceGrid(
  spec: ModelSpec,
  table: DataTable,
  frame: ModelFrame,
  at: Readonly<Record<string, readonly number[]>>,
  shift?: { readonly covariate: string; readonly by: number },
): ReferenceGrid | null {
  const basis = basisOf(table, frame)
  const variables = gridVariables(spec, table, basis, at)
  const n = variables.reduce((product, v) => product * v.labels.length, 1)
  if (n > maxGridRows) return null
  const index = new Int32Array(n * variables.length)
  const numbers = new Map<string, Float64Array>()
  const codes = new Map<string, Int32Array>()
  let every = 1
  variables.forEach((variable, v) => {
    const size = variable.labels.length
    const values = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      const level = Math.floor(i / every) % size
      index[v * n + i] = level
      values[i] = variable.values[level]
    }
    if (shift?.covariate === variable.name) for (let i = 0; i < n; i++) values[i] += shift.by
    if (variable.kind === 'factor') codes.set(variable.name, Int32Array.from(values))
    else numbers.set(variable.name, values)
    every *= size
  })
  const grid: Grid = { n, numbers, codes }
  const X = gridDesign(spec, table, basis, grid)
  return { variables, n, index, X: X.values, p: X.nColumns }
}

function gridVariables(
  spec: ModelSpec,
  table: DataTable,
  basis: FrameData,
  at: Readonly<Record<string, readonly number[]>>,
): GridVariable[] {
  const { factors, covariates } = predictorsOf(spec, table)
  const ofFactors = factors.map((name): GridVariable => {
    const { levels } = basis.factor(name)
    return { name, kind: 'factor', labels: levels, values: Float64Array.from(levels.keys()) }
  })
  const ofCovariates = covariates.map((name): GridVariable => {
    const values = Float64Array.from(at[name] ?? [moments(basis.numbers(name)).mean])
    return { name, kind: 'covariate', labels: Array.from(values, String), values }
  })
  return [...ofFactors, ...ofCovariates]
}

import type { DataTable } from '../../contract/columns'
import type { MarginalMeansRequest } from '../../contract/analysis'
import type { ModelSpec } from '../../contract/modelSpec'
import type { ModelFrame } from '../../model/modelFrame'
import { tTwoSided } from '../../math/distributions'
import { adjustedP, intervalMultiplier } from '../contrasts/adjust'
import { contrastFamily } from '../contrasts/contrastFamilies'
import type { LinearInference } from '../linearInference'
import { referenceGrid, type ReferenceGrid } from './referenceGrid'

/** A mean (or slope) at one combination of the factors asked for. */
export interface MarginalMean {
  /** Level of each factor asked for, `by` factors last. */
  readonly levels: readonly string[]
  readonly estimate: number
  readonly stdError: number
  readonly df: number
  readonly lower: number
  readonly upper: number
  readonly statistic: number
  readonly pValue: number
}

/** A contrast of the means within one combination of the `by` factors. */
export interface MarginalContrast {
  readonly contrast: string
  readonly by: readonly string[]
  readonly estimate: number
  readonly stdError: number
  readonly df: number
  readonly lower: number
  readonly upper: number
  readonly statistic: number
  /** Adjusted within its family. */
  readonly pValue: number
}

export interface MarginalMeans {
  readonly factors: readonly string[]
  readonly by: readonly string[]
  readonly means: readonly MarginalMean[]
  readonly contrasts: readonly MarginalContrast[]
  /** Factors of the model that the means are averaged over, with equal weights. */
  readonly averagedOver: readonly string[]
  /** Values at which covariates are held. */
  readonly heldAt: readonly { readonly name: string; readonly value: number }[]
}

/**
 * Estimated marginal means: predictions on the reference grid, averaged with equal weights over the factors not asked
 * for; or slopes of a covariate there. Contrasts are taken within each combination of the `by` factors.
 * Source: Searle, Speed & Milliken (1980), The American Statistician 34(4).
 * @returns null when the grid would be larger than maxGridRows
 */
export function marginalMeans(
  spec: ModelSpec,
  table: DataTable,
  frame: ModelFrame,
  model: LinearInference,
  request: MarginalMeansRequest,
): MarginalMeans | null {
  const grid = referenceGrid(spec, table, frame, request.at)
  if (grid === null) return null
  const X = request.slopeOf === undefined ? grid.X : slopeRows(spec, table, frame, request, request.slopeOf)
  if (X === null) return null
  const shown = [...request.factors, ...request.by]
  const rows = averageRows({ ...grid, X }, shown)
  const means = rows.map(({ levels, l }) => meanRow(model, levels, l, spec.level))
  const nBy = request.by.length
  const families = new Map<string, { by: readonly string[]; members: { name: string; l: Float64Array }[] }>()
  for (const { levels, l } of rows) {
    const by = nBy === 0 ? [] : levels.slice(-nBy)
    const key = by.join('\n')
    if (!families.has(key)) families.set(key, { by, members: [] })
    families.get(key)!.members.push({ name: levels.slice(0, request.factors.length).join(' '), l })
  }
  const contrasts = [...families.values()].flatMap(({ by, members }) =>
    contrastRows(model, by, members, request, spec.level),
  )
  const slopeOf = request.slopeOf
  return {
    factors: request.factors,
    by: request.by,
    means,
    contrasts,
    averagedOver: grid.variables.filter((v) => !shown.includes(v.name) && v.labels.length > 1).map((v) => v.name),
    heldAt: grid.variables
      .filter((v) => v.kind === 'covariate' && v.values.length === 1 && v.name !== slopeOf)
      .map((v) => ({ name: v.name, value: v.values[0] })),
  }
}

interface GridMean {
  readonly levels: readonly string[]
  readonly l: Float64Array
}

/** Averages rows of X over everything but the variables shown; the first variable shown runs fastest. */
function averageRows(grid: ReferenceGrid, shown: readonly string[]): GridMean[] {
  const { n, p, index, X } = grid
  const at = shown.map((name) => grid.variables.findIndex((v) => v.name === name))
  const sizes = at.map((v) => grid.variables[v].labels.length)
  const nMeans = sizes.reduce((product, size) => product * size, 1)
  const sums = Array.from({ length: nMeans }, () => new Float64Array(p))
  const counts = new Int32Array(nMeans)
  for (let i = 0; i < n; i++) {
    let cell = 0
    for (let s = at.length - 1; s >= 0; s--) cell = cell * sizes[s] + index[at[s] * n + i]
    counts[cell]++
    for (let j = 0; j < p; j++) sums[cell][j] += X[j * n + i]
  }
  return sums.map((l, cell) => {
    let rest = cell
    const levels = at.map((v, s) => {
      const level = rest % sizes[s]
      rest = Math.floor(rest / sizes[s])
      return grid.variables[v].labels[level]
    })
    return { levels, l: l.map((value) => value / counts[cell]) }
  })
}

/** dX / dx at each grid row by a central difference, exact for polynomials up to the second degree. */
function slopeRows(
  spec: ModelSpec,
  table: DataTable,
  frame: ModelFrame,
  request: MarginalMeansRequest,
  covariate: string,
): Float64Array | null {
  const column = table.columns.find((c) => c.name === covariate)
  if (column?.kind !== 'numeric') return null
  let low = Infinity
  let high = -Infinity
  for (const row of frame.rows) {
    low = Math.min(low, column.values[row])
    high = Math.max(high, column.values[row])
  }
  const by = 0.001 * (high - low || 1)
  const plus = referenceGrid(spec, table, frame, request.at, { covariate, by })
  const minus = referenceGrid(spec, table, frame, request.at, { covariate, by: -by })
  if (plus === null || minus === null) return null
  return plus.X.map((value, i) => (value - minus.X[i]) / (2 * by))
}

function meanRow(model: LinearInference, levels: readonly string[], l: Float64Array, level: number): MarginalMean {
  const { estimate, stdError, df } = model.estimate(l)
  const half = intervalMultiplier(level, df, 1, 'none', { kind: 'none', nMeans: 1 }) * stdError
  const statistic = estimate / stdError
  const pValue = tTwoSided(statistic, df)
  return { levels, estimate, stdError, df, lower: estimate - half, upper: estimate + half, statistic, pValue }
}

function contrastRows(
  model: LinearInference,
  by: readonly string[],
  members: readonly { readonly name: string; readonly l: Float64Array }[],
  request: MarginalMeansRequest,
  level: number,
): MarginalContrast[] {
  const names = members.map((member) => member.name)
  const family = { kind: request.contrasts, nMeans: members.length }
  const rows = contrastFamily(request.contrasts, names).map(({ label, coefficients }) => {
    const l = new Float64Array(model.p)
    members.forEach((member, m) => {
      for (let j = 0; j < model.p; j++) l[j] += coefficients[m] * member.l[j]
    })
    return { label, ...model.estimate(l) }
  })
  const statistics = Float64Array.from(rows, (row) => row.estimate / row.stdError)
  const pValues = adjustedP(
    statistics,
    Float64Array.from(rows, (row) => row.df),
    request.adjust,
    family,
  )
  return rows.map(({ label, estimate, stdError, df }, i) => {
    const half = intervalMultiplier(level, df, rows.length, request.adjust, family) * stdError
    return {
      contrast: label,
      by,
      estimate,
      stdError,
      df,
      lower: estimate - half,
      upper: estimate + half,
      statistic: statistics[i],
      pValue: pValues[i],
    }
  })
}

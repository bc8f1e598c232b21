import type { AnovaType, ModelSpec } from '../../contract/modelSpec'
import type { DataTable } from '../../contract/columns'
import { orthogonalise, solveUpperInPlace } from '../../linalg/orthogonalise'
import { buildModelFrame } from '../../model/buildModelFrame'
import type { ModelFrame } from '../../model/modelFrame'

/** What an ANOVA row tests: rows of L over the columns of X that were kept. */
export interface TermHypothesis {
  readonly term: string
  readonly L: readonly Float64Array[]
}

/** The kept columns of a design with what hypotheses need of it. */
interface Design {
  readonly frame: ModelFrame
  readonly kept: Int32Array
}

/**
 * Hypotheses of an ANOVA table, the same whatever the contrasts of the factors:
 * type I tests each term after those before it, type II after all terms that do not contain it, and type III the
 * term's coefficients where factors are coded to sum to zero, that is, averaged evenly over the levels of the other
 * factors (SAS/STAT: The four types of estimable functions; Fox 2016, ch. 8). A term contains another when it holds
 * all the other's variables and more.
 */
export function termHypotheses(
  type: AnovaType,
  frame: ModelFrame,
  kept: Int32Array,
  spec: ModelSpec,
  table: DataTable,
): TermHypothesis[] {
  const design = { frame, kept }
  const terms = frame.X.termNames.map((term, t) => ({ term, t }))
  const hypotheses = terms.map(({ term, t }) => ({ term, L: rowsFor(type, design, t, spec, table) }))
  return hypotheses.filter(({ L }) => L.length > 0)
}

function rowsFor(type: AnovaType, design: Design, t: number, spec: ModelSpec, table: DataTable): Float64Array[] {
  const { frame, kept } = design
  const own = columnsOf(design, (term) => term === t)
  if (own.length === 0) return []
  if (type === 'III') {
    const isContained = frame.termVariables.some((_, other) => contains(frame, other, t))
    return isContained && !isSumCoded(frame) ? sumCodedRows(design, t, spec, table) : unitRows(own, kept.length)
  }
  const before =
    type === 'I'
      ? columnsOf(design, (term) => term < t)
      : columnsOf(design, (term) => term !== t && (term < 0 || !contains(frame, term, t)))
  return sequentialRows(design, before, own)
}

/** Places among the kept columns of the terms asked for; −1 is the intercept. */
function columnsOf({ frame, kept }: Design, wanted: (term: number) => boolean): number[] {
  const out: number[] = []
  kept.forEach((column, place) => {
    if (wanted(frame.X.termOf[column])) out.push(place)
  })
  return out
}

function contains(frame: ModelFrame, outer: number, inner: number): boolean {
  const a = frame.termVariables[outer]
  const b = frame.termVariables[inner]
  return outer !== inner && b.every((v) => a.includes(v)) && a.some((v) => !b.includes(v))
}

function isSumCoded(frame: ModelFrame): boolean {
  return frame.coding.every(({ coding }) => coding === 'sum')
}

function unitRows(columns: readonly number[], size: number): Float64Array[] {
  return columns.map((j) => {
    const row = new Float64Array(size)
    row[j] = 1
    return row
  })
}

/**
 * Rows of the triangular factor for `own` when the columns enter in the order before, own, rest: the hypothesis that
 * the reduction in the sum of squares due to `own`, after `before` and ignoring the rest, is nil. Observations count
 * by their weights.
 */
function sequentialRows(design: Design, before: readonly number[], own: readonly number[]): Float64Array[] {
  const { frame, kept } = design
  const rest = Array.from(kept, (_, place) => place).filter((place) => !before.includes(place) && !own.includes(place))
  const order = [...before, ...own, ...rest]
  const X = columnCopy(
    frame,
    order.map((place) => kept[place]),
  )
  const { R, rank, kept: independent } = orthogonalise(X, frame.nObs, order.length)
  const rows: Float64Array[] = []
  for (let r = 0; r < rank; r++) {
    const position = independent[r]
    if (position < before.length || position >= before.length + own.length) continue
    const row = new Float64Array(kept.length)
    for (let c = r; c < rank; c++) row[order[independent[c]]] = R[c * rank + r]
    rows.push(row)
  }
  return rows
}

function columnCopy(frame: ModelFrame, columns: readonly number[]): Float64Array {
  const n = frame.nObs
  const out = new Float64Array(n * columns.length)
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) {
      out[j * n + i] = frame.X.values[column * n + i] * (frame.weights ? Math.sqrt(frame.weights[i]) : 1)
    }
  })
  return out
}

/**
 * The term's coefficients as they would be with all factors coded to sum to zero: with X = S M for the kept columns
 * S of that coding, beta of S is M beta, so the hypothesis is made of rows of M.
 */
function sumCodedRows({ frame, kept }: Design, t: number, spec: ModelSpec, table: DataTable): Float64Array[] {
  const built = buildModelFrame({ ...spec, contrasts: 'sum', contrastsOf: {} }, table)
  if (!built.ok) throw new Error('The frame could not be built with contrasts that sum to zero')
  const S = built.frame.X
  const n = frame.nObs
  const qr = orthogonalise(S.values, n, S.nColumns)
  const places = Array.from(qr.kept, (column, place) => ({ column, place })).filter(
    ({ column }) => S.termOf[column] === t,
  )
  const rows = places.map(() => new Float64Array(kept.length))
  const column = new Float64Array(qr.rank)
  kept.forEach((source, j) => {
    const x = frame.X.values.subarray(source * n, (source + 1) * n)
    for (let r = 0; r < qr.rank; r++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += qr.Q[r * n + i] * x[i]
      column[r] = sum
    }
    solveUpperInPlace(qr.R, qr.rank, column)
    const largest = column.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
    places.forEach(({ place }, m) => {
      const value = column[place]
      rows[m][j] = Math.abs(value) <= 1e-12 * largest ? 0 : value
    })
  })
  return rows
}

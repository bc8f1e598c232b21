import type { Column, DataTable } from '../contract/columns'
import type { ModelSpec } from '../contract/modelSpec'
import type { Coded } from '../data/factors'
import { codingFrom } from './buildModelFrame'
import { designMatrix } from './designMatrix'
import { FrameData, type DesignData } from './frameData'
import type { DesignMatrix, ModelFrame } from './modelFrame'
import { readSpec } from './validateSpec'

/** Values of the predictors at new rows. Factors are given by code in the levels that the model knows. */
export interface Grid {
  readonly n: number
  readonly numbers: ReadonlyMap<string, Float64Array>
  readonly codes: ReadonlyMap<string, Int32Array>
}

/** The rows that a model was fitted to, for the levels, means and functions that new rows need. */
export function basisOf(table: DataTable, frame: ModelFrame): FrameData {
  return new FrameData(table, frame.rows)
}

/**
 * X at new rows, with the coding, the levels and the constants of `scale`, `center` and `poly` of the rows fitted.
 * Columns are those of the model's own X, in its order.
 * @throws a bug when the grid leaves out a predictor, or the spec is not one that a frame was built from
 */
export function gridDesign(spec: ModelSpec, table: DataTable, basis: FrameData, grid: Grid): DesignMatrix {
  const { read } = readSpec(spec, table)
  if (read === null) throw new Error('gridDesign: the spec has no frame')
  const data = new GridData(basis, grid)
  const coded = designMatrix(read.expanded.terms, read.expanded.intercept, data, codingFrom(spec, data), {
    at: 'fixed',
  })
  if (!coded.ok) throw new Error(`gridDesign: ${coded.problems[0].code}`)
  const { matrix } = coded
  const values = new Float64Array(grid.n * matrix.nColumns)
  for (let j = 0; j < matrix.nColumns; j++)
    values.set(matrix.values.subarray(j * data.n + data.nBasis, (j + 1) * data.n), j * grid.n)
  return { ...matrix, nRows: grid.n, values }
}

/** The rows fitted, followed by those of a grid. */
class GridData implements DesignData {
  readonly n: number
  readonly nBasis: number
  private readonly basis: FrameData
  private readonly grid: Grid

  constructor(basis: FrameData, grid: Grid) {
    this.basis = basis
    this.grid = grid
    this.nBasis = basis.n
    this.n = basis.n + grid.n
  }

  column(name: string): Column {
    return this.basis.column(name)
  }

  numbers(name: string): Float64Array {
    const values = this.grid.numbers.get(name)
    if (values === undefined) throw new Error(`gridDesign: no values of ${name}`)
    const out = new Float64Array(this.n)
    out.set(this.basis.numbers(name))
    out.set(values, this.nBasis)
    return out
  }

  factor(name: string): Coded {
    const codes = this.grid.codes.get(name)
    if (codes === undefined) throw new Error(`gridDesign: no levels of ${name}`)
    const known = this.basis.factor(name)
    const out = new Int32Array(this.n)
    out.set(known.codes)
    out.set(codes, this.nBasis)
    return { codes: out, levels: known.levels }
  }
}

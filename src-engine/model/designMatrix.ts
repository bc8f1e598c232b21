import type { ContrastCoding } from '../contract/modelSpec'
import type { SpecProblem, SpecPlace } from '../contract/problems'
import { isCategorical } from '../data/columns'
import type { Expr } from '../formula/ast'
import { variablesOf } from '../formula/expand'
import { displayExpr, printExpr } from '../formula/print'
import type { Term } from '../formula/terms'
import { contrastColumns, indicatorColumns } from './contrasts'
import { evaluate } from './evaluate'
import type { DesignData } from './frameData'
import type { DesignMatrix } from './modelFrame'
import { orthogonalPolynomials } from './polynomials'
import { specProblem } from './problem'
import { fullCoding } from './termCoding'

/** How a factor is to be coded. */
export interface FactorCoding {
  readonly coding: ContrastCoding
  readonly reference?: string
}

export type CodingOf = (variable: string) => FactorCoding

/** One column of one factor of a term: numbers, or a value per level. */
type Piece =
  | { readonly kind: 'numbers'; readonly name: string; readonly values: Float64Array }
  | { readonly kind: 'levels'; readonly name: string; readonly codes: Int32Array; readonly values: Float64Array }

/** Memory that one design matrix may take. */
const limitBytes = 2 * 2 ** 30

/** Whether a factor of a term is a variable coded by levels. */
export function isFactorVariable(factor: Expr, data: DesignData): boolean {
  return factor.kind === 'name' && isCategorical(data.column(factor.name))
}

export type DesignResult =
  | { readonly ok: true; readonly matrix: DesignMatrix }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] }

/**
 * Codes an intercept and terms as columns, in order of terms; within a term, the first factor's columns run fastest.
 * Refuses values that are not finite, and matrices that would not fit in memory.
 */
export function designMatrix(
  terms: readonly Term[],
  intercept: boolean,
  data: DesignData,
  codingOf: CodingOf,
  place: SpecPlace,
): DesignResult {
  const full = fullCoding(terms, intercept, (factor) => isFactorVariable(factor, data))
  const pieces = new Map<string, readonly Piece[]>()
  const problems: SpecProblem[] = []
  const names: string[] = intercept ? ['(Intercept)'] : []
  const termOf: number[] = intercept ? [-1] : []
  const products: Piece[][] = intercept ? [[]] : []
  terms.forEach((term, t) => {
    const choices = term.factors.map((factor, f) => {
      const key = `${printExpr(factor)}\n${full[t][f]}`
      let known = pieces.get(key)
      if (known === undefined) {
        known = piecesOf(factor, full[t][f], data, codingOf)
        const problem = finiteProblem(known, factor, data, place)
        if (problem) problems.push(problem)
        pieces.set(key, known)
      }
      return known
    })
    const nColumns = choices.reduce((count, list) => count * list.length, 1)
    if (data.n * (names.length + nColumns) * 8 > limitBytes) {
      problems.push(
        specProblem('model-too-large', place, { nBytes: data.n * (names.length + nColumns) * 8, limitBytes }),
      )
      return
    }
    for (const product of combinations(choices)) {
      names.push(product.map((piece) => piece.name).join(':'))
      termOf.push(t)
      products.push(product)
    }
  })
  if (problems.length > 0) return { ok: false, problems }
  const values = new Float64Array(data.n * products.length)
  products.forEach((product, j) => fill(values.subarray(j * data.n, (j + 1) * data.n), product))
  const termNames = terms.map((term) => term.name)
  return {
    ok: true,
    matrix: { nRows: data.n, nColumns: products.length, values, names, termOf: Int32Array.from(termOf), termNames },
  }
}

function piecesOf(factor: Expr, isFull: boolean, data: DesignData, codingOf: CodingOf): Piece[] {
  const name = displayExpr(factor)
  if (factor.kind === 'name' && isFactorVariable(factor, data)) {
    const { codes, levels } = data.factor(factor.name)
    const { coding, reference } = codingOf(factor.name)
    const columns = isFull ? indicatorColumns(levels) : contrastColumns(levels, coding, reference)
    return columns.map(({ level, values }) => ({ kind: 'levels', name: `${name}[${level}]`, codes, values }))
  }
  const read = (variable: string): Float64Array => data.numbers(variable)
  if (factor.kind === 'call' && factor.callee === 'poly') {
    const [argument, degree] = factor.args
    const columns = orthogonalPolynomials(
      evaluate(argument, read, data.n, data.nBasis),
      degree.kind === 'number' ? degree.value : 1,
      data.nBasis,
    )
    return columns.map((values, k) => ({ kind: 'numbers', name: `${name}[${k + 1}]`, values }))
  }
  return [{ kind: 'numbers', name, values: evaluate(factor, read, data.n, data.nBasis) }]
}

function finiteProblem(pieces: readonly Piece[], factor: Expr, data: DesignData, place: SpecPlace): SpecProblem | null {
  for (const piece of pieces) {
    const nRows = piece.kind === 'numbers' ? countNonFinite(piece.values) : 0
    if (nRows > 0) return nonFinite(factor, nRows, place)
  }
  return null
}

export function nonFinite(expr: Expr, nRows: number, place: SpecPlace): SpecProblem {
  const variable = variablesOf(expr).join(', ')
  const expression = displayExpr(expr)
  return specProblem(
    'non-finite-values',
    place,
    expression === variable ? { variable, nRows } : { variable, nRows, expression },
  )
}

export function countNonFinite(values: Float64Array): number {
  let n = 0
  for (const value of values) if (!Number.isFinite(value)) n++
  return n
}

/** Every choice of one piece per factor, the first factor running fastest. */
function combinations(choices: readonly (readonly Piece[])[]): Piece[][] {
  return choices.reduce<Piece[][]>(
    (products, list) => list.flatMap((piece) => products.map((product) => [...product, piece])),
    [[]],
  )
}

function fill(column: Float64Array, product: readonly Piece[]): void {
  if (product.length === 0) {
    column.fill(1)
    return
  }
  product.forEach((piece, k) => {
    const { values } = piece
    if (piece.kind === 'numbers') {
      if (k === 0) column.set(values)
      else for (let i = 0; i < column.length; i++) column[i] *= values[i]
    } else {
      const { codes } = piece
      if (k === 0) for (let i = 0; i < column.length; i++) column[i] = values[codes[i]]
      else for (let i = 0; i < column.length; i++) column[i] *= values[codes[i]]
    }
  })
}

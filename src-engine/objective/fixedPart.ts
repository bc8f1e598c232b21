import { orthogonalise, type Orthogonalised } from '../linalg/orthogonalise'
import { accurateSum } from '../math/doubleDouble'
import type { ModelFrame } from '../model/modelFrame'

/** The fixed-effects part of a model, orthogonalised: √W X E = Q R and √W (y − offset) = Q c + r. */
export interface FixedPart {
  readonly qr: Orthogonalised
  /** Columns of Q. */
  readonly columns: readonly Float64Array[]
  /** c, length rank. */
  readonly coordinates: Float64Array
  /** r, orthogonal to Q, length n. */
  readonly remainder: Float64Array
  /** √W (y − offset). */
  readonly response: Float64Array
  readonly rootWeights: Float64Array | null
  /** 2 log |det R| of the kept columns as coded. */
  readonly logDetR: number
  readonly sumLogWeights: number
}

/**
 * Whitens by the weights, subtracts the offset and orthogonalises X. Working with Q and r instead of X and y keeps
 * cross-products from squaring the condition number, and takes a large mean out of the sums of squares.
 */
export function prepareFixedPart(frame: ModelFrame): FixedPart {
  const n = frame.nObs
  const p = frame.X.nColumns
  const rootWeights = frame.weights ? Float64Array.from(frame.weights, Math.sqrt) : null
  let X = frame.X.values
  const response = frame.y.slice()
  if (frame.offset) for (let i = 0; i < n; i++) response[i] -= frame.offset[i]
  if (rootWeights) {
    X = X.slice(0, n * p)
    for (let j = 0; j < p; j++) for (let i = 0; i < n; i++) X[j * n + i] *= rootWeights[i]
    for (let i = 0; i < n; i++) response[i] *= rootWeights[i]
  }
  const qr = orthogonalise(X, n, p)
  const columns = Array.from({ length: qr.rank }, (_, j) => qr.Q.subarray(j * n, (j + 1) * n))
  const remainder = response.slice()
  const coordinates = new Float64Array(qr.rank)
  for (let pass = 0; pass < 2; pass++) {
    columns.forEach((q, j) => {
      let c = 0
      for (let i = 0; i < n; i++) c += q[i] * remainder[i]
      coordinates[j] += c
      for (let i = 0; i < n; i++) remainder[i] -= c * q[i]
    })
  }
  let logDetR = 0
  for (let j = 0; j < qr.rank; j++) logDetR += 2 * Math.log(qr.R[j * qr.rank + j])
  const sumLogWeights = frame.weights ? accurateSum(frame.weights.map(Math.log)) : 0
  return { qr, columns, coordinates, remainder, response, rootWeights, logDetR, sumLogWeights }
}

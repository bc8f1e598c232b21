import type { Orthogonalised } from '../linalg/orthogonalise'
import { solveUpperInPlace } from '../linalg/orthogonalise'
import type { ModelFrame } from '../model/modelFrame'
import { bilinear, dot, type FixedInference } from '../fit/fixedEffects/fixedInference'

/** An estimate lᵀ beta with its standard error and df; NaN where lᵀ beta is not estimable. */
export interface LinearEstimate {
  readonly estimate: number
  readonly stdError: number
  /** Infinity where the reference distribution is normal. */
  readonly df: number
}

/** Linear functions of the coefficients as the formula codes them, aliased columns included. */
export interface LinearInference {
  /** Number of columns of X. */
  readonly p: number
  /** @param l length p */
  estimate(l: Float64Array): LinearEstimate
}

/** Relative size of the part of l outside the row space of X above which lᵀ beta is taken as not estimable. */
const estimableTolerance = 1e-8

/**
 * Lets linear functions be stated over all columns of X. Where columns are aliased, lᵀ beta is estimable when l is
 * orthogonal to every direction that leaves X beta as it is (Searle 1971, Linear Models, ch. 5).
 */
export function linearInference(frame: ModelFrame, qr: Orthogonalised, inference: FixedInference): LinearInference {
  const p = frame.X.nColumns
  const nullSpace = aliasedDirections(frame, qr)
  return {
    p,
    estimate(l) {
      const largest = l.reduce((max, v) => Math.max(max, Math.abs(v)), 0)
      if (nullSpace.some((direction) => Math.abs(dot(direction, l)) > estimableTolerance * largest))
        return { estimate: NaN, stdError: NaN, df: NaN }
      const kept = Float64Array.from(qr.kept, (j) => l[j])
      return {
        estimate: dot(kept, inference.beta),
        stdError: Math.sqrt(Math.max(0, bilinear(inference.vcov, kept, kept))),
        df: inference.df(kept),
      }
    },
  }
}

/** For each aliased column j, e_j − Σ c_k e_k with x_j = Σ c_k x_k over the columns kept. */
function aliasedDirections(frame: ModelFrame, qr: Orthogonalised): Float64Array[] {
  const { nRows, rank, Q, R, kept, aliased } = qr
  const { values, nColumns } = frame.X
  return Array.from(aliased, (j) => {
    const c = new Float64Array(rank)
    for (let i = 0; i < nRows; i++) {
      const root = frame.weights === null ? 1 : Math.sqrt(frame.weights[i])
      const x = root * values[j * nRows + i]
      if (x === 0) continue
      for (let k = 0; k < rank; k++) c[k] += Q[k * nRows + i] * x
    }
    solveUpperInPlace(R, rank, c)
    const direction = new Float64Array(nColumns)
    direction[j] = 1
    for (let k = 0; k < rank; k++) direction[kept[k]] = -c[k]
    return direction
  })
}

import type { DfMethod } from '../../contract/modelSpec'
import { symmetricEigen } from '../../linalg/symmetricEigen'

/** An F test of a linear hypothesis. `denDf` is infinite for the asymptotic (chi-square) test. */
export interface FTest {
  readonly numDf: number
  readonly denDf: number
  readonly statistic: number
}

/** Estimates of the columns of X that were kept, with a way to judge any linear function of them. */
export interface FixedInference {
  /** The method in use; not the one asked for where that is not available. */
  readonly method: DfMethod
  readonly rank: number
  readonly beta: Float64Array
  /** rank × rank, column-major; adjusted where the method adjusts. */
  readonly vcov: Float64Array
  /** Degrees of freedom of lᵀ beta; infinite for the normal distribution. */
  df(l: Float64Array): number
  /** Tests L beta = 0; rows of L of length rank, linearly dependent ones count once. */
  test(L: readonly Float64Array[]): FTest
}

/** lᵀ V m for column-major V. */
export function bilinear(V: Float64Array, l: Float64Array, m: Float64Array): number {
  const n = l.length
  let sum = 0
  for (let j = 0; j < n; j++) {
    if (m[j] === 0) continue
    let column = 0
    for (let i = 0; i < n; i++) column += l[i] * V[j * n + i]
    sum += column * m[j]
  }
  return sum
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** An orthogonal set of contrasts that spans a hypothesis: their variances and squared t statistics. */
export interface OrthogonalContrasts {
  readonly contrasts: readonly Float64Array[]
  readonly tSquared: readonly number[]
}

/** Rotates the rows of L until their estimates are uncorrelated; directions without variance are left out. */
export function orthogonalContrasts(
  L: readonly Float64Array[],
  vcov: Float64Array,
  beta: Float64Array,
): OrthogonalContrasts {
  const m = L.length
  // Rows are brought to unit variance first, so that the rank does not hang on the units of the covariates.
  const scaled = L.flatMap((row) => {
    const variance = bilinear(vcov, row, row)
    return variance > 0 ? [row.map((v) => v / Math.sqrt(variance))] : []
  })
  const size = scaled.length
  const V = new Float64Array(size * size)
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) V[j * size + i] = bilinear(vcov, scaled[i], scaled[j])
  const { values, vectors } = symmetricEigen(V, size)
  const contrasts: Float64Array[] = []
  const tSquared: number[] = []
  for (let e = size - 1; e >= 0; e--) {
    if (values[e] <= 1e-10 * m) continue
    const row = new Float64Array(beta.length)
    for (let i = 0; i < size; i++) for (let j = 0; j < row.length; j++) row[j] += vectors[e * size + i] * scaled[i][j]
    contrasts.push(row)
    tSquared.push(dot(row, beta) ** 2 / values[e])
  }
  return { contrasts, tSquared }
}

/** The same degrees of freedom for every hypothesis: residual ones, or infinitely many. */
export function constantDfInference(
  method: DfMethod,
  beta: Float64Array,
  vcov: Float64Array,
  df: number,
): FixedInference {
  return {
    method,
    rank: beta.length,
    beta,
    vcov,
    df: () => df,
    test(L) {
      const { tSquared } = orthogonalContrasts(L, vcov, beta)
      const numDf = tSquared.length
      return { numDf, denDf: df, statistic: tSquared.reduce((a, b) => a + b, 0) / numDf }
    },
  }
}

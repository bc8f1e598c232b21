/**
 * Orthonormal polynomials in x of degrees 1 to k over the rows given, by the three-term recurrence of Forsythe (1957,
 * J. SIAM 5); leading coefficients are positive, as R's `poly` has them. A degree that the number of distinct values
 * does not support gives a column of zeros, which the fit then reports as aliased.
 * Rows from `nBasis` on do not shape the polynomials: they are new rows at which the same polynomials are evaluated.
 */
export function orthogonalPolynomials(x: Float64Array, degree: number, nBasis = x.length): Float64Array[] {
  const n = x.length
  const scale = spread(x.subarray(0, nBasis))
  const out: Float64Array[] = []
  let previous = new Float64Array(n)
  let current = new Float64Array(n).fill(1 / Math.sqrt(nBasis))
  let beta = 0
  let exhausted = scale.range === 0
  for (let k = 1; k <= degree; k++) {
    const next = new Float64Array(n)
    if (!exhausted) {
      let alpha = 0
      for (let i = 0; i < nBasis; i++) alpha += ((x[i] - scale.low) / scale.range) * current[i] * current[i]
      for (let i = 0; i < n; i++) next[i] = ((x[i] - scale.low) / scale.range - alpha) * current[i] - beta * previous[i]
      orthogonalise(next, out, nBasis)
      const norm = length(next.subarray(0, nBasis))
      exhausted = norm < 1e-10
      if (exhausted) next.fill(0)
      else for (let i = 0; i < n; i++) next[i] /= norm
      beta = norm
    }
    out.push(next)
    previous = current
    current = next
  }
  return out
}

/** A second pass against the earlier columns and the constant keeps high degrees orthogonal in floating point. */
function orthogonalise(v: Float64Array, columns: readonly Float64Array[], nBasis: number): void {
  let mean = 0
  for (let i = 0; i < nBasis; i++) mean += v[i]
  mean /= nBasis
  for (let i = 0; i < v.length; i++) v[i] -= mean
  for (const column of columns) {
    let dot = 0
    for (let i = 0; i < nBasis; i++) dot += v[i] * column[i]
    for (let i = 0; i < v.length; i++) v[i] -= dot * column[i]
  }
}

function length(v: Float64Array): number {
  let sum = 0
  for (const value of v) sum += value * value
  return Math.sqrt(sum)
}

function spread(x: Float64Array): { low: number; range: number } {
  let low = Infinity
  let high = -Infinity
  for (const value of x) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, range: high - low }
}

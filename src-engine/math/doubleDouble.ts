/**
 * Sums and products with twice the digits of a double, as pairs (hi, lo) with |lo| ≤ ulp(hi)/2.
 * Sources: Knuth's two-sum, Veltkamp's split, Dekker's product (Ogita, Rump & Oishi 2005, SIAM J. Sci. Comput. 26).
 */

const splitter = 134217729

/**
 * r ← y − X beta in doubled precision, rounded to double at the end.
 * @param x n × p, column-major
 * @param betaHi leading parts, length p
 * @param betaLo trailing parts, length p
 */
export function accurateResidual(
  y: Float64Array,
  x: Float64Array,
  p: number,
  betaHi: Float64Array,
  betaLo: Float64Array,
  r: Float64Array,
): void {
  const n = y.length
  for (let i = 0; i < n; i++) {
    let hi = y[i]
    let lo = 0
    for (let j = 0; j < p; j++) {
      const a = x[j * n + i]
      const b = -betaHi[j]
      const product = a * b
      let c = splitter * a
      const aHi = c - (c - a)
      const aLo = a - aHi
      c = splitter * b
      const bHi = c - (c - b)
      const bLo = b - bHi
      const productError = aHi * bHi - product + aHi * bLo + aLo * bHi + aLo * bLo
      const sum = hi + product
      const part = sum - hi
      lo += hi - (sum - part) + (product - part) + productError - a * betaLo[j]
      hi = sum
    }
    r[i] = hi + lo
  }
}

/** Σ x_i with the rounding errors carried along (Neumaier 1974). */
export function accurateSum(x: Float64Array): number {
  let sum = 0
  let carried = 0
  for (const v of x) {
    const t = sum + v
    carried += Math.abs(sum) >= Math.abs(v) ? sum - t + v : v - t + sum
    sum = t
  }
  return sum + carried
}

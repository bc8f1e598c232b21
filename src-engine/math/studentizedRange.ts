import { tQuantile } from './distributions'
import gammaln from '@stdlib/math-base-special-gammaln'
import normal from '@stdlib/stats-base-dists-normal'

/**
 * Distribution of the studentized range of k means with nu degrees of freedom, for Tukey's comparisons.
 * Upper tails are integrated as such, so that small p keep their digits.
 * Source: the double integral of Copenhaver & Holland (1988, J. Stat. Comput. Simul. 30), here by the
 * trapezoidal rule in z inside and in log s outside, which converges exponentially for both (Trefethen & Weideman 2014).
 */

/** Spacing of the inner rule: at 0.25 the trapezoidal rule is exact to rounding for integrands this smooth. */
const spacing = 0.25
const lowest = -8.75
const sqrtTwoPi = Math.sqrt(2 * Math.PI)

/** Phi and phi on the grid lowest, lowest + spacing, …; grown when a wider range asks for it. */
const gridCdf: number[] = []
const gridDensity: number[] = []

function growGrid(n: number): void {
  for (let i = gridCdf.length; i < n; i++) {
    const z = lowest + i * spacing
    gridCdf.push(normal.cdf(z, 0, 1))
    gridDensity.push(Math.exp(-0.5 * z * z) / sqrtTwoPi)
  }
}

/** P(range of k standard normals > w). */
function normalRangeUpper(w: number, k: number): number {
  if (w <= 0) return 1
  if (w > 75) return 0
  const n = Math.ceil((Math.max(8.75, w / 2 + 8.75) - lowest) / spacing)
  growGrid(n)
  let sum = 0
  for (let i = 0; i < n; i++) {
    const upper = gridCdf[i]
    const share = Math.min(normal.cdf(lowest + i * spacing - w, 0, 1) / upper, 1)
    sum += gridDensity[i] * Math.pow(upper, k - 1) * -Math.expm1((k - 1) * Math.log1p(-share))
  }
  return Math.min(k * spacing * sum, 1)
}

/**
 * P(Q > q).
 * @param q the studentized range, ≥ 0
 * @param k number of means, ≥ 2
 * @param nu degrees of freedom, > 0; Infinity for known variance
 */
export function studentizedRangeUpper(q: number, k: number, nu: number): number {
  if (Number.isNaN(q) || Number.isNaN(nu) || k < 2 || nu <= 0) return NaN
  if (q <= 0) return 1
  if (q === Infinity) return 0
  if (nu > 1e8) return normalRangeUpper(q, k)
  const logConstant = Math.LN2 + (nu / 2) * Math.log(nu / 2) - gammaln(nu / 2)
  const logDensity = (u: number): number => logConstant + nu * (u - 0.5 * Math.exp(2 * u))
  const step = Math.min(0.125, 0.5 / Math.sqrt(2 * nu))
  let sum = 0
  for (const direction of [1, -1]) {
    for (let i = direction === 1 ? 0 : 1; ; i++) {
      const u = direction * i * step
      const density = Math.exp(logDensity(u))
      const term = density * normalRangeUpper(q * Math.exp(u), k)
      sum += term
      if (density < 1e-300 || (i > 8 && term < 1e-17 * sum)) break
    }
  }
  return Math.min(sum * step, 1)
}

/**
 * q with P(Q > q) = p.
 * @param p upper-tail probability in (0, 1)
 */
export function studentizedRangeQuantile(p: number, k: number, nu: number): number {
  if (!(p > 0 && p < 1)) return p >= 1 ? 0 : p === 0 ? Infinity : NaN
  // Bonferroni's bound on all pairs is never too small, and seldom twice too large.
  let high = Math.SQRT2 * tQuantile(1 - p / (k * (k - 1)), nu)
  let low = high / 2
  const target = Math.log(p)
  const miss = (q: number): number => Math.log(studentizedRangeUpper(q, k, nu)) - target
  let fHigh = miss(high)
  let fLow = miss(low)
  while (fLow < 0) {
    high = low
    fHigh = fLow
    low /= 2
    fLow = miss(low)
  }
  // Illinois variant of regula falsi: bracketed, superlinear.
  for (let iteration = 0; iteration < 200; iteration++) {
    const q = (low * fHigh - high * fLow) / (fHigh - fLow)
    const f = miss(q)
    if (Math.abs(f) < 1e-11 || high - low < 1e-12 * high) return q
    if (f > 0) {
      low = q
      fLow = f
      fHigh /= 2
    } else {
      high = q
      fHigh = f
      fLow /= 2
    }
  }
  return (low + high) / 2
}

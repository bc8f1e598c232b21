import { evenly } from './thin'

/** Points of the smooth line. */
const nEvaluations = 48
/** Observations that the smoother looks at; more do not move the line. */
const nSample = 1000
const nRobustSteps = 2

export interface Curve {
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * Locally weighted linear regression with tricube weights and bisquare robustness steps, evaluated at evenly spaced
 * ranks of x. `span` is the share of the data in each window. Fewer than five different x give no line.
 * Source: Cleveland 1979, Journal of the American Statistical Association 74, 829–836.
 */
export function lowess(x: ArrayLike<number>, y: ArrayLike<number>, span = 2 / 3): Curve {
  const order = Array.from({ length: x.length }, (_, i) => i)
    .filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]))
    .sort((a, b) => x[a] - x[b])
  const sample = evenly(order.length, nSample).map((rank) => order[rank])
  const xs = Float64Array.from(sample, (i) => x[i])
  const ys = Float64Array.from(sample, (i) => y[i])
  const at = distinct(Float64Array.from(evenly(xs.length, nEvaluations), (rank) => xs[rank]))
  if (at.length < 5) return { x: new Float64Array(0), y: new Float64Array(0) }
  const window = Math.max(3, Math.ceil(span * xs.length))
  const robust = new Float64Array(xs.length).fill(1)
  let line = at.map((x0) => localLine(xs, ys, robust, x0, window))
  for (let step = 0; step < nRobustSteps; step++) {
    const residuals = ys.map((value, i) => value - interpolate(at, line, xs[i]))
    const scale = 6 * median(residuals.map(Math.abs))
    if (!(scale > 0)) break
    residuals.forEach((r, i) => {
      const u = Math.min(1, Math.abs(r) / scale)
      robust[i] = (1 - u * u) ** 2
    })
    line = at.map((x0) => localLine(xs, ys, robust, x0, window))
  }
  return { x: at, y: line }
}

function distinct(sorted: Float64Array): Float64Array {
  return sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
}

/** Value at x0 of the weighted line through the `window` nearest of the sorted points. */
function localLine(x: Float64Array, y: Float64Array, robust: Float64Array, x0: number, window: number): number {
  let from = Math.max(0, Math.min(x.length - window, firstAtLeast(x, x0) - window))
  while (from + window < x.length && x[from + window] - x0 < x0 - x[from]) from++
  const to = from + window
  const reach = Math.max(x0 - x[from], x[to - 1] - x0) * 1.0001
  let sw = 0
  let sx = 0
  let sy = 0
  let sxx = 0
  let sxy = 0
  for (let i = from; i < to; i++) {
    const distance = reach > 0 ? Math.abs(x[i] - x0) / reach : 0
    const hollow = 1 - distance * distance * distance
    const w = hollow * hollow * hollow * robust[i]
    const dx = x[i] - x0
    sw += w
    sx += w * dx
    sy += w * y[i]
    sxx += w * dx * dx
    sxy += w * dx * y[i]
  }
  if (!(sw > 0)) return NaN
  const det = sw * sxx - sx * sx
  return det > 1e-12 * sw * sxx ? (sxx * sy - sx * sxy) / det : sy / sw
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

function interpolate(x: Float64Array, y: Float64Array, at: number): number {
  const right = Math.min(x.length - 1, Math.max(1, firstAtLeast(x, at)))
  const share = (at - x[right - 1]) / (x[right] - x[right - 1])
  return y[right - 1] + Math.min(1, Math.max(0, share)) * (y[right] - y[right - 1])
}

export function median(values: Float64Array): number {
  return quantile(values.slice().sort(), 0.5)
}

/** Quantile of sorted values by linear interpolation between order statistics; NaN of none. */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  const at = (sorted.length - 1) * probability
  const below = Math.floor(at)
  if (sorted.length === 0) return NaN
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

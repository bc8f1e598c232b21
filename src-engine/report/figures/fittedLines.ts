import type { Curve } from './lowess'

/** Fitted values over x as a line through a subset of the observations. */
export interface FittedLine extends Curve {
  /** Whether the fitted values were replaced by their straight-line summary, because they depend on more than x. */
  readonly summarised: boolean
}

const tolerance = 1e-7

/**
 * The line of `fitted` over `x` for these observations. Where the fitted values are a function of x alone they are joined;
 * where other variables move them too, the least-squares line through them stands for them.
 */
export function fittedLine(
  x: ArrayLike<number>,
  fitted: ArrayLike<number>,
  members: ArrayLike<number>,
  functionOfX: boolean,
): FittedLine {
  const order = Array.from(members).sort((a, b) => x[a] - x[b])
  if (functionOfX) {
    const kept = order.filter((i, k) => k === 0 || x[i] !== x[order[k - 1]])
    return { ...straightened(kept, x, fitted), summarised: false }
  }
  return { ...leastSquares(order, x, fitted), summarised: true }
}

/** A line through many collinear points is drawn by its ends. */
function straightened(order: readonly number[], x: ArrayLike<number>, fitted: ArrayLike<number>): Curve {
  const xs = Float64Array.from(order, (i) => x[i])
  const ys = Float64Array.from(order, (i) => fitted[i])
  const last = xs.length - 1
  if (last < 2) return { x: xs, y: ys }
  const slope = (ys[last] - ys[0]) / (xs[last] - xs[0])
  const reach = ys.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300)
  const straight = ys.every((y, k) => Math.abs(y - ys[0] - slope * (xs[k] - xs[0])) <= tolerance * reach)
  return straight ? { x: Float64Array.of(xs[0], xs[last]), y: Float64Array.of(ys[0], ys[last]) } : { x: xs, y: ys }
}

function leastSquares(order: readonly number[], x: ArrayLike<number>, fitted: ArrayLike<number>): Curve {
  const n = order.length
  if (n === 0) return { x: new Float64Array(0), y: new Float64Array(0) }
  const meanX = order.reduce((sum, i) => sum + x[i], 0) / n
  const meanY = order.reduce((sum, i) => sum + fitted[i], 0) / n
  let sxx = 0
  let sxy = 0
  for (const i of order) {
    sxx += (x[i] - meanX) ** 2
    sxy += (x[i] - meanX) * (fitted[i] - meanY)
  }
  const slope = sxx > 0 ? sxy / sxx : 0
  const ends = Float64Array.of(x[order[0]], x[order[n - 1]])
  return { x: ends, y: ends.map((at) => meanY + slope * (at - meanX)) }
}

/** Whether within each set of observations every value is the same. */
export function constantWithin(values: ArrayLike<number>, sets: readonly ArrayLike<number>[]): boolean {
  return sets.every((members) => {
    for (let k = 1; k < members.length; k++) if (values[members[k]] !== values[members[0]]) return false
    return true
  })
}

/** Several lines as one series: a NaN between them breaks the line. */
export function joinLines(lines: readonly Curve[]): Curve {
  const length = lines.reduce((sum, { x }) => sum + x.length + 1, 0)
  const x = new Float64Array(Math.max(0, length - 1)).fill(NaN)
  const y = x.slice()
  let at = 0
  for (const line of lines) {
    x.set(line.x, at)
    y.set(line.y, at)
    at += line.x.length + 1
  }
  return { x, y }
}

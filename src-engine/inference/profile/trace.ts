/** The signed root of the rise of the deviance along one parameter, all others at their best (Bates & Watts 1988, ch. 6). */
export interface ProfileTrace {
  readonly estimate: number
  /** Values of the parameter, ascending, with their zeta. */
  readonly values: Float64Array
  readonly zeta: Float64Array
  /** Ends of the interval; the bound of the parameter where the profile does not reach the cut-off. */
  readonly lower: number
  readonly upper: number
}

export interface TraceOptions {
  readonly estimate: number
  /** A first step of the parameter, about half a standard error. */
  readonly step: number
  /** Range of the parameter. */
  readonly low: number
  readonly high: number
  /** Quantile of the normal distribution at which the interval ends. */
  readonly cutoff: number
  /** Rise of the deviance over its minimum with the parameter held at `value`; not negative. */
  readonly rise: (value: number) => Promise<number>
}

const nPerSide = 6
const maxPerSide = 25

/** Follows the profile to both sides until it has passed the cut-off or the parameter ends. */
export async function traceProfile(options: TraceOptions): Promise<ProfileTrace> {
  const { estimate } = options
  const below = await oneSide(options, -1)
  const above = await oneSide(options, 1)
  const points = [...below.points.reverse(), { value: estimate, zeta: 0 }, ...above.points]
  return {
    estimate,
    values: Float64Array.from(points, (p) => p.value),
    zeta: Float64Array.from(points, (p) => p.zeta),
    lower: below.end,
    upper: above.end,
  }
}

interface Point {
  readonly value: number
  readonly zeta: number
}

async function oneSide(
  { estimate, step, low, high, cutoff, rise }: TraceOptions,
  side: 1 | -1,
): Promise<{ points: Point[]; end: number }> {
  const bound = side === 1 ? high : low
  const zetaAt = async (value: number): Promise<Point> => ({
    value,
    zeta: side * Math.sqrt(Math.max(0, await rise(value))),
  })
  const points: Point[] = []
  let last: Point = { value: estimate, zeta: 0 }
  let length = step
  while (points.length < maxPerSide && last.value !== bound) {
    let next = last.value + side * length
    if (side * (next - bound) >= 0) next = bound
    const point = await zetaAt(next)
    points.push(point)
    if (Math.abs(point.zeta) >= cutoff) return { points, end: await crossing(last, point, cutoff, zetaAt) }
    const gained = Math.abs(point.zeta - last.zeta)
    const wanted = (cutoff * 1.1) / nPerSide
    length = Math.abs(next - last.value) * Math.min(4, Math.max(0.25, gained > 0 ? wanted / gained : 4))
    last = point
  }
  return { points, end: bound }
}

/** Where |zeta| meets the cut-off between two points of one side. */
async function crossing(
  inside: Point,
  outside: Point,
  cutoff: number,
  zetaAt: (value: number) => Promise<Point>,
): Promise<number> {
  let a = inside
  let b = outside
  let fa = Math.abs(a.zeta) - cutoff
  let fb = Math.abs(b.zeta) - cutoff
  for (let iteration = 0; iteration < 30; iteration++) {
    const value = (a.value * fb - b.value * fa) / (fb - fa)
    const point = await zetaAt(value)
    const f = Math.abs(point.zeta) - cutoff
    if (Math.abs(f) < 1e-7 || Math.abs(b.value - a.value) < 1e-9 * Math.abs(value)) return value
    if (f < 0) {
      a = point
      fa = f
      fb /= 2
    } else {
      b = point
      fb = f
      fa /= 2
    }
  }
  return (a.value + b.value) / 2
}

/** Ends of a numeric axis and the round numbers that it labels. */
export interface Ticks {
  readonly min: number
  readonly max: number
  readonly values: readonly number[]
  /** Decimals that tick labels need. */
  readonly decimals: number
}

const roundSteps = [1, 2, 2.5, 5, 10]
/** Free space beyond the data at each end, as a share of their range. */
const margin = 0.04

/** About `count` round ticks within [low, high] and a little room around it; an empty or single-valued range is widened. */
export function niceTicks(low: number, high: number, count: number): Ticks {
  let from = Number.isFinite(low) ? low : 0
  let to = Number.isFinite(high) ? high : 1
  if (from === to) {
    const pad = from === 0 ? 1 : Math.abs(from) * 0.1
    from -= pad
    to += pad
  }
  const rough = (to - from) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * (roundSteps.find((candidate) => candidate * power >= rough * 0.999) ?? 10)
  const pad = margin * (to - from)
  const min = from - pad
  const max = to + pad
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  const decimals = decimalsOf(step)
  const values = Array.from({ length: last - first + 1 }, (_, i) => clean((first + i) * step, decimals))
  return { min, max, values, decimals }
}

function decimalsOf(step: number): number {
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const scaled = step * 10 ** digits
  return Math.abs(scaled - Math.round(scaled)) > 1e-6 ? digits + 1 : digits
}

/** Removes the rounding error of a multiple of the step. */
function clean(value: number, decimals: number): number {
  const cleaned = Number(value.toFixed(Math.min(20, decimals + 1)))
  return cleaned === 0 ? 0 : cleaned
}

/** Labels of all ticks, as the axis will show them. */
export function tickLabels({ values, decimals }: Ticks): readonly string[] {
  return values.map((value) => value.toFixed(decimals))
}

import { normalQuantile } from '../../math/distributions'
import { quantile } from './lowess'
import { evenly } from './thin'

/** A sample against the normal distribution, with a band in which each order statistic lies with the given probability. */
export interface QuantilePlot {
  /** Ranks (0-based) of the sorted sample to draw, ascending. */
  readonly order: Int32Array
  readonly x: Float64Array
  readonly y: Float64Array
  /** The line through the quartiles. */
  readonly line: { readonly x: Float64Array; readonly y: Float64Array }
  readonly band: { readonly x: Float64Array; readonly lower: Float64Array; readonly upper: Float64Array }
  /** Points outside the band, of all, drawn or not. */
  readonly nOutside: number
}

const nBandPoints = 40
/** Difference between the third and the first quartile of the standard normal distribution. */
const normalQuartileRange = 2 * 0.6744897501960817

/**
 * Plotting positions (i − ½)/n. The i-th order statistic of n uniform variables is Beta(i, n + 1 − i), which gives the
 * pointwise band exactly for a sample from the normal distribution with the location and scale of the line
 * (David & Nagaraja 2003, Order Statistics, §2.1).
 */
export function quantilePlot(values: Float64Array, level: number, ranks: (n: number) => number[]): QuantilePlot {
  const n = values.length
  const sortedIndex = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a] - values[b])
  const sorted = Float64Array.from(sortedIndex, (i) => values[i])
  const centre = (quantile(sorted, 0.25) + quantile(sorted, 0.75)) / 2
  const scale = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / normalQuartileRange
  const position = (rank: number): number => normalQuantile((rank + 0.5) / n)

  const tail = (1 - level) / 2
  const bandRanks = tailRanks(n)
  const x = Float64Array.from(bandRanks, position)
  const lower = Float64Array.from(bandRanks, (rank) => centre + scale * orderStatisticQuantile(rank + 1, n, tail))
  const upper = Float64Array.from(bandRanks, (rank) => centre + scale * orderStatisticQuantile(rank + 1, n, 1 - tail))
  let nOutside = 0
  let at = 0
  for (let rank = 0; rank < n; rank++) {
    while (at < bandRanks.length - 2 && bandRanks[at + 1] < rank) at++
    const next = Math.min(at + 1, bandRanks.length - 1)
    const width = bandRanks[next] - bandRanks[at]
    const share = width > 0 ? (position(rank) - x[at]) / (x[next] - x[at]) : 0
    const low = lower[at] + share * (lower[next] - lower[at])
    const high = upper[at] + share * (upper[next] - upper[at])
    const slack = 1e-9 * Math.abs(scale)
    if (sorted[rank] < low - slack || sorted[rank] > high + slack) nOutside++
  }
  const drawn = ranks(n)
  const ends = Float64Array.of(position(0), position(n - 1))
  return {
    order: Int32Array.from(drawn, (rank) => sortedIndex[rank]),
    x: Float64Array.from(drawn, position),
    y: Float64Array.from(drawn, (rank) => sorted[rank]),
    line: { x: ends, y: ends.map((z) => centre + scale * z) },
    band: { x, lower, upper },
    nOutside,
  }
}

/** Ranks at which the band is computed: every one in the tails, where it bends, few in the middle. */
function tailRanks(n: number): number[] {
  if (n <= nBandPoints) return Array.from({ length: n }, (_, i) => i)
  const each = Math.floor(nBandPoints / 4)
  const middle = evenly(n - 2 * each, nBandPoints - 2 * each).map((i) => i + each)
  const start = Array.from({ length: each }, (_, i) => i)
  return [...start, ...middle, ...start.map((i) => n - each + i)]
}

/**
 * Quantile, on the standard normal scale, of the i-th (1-based) of n ordered observations: the normal quantile of that of
 * Beta(i, n + 1 − i), exact at both ends and otherwise by Abramowitz & Stegun 26.5.22, within 0.02 of the exact value.
 */
export function orderStatisticQuantile(i: number, n: number, probability: number): number {
  if (i === 1) return normalQuantile(-Math.expm1(Math.log1p(-probability) / n))
  if (i === n) return normalQuantile(probability ** (1 / n))
  const z = -normalQuantile(probability)
  const b = n + 1 - i
  const ra = 1 / (2 * i - 1)
  const rb = 1 / (2 * b - 1)
  const lambda = (z * z - 3) / 6
  const h = 2 / (ra + rb)
  const w = (z * Math.sqrt(h + lambda)) / h - (rb - ra) * (lambda + 5 / 6 - 2 / (3 * h))
  return normalQuantile(i / (i + b * Math.exp(2 * w)))
}

/** Points drawn at most; more neither shows more nor prints faster. */
export const maxPoints = 5000

/** Fractional part of the golden ratio: its multiples spread evenly whatever the period of the data. */
const golden = 0.6180339887498949

/**
 * Indices to draw of `n` points, at most `limit`, the same for the same data: those that `keep` marks (at most half of the
 * limit, in order), and others evenly chosen. Ascending.
 */
export function thin(n: number, limit = maxPoints, keep: (index: number) => boolean = () => false): Int32Array {
  if (n <= limit) return Int32Array.from({ length: n }, (_, i) => i)
  const chosen: number[] = []
  const others: number[] = []
  for (let i = 0; i < n; i++) {
    if (chosen.length < limit / 2 && keep(i)) chosen.push(i)
    else others.push(i)
  }
  const share = (limit - chosen.length) / others.length
  others.forEach((index, j) => {
    if ((j * golden) % 1 < share && chosen.length < limit) chosen.push(index)
  })
  return Int32Array.from(chosen).sort()
}

/** The values at these indices. */
export function pick(values: ArrayLike<number>, indices: ArrayLike<number>): Float64Array {
  const out = new Float64Array(indices.length)
  for (let i = 0; i < out.length; i++) out[i] = values[indices[i]]!
  return out
}

export function pickInt(values: ArrayLike<number>, indices: ArrayLike<number>): Int32Array {
  const out = new Int32Array(indices.length)
  for (let i = 0; i < out.length; i++) out[i] = values[indices[i]]!
  return out
}

/** Evenly spaced members of 0 … n − 1, both ends included, at most `limit`. */
export function evenly(n: number, limit: number): number[] {
  if (n <= limit) return Array.from({ length: n }, (_, i) => i)
  return Array.from({ length: limit }, (_, j) => Math.round((j * (n - 1)) / (limit - 1)))
}

/** Smallest and largest finite value; [0, 0] where there is none. */
export function range(values: ArrayLike<number>): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : [0, 0]
}

/**
 * Seeded random numbers for the generators of sample data: the same seed gives the same file everywhere.
 * @param {number} seed
 */
export function seededRandom(seed) {
  let state = seed >>> 0
  // mulberry32 (T. Ettinger 2017, public domain).
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296
  }
  const normal = (mean = 0, sd = 1) =>
    mean + sd * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    normal,
    /** Whole number from `low` to `high`, both included. */
    integer: (/** @type {number} */ low, /** @type {number} */ high) => low + Math.floor(uniform() * (high - low + 1)),
    /** Counts by inversion; fine for means up to some hundreds. */
    poisson: (/** @type {number} */ mean) => {
      let count = 0
      let p = Math.exp(-mean)
      let sum = p
      const u = uniform()
      while (u > sum && count < 1000) {
        count++
        p *= mean / count
        sum += p
      }
      return count
    },
    chance: (/** @type {number} */ probability) => uniform() < probability,
  }
}

/**
 * @param {readonly string[]} header
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function toCsv(header, rows) {
  return [header, ...rows].map((row) => row.join(',')).join('\n') + '\n'
}

import { seededRandom, toCsv } from './random.mjs'

/** Blood glucose by week for thirty patients on two diets, with visits missed: slopes that vary and values missing. */
export function glucose() {
  const random = seededRandom(3006)
  const rows = []
  for (let p = 1; p <= 30; p++) {
    const diet = p % 2 === 0 ? 'low-carb' : 'standard'
    const level = random.normal(0, 0.9)
    const slope = random.normal(0, 0.08) - 0.03 * level
    for (let week = 0; week <= 7; week++) {
      const mean = 8.4 + level + (slope - (diet === 'low-carb' ? 0.21 : 0.09)) * week
      const value = (mean + random.normal(0, 0.35)).toFixed(1)
      rows.push([`P${String(p).padStart(2, '0')}`, diet, week, week > 0 && random.chance(0.08) ? 'NA' : value])
    }
  }
  return toCsv(['patient', 'diet', 'week', 'glucose'], rows)
}

import { seededRandom, toCsv } from './random.mjs'

/**
 * Fifteen schools with four classes each. Classes are called A to D in every school, as schools do, so that class A of
 * one school is another class than class A of the next: labels to be nested.
 */
export function schools() {
  const random = seededRandom(15 * 4)
  const rows = []
  for (let s = 1; s <= 15; s++) {
    const school = random.normal(0, 4)
    for (const label of ['A', 'B', 'C', 'D']) {
      const room = random.normal(0, 2.5)
      const size = random.integer(14, 26)
      for (let k = 0; k < size; k++) {
        const sex = random.chance(0.5) ? 'girl' : 'boy'
        const score = 62 + school + room + (sex === 'girl' ? 1.8 : 0) + random.normal(0, 8)
        rows.push([`S${String(s).padStart(2, '0')}`, label, sex, score.toFixed(1)])
      }
    }
  }
  return toCsv(['school', 'class', 'sex', 'score'], rows)
}

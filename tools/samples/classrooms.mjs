import { seededRandom, toCsv } from './random.mjs'

/** Sixty pupils in three classrooms: score on parents' years of education. Classrooms differ much more than pupils do. */
export function classrooms() {
  const random = seededRandom(20260521)
  const rooms = [
    { name: 'c0', level: 7.0, edu: 4.6 },
    { name: 'c1', level: 9.5, edu: 5.2 },
    { name: 'c2', level: 13.1, edu: 5.8 },
  ]
  const rows = rooms.flatMap(({ name, level, edu }) =>
    Array.from({ length: 20 }, () => {
      const years = Math.min(10, Math.max(0, Math.round(random.normal(edu, 2.8))))
      return [name, years, (level + 0.13 * years + random.normal(0, 0.93)).toFixed(2)]
    }),
  )
  return toCsv(['classroom', 'edu', 'score'], rows)
}

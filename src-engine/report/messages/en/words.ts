import type { Family, Link } from '../../../contract/modelSpec'

const numbers = new Intl.NumberFormat('en-GB')

export const count = (value: number): string => numbers.format(value)

/** `3 rows`, `1 row`. */
export const counted = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`

export function list(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] ?? ''}`
}

/** A random effect inside a sentence. */
export const effect = (term: string): string =>
  term === '(Intercept)' ? 'the random intercept' : `the random slope of ${term}`

export const familyName: Readonly<Record<Family, string>> = {
  gaussian: 'normal',
  binomial: 'binomial',
  poisson: 'Poisson',
  'negative-binomial': 'negative binomial',
  gamma: 'gamma',
}

export const linkName: Readonly<Record<Link, string>> = {
  identity: 'identity',
  logit: 'logit',
  probit: 'probit',
  cloglog: 'complementary log-log',
  log: 'log',
  sqrt: 'square root',
  inverse: 'inverse',
}

/** Bytes as a person says them. */
export function size(bytes: number): string {
  const giga = bytes / 2 ** 30
  return giga >= 1 ? `${giga.toFixed(1)} GB` : `${count(Math.ceil(bytes / 2 ** 20))} MB`
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `21 November 2026`; a text that is no ISO date stays as it is. */
export function date(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  if (match === null) return iso
  const month = months.at(Number(match[2]) - 1)
  return month === undefined ? iso : `${Number(match[3])} ${month} ${match[1]}`
}

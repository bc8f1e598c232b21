import type { NumberStyle } from '../../contract/reportBlocks'
import { noValue } from './numbers'

/** A probability that no longer can be told from zero at the shown decimals is written `< .001`. */
export function formatP(value: number, style: NumberStyle): string {
  if (Number.isNaN(value)) return noValue
  const decimals = style.decimals['pValue'] ?? 3
  const step = 10 ** -decimals
  const bare = (number: number): string => number.toFixed(decimals).replace(/^0(?=\.)/, '')
  if (value < step) return `< ${bare(step)}`
  if (value > 1 - step / 2) return `> ${bare(1 - step)}`
  return bare(value)
}

/** `95%` for 0.95, `99.5%` for 0.995. */
export function formatLevel(level: number): string {
  return `${Number((level * 100).toPrecision(10)).toString()}%`
}

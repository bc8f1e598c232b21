import type { NumberStyle } from '../../contract/reportBlocks'

/** Shown where there is no number. */
export const noValue = '–'

const minus = '\u2212'
const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}

/** Largest order of magnitude written out in full. */
const largestPlain = 7
/** Smallest order of magnitude written out in full. */
const smallestPlain = -5

/** Replaces the hyphen before a number by the true minus sign. */
export function trueMinus(text: string): string {
  return text.replace(/-(?=[\d.∞])/g, minus)
}

function special(value: number): string | null {
  if (Number.isNaN(value)) return noValue
  if (value === Infinity) return '∞'
  if (value === -Infinity) return `${minus}∞`
  return null
}

/** A number with so many decimals; what rounds to zero has no sign. */
export function fixed(value: number, decimals: number): string {
  const text = special(value)
  if (text !== null) return text
  const plain = value.toFixed(decimals)
  return Number(plain) === 0 ? plain.replace('-', '') : trueMinus(plain)
}

/** `1.23×10⁻⁵` with so many significant figures. */
export function scientific(value: number, significant: number): string {
  const text = special(value)
  if (text !== null) return text
  const [mantissa, exponent] = value.toExponential(Math.max(0, significant - 1)).split('e') as [string, string]
  const raised = exponent.replace('+', '').replace(/./g, (figure) => superscripts[figure])
  return `${trueMinus(mantissa)}×10${raised}`
}

/** Power of ten of the leading figure after rounding to so many significant figures. */
export function magnitude(value: number, significant: number): number {
  return Number(value.toExponential(Math.max(0, significant - 1)).split('e')[1])
}

/** Whether a number of this size needs a power of ten to be legible. */
export function needsPower(value: number, significant: number): boolean {
  if (value === 0 || !Number.isFinite(value)) return false
  const power = magnitude(value, significant)
  return power > largestPlain || power < smallestPlain
}

/**
 * A number that stands alone: the decimals that the analyst set for `column`, otherwise the style's significant figures.
 * Whole figures are never rounded away; very large and very small numbers are written `a×10ⁿ`.
 */
export function formatNumber(value: number, style: NumberStyle, column?: string): string {
  const text = special(value)
  if (text !== null) return text
  if (column !== undefined && Object.hasOwn(style.decimals, column)) return fixed(value, style.decimals[column])
  if (value === 0) return '0'
  if (needsPower(value, style.significant)) return scientific(value, style.significant)
  return fixed(value, Math.max(0, style.significant - 1 - magnitude(value, style.significant)))
}

import type { NumberStyle } from '../../contract/reportBlocks'
import { fixed, magnitude, needsPower, scientific } from './numbers'

/** Writes the numbers of one column so that their decimal points line up. */
export type ColumnFormat = (value: number) => string

/** Figures that the largest number of a column may reach before small ones go to powers of ten. */
const widestFigures = 5

function usable(values: Iterable<number>): number[] {
  const sizes: number[] = []
  for (const value of values) if (Number.isFinite(value) && value !== 0) sizes.push(Math.abs(value))
  return sizes
}

/**
 * Decimals for a column: enough for the smallest number to show the style's significant figures, but not so many that the
 * largest shows more than five. Numbers that would then show a single figure are left to powers of ten.
 */
export function decimalsFor(values: Iterable<number>, style: NumberStyle, column: string): number {
  if (Object.hasOwn(style.decimals, column)) return style.decimals[column]
  const plain = usable(values).filter((size) => !needsPower(size, style.significant))
  const first = sharedDecimals(plain, style)
  return sharedDecimals(
    plain.filter((size) => legible(size, first)),
    style,
  )
}

function sharedDecimals(sizes: readonly number[], style: NumberStyle): number {
  if (sizes.length === 0) return Math.max(0, style.significant - 1)
  const smallest = sizes.reduce((a, b) => Math.min(a, b))
  const largest = sizes.reduce((a, b) => Math.max(a, b))
  const wanted = style.significant - 1 - magnitude(smallest, style.significant)
  const room = Math.max(widestFigures, style.significant) - 1 - magnitude(largest, style.significant)
  return Math.max(0, Math.min(wanted, Math.max(room, 0)))
}

/** Whether at least two figures are seen, or one of a whole number. */
function legible(value: number, decimals: number): boolean {
  if (value === 0 || !Number.isFinite(value)) return true
  return Math.abs(value) >= (decimals === 0 ? 0.95 : 9.5 * 10 ** -decimals)
}

/** A column of sizes (variances, standard deviations): what the common decimals would show as nearly zero gets a power of ten. */
export function sizeFormat(values: readonly number[], style: NumberStyle, column: string): ColumnFormat {
  const decimals = decimalsFor(values, style, column)
  const isSet = Object.hasOwn(style.decimals, column)
  return (value) => {
    if (isSet) return fixed(value, decimals)
    const plain = !needsPower(value, style.significant) && legible(value, decimals)
    return plain ? fixed(value, decimals) : scientific(value, style.significant)
  }
}

/** One row of estimate and uncertainty. */
export interface EstimateFormat {
  /** For the estimate and for limits of its interval; `stdError` is that of the same row. */
  readonly estimate: (value: number, stdError: number) => string
  readonly stdError: (value: number) => string
}

/**
 * Columns of estimates, their standard errors and interval limits share their decimals: those that show the smallest
 * standard error with the style's significant figures. A row whose standard error is far smaller goes to powers of ten as a whole.
 */
export function estimateFormat(
  estimates: readonly number[],
  stdErrors: readonly number[],
  style: NumberStyle,
  column = 'estimate',
): EstimateFormat {
  const scales = usable(stdErrors)
  const shared = decimalsFor(scales.length > 0 ? scales : estimates, style, column)
  const ofError = style.decimals['stdError'] ?? shared
  const isSet = Object.hasOwn(style.decimals, column)
  const inPowers = (value: number, stdError: number): boolean => {
    if (isSet) return false
    const scale = Number.isFinite(stdError) && stdError !== 0 ? stdError : value
    return needsPower(value, style.significant)
      ? Math.abs(value) > 1 || !legible(scale, shared)
      : !legible(scale, shared)
  }
  return {
    estimate: (value, stdError) =>
      value !== 0 && inPowers(value, stdError) ? scientific(value, style.significant) : fixed(value, shared),
    stdError: (value) =>
      !Object.hasOwn(style.decimals, 'stdError') && inPowers(value, value)
        ? scientific(value, style.significant)
        : fixed(value, ofError),
  }
}

/** Test statistics and other columns with decimals of their own unless the analyst set some. */
export function fixedFormat(style: NumberStyle, column: string, decimals: number): ColumnFormat {
  const shown = style.decimals[column] ?? decimals
  const isSet = Object.hasOwn(style.decimals, column)
  return (value) =>
    !isSet && Math.abs(value) >= 1e8 && Number.isFinite(value)
      ? scientific(value, style.significant)
      : fixed(value, shown)
}

/** Test statistics: two decimals, more where the analyst asks for more significant figures. */
export function statisticFormat(style: NumberStyle): ColumnFormat {
  return fixedFormat(style, 'statistic', Math.max(2, style.significant - 1))
}

/** Log-likelihoods and information criteria are compared by differences of a few tenths: two decimals. */
export function criterionFormat(style: NumberStyle, column: string): ColumnFormat {
  return fixedFormat(style, column, Math.max(2, style.significant - 1))
}

/** Degrees of freedom: whole numbers where all are whole, otherwise one decimal; `null` is handled by the caller. */
export function dfFormat(values: readonly number[], style: NumberStyle): ColumnFormat {
  const whole = values.every((value) => !Number.isFinite(value) || Math.abs(value - Math.round(value)) < 1e-4)
  return fixedFormat(style, 'df', whole ? 0 : 1)
}

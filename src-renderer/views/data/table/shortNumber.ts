/** A number for summaries: at most so many significant figures, no trailing zeros, true minus sign. */
export function shortNumber(value: number, significant = 5): string {
  if (Number.isNaN(value)) return '–'
  return String(Number(value.toPrecision(significant))).replaceAll('-', '\u2212')
}

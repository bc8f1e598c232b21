/** The numbers of a text such as `2, 4, 6`; empty for an empty text, null where it is no list of numbers. */
export function readNumbers(text: string): readonly number[] | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '')
  const numbers = parts.map((part) => Number(part.replace('\u2212', '-')))
  return numbers.every(Number.isFinite) ? numbers : null
}

export function numbersText(numbers: readonly number[]): string {
  return numbers.join(', ')
}

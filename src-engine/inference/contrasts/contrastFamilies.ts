import type { ContrastFamily } from '../../contract/analysis'

/** One contrast of k means: `coefficients[i]` multiplies the i-th mean. */
export interface MeanContrast {
  readonly label: string
  readonly coefficients: Float64Array
}

/**
 * The contrasts of a family over k means in the order given; none for fewer than two means.
 * Labels use the names of the means. `treatment` compares each with the first; `polynomial` has the orthogonal
 * polynomials of equally spaced scores, as the smallest whole numbers.
 */
export function contrastFamily(family: ContrastFamily, names: readonly string[]): MeanContrast[] {
  const k = names.length
  if (k < 2) return []
  switch (family) {
    case 'none':
      return []
    case 'pairwise': {
      const rows: MeanContrast[] = []
      for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) rows.push(difference(names, i, j))
      return rows
    }
    case 'treatment':
      return names.slice(1).map((_, i) => difference(names, i + 1, 0))
    case 'sequential':
      return names.slice(1).map((_, i) => difference(names, i + 1, i))
    case 'polynomial':
      return polynomialContrasts(k)
  }
}

function difference(names: readonly string[], plus: number, minus: number): MeanContrast {
  const coefficients = new Float64Array(names.length)
  coefficients[plus] = 1
  coefficients[minus] = -1
  return { label: `${names[plus]} − ${names[minus]}`, coefficients }
}

const degreeNames = ['linear', 'quadratic', 'cubic', 'quartic', 'quintic', 'sextic']

/**
 * Discrete orthogonal (Gram) polynomials at 0 … k − 1 by their three-term recurrence in whole numbers
 * (Forsythe 1957), divided by the greatest common divisor.
 */
function polynomialContrasts(k: number): MeanContrast[] {
  const rows: MeanContrast[] = []
  let previous = new Float64Array(k)
  let current = new Float64Array(k).fill(1)
  for (let degree = 0; degree < Math.min(k - 1, degreeNames.length); degree++) {
    const next = new Float64Array(k)
    for (let i = 0; i < k; i++)
      next[i] =
        ((2 * degree + 1) * (2 * i - k + 1) * current[i] - degree * (k * k - degree * degree) * previous[i]) /
        (degree + 1)
    previous = current
    current = next
    rows.push({ label: degreeNames[degree], coefficients: lowestTerms(current) })
  }
  return rows
}

function lowestTerms(values: Float64Array): Float64Array {
  const divisor = values.reduce((gcd, v) => greatestCommonDivisor(gcd, Math.abs(Math.round(v))), 0)
  return values.map((v) => Math.round(v) / divisor || 0)
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
}

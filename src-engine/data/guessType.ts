import type { VariableType } from '../contract/columns'
import type { TypeReasonCode } from '../contract/importing'
import type { TypeReasonParams } from '../contract/problemParams'
import { countDistinct } from './factors'

/** A guess of what a variable is, with the reason that the catalogue turns into a sentence. */
export interface TypeGuess {
  readonly type: VariableType
  readonly reason: { readonly code: TypeReasonCode; readonly params: Readonly<Record<string, string | number>> }
}

function guess<C extends TypeReasonCode>(type: VariableType, code: C, params: TypeReasonParams[C]): TypeGuess {
  return { type, reason: { code, params: { ...params } } }
}

/** At most so many different whole numbers are worth a remark. */
const fewValues = 10

/** Words that name a unit or a group rather than a measurement, when they are the name or its last word. */
const unitWords = new Set(
  `id ids code codes subject subj participant patient person pupil student child respondent rater judge worker teacher
  doctor physician lecturer school class classroom group grp cluster batch cask lot block plot plate rail ingot site center
  centre clinic hospital ward herd brood litter family team animal rat mouse cow dog tank cage location country region item
  stimulus sample session run replicate machine operator`.split(/\s+/),
)

/** Whether a name speaks of units: `Subject`, `school_id`, `PatientID`, `batch2`. */
export function suggestsCode(name: string): boolean {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const last = words.at(-1)?.replace(/\d+$/, '')
  if (last === undefined) return false
  if (last === 'id' || last === 'code') return true
  return words.length === 1 && (unitWords.has(last) || unitWords.has(last.replace(/s$/, '')))
}

/** Numbers: continuous, unless whole numbers are named like units or look like codes. */
export function guessNumeric(name: string, values: Float64Array): TypeGuess {
  let nPresent = 0
  let isInteger = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value !== value) continue
    nPresent++
    if (isInteger && !Number.isInteger(value)) isInteger = false
  }
  if (nPresent === 0) return guess('continuous', 'all-missing', {})
  if (!isInteger) return guess('continuous', 'all-numbers', {})
  const counts = countValues(values)
  if (suggestsCode(name)) {
    const nDistinct = counts ? counts.size : countDistinct(values)
    return guess(nDistinct === nPresent && nPresent > 1 ? 'identifier' : 'nominal', 'name-suggests-code', { name })
  }
  if (counts === null) return guess('continuous', 'all-numbers', {})
  const nDistinct = counts.size
  if (looksLikeCodes(counts)) return guess('nominal', 'integer-codes', { nDistinct })
  if (nDistinct <= fewValues) return guess('continuous', 'integers-few-values', { nDistinct })
  return guess('continuous', 'all-numbers', { nDistinct })
}

/** Text: an identifier where no two are equal, otherwise nominal. */
export function guessText(levels: readonly string[], nPresent: number): TypeGuess {
  if (nPresent === 0) return guess('continuous', 'all-missing', {})
  if (levels.length === 2 && nPresent > 2)
    return guess('nominal', 'two-values', { first: levels[0], second: levels[1] })
  if (levels.length === nPresent && nPresent > 2) return guess('identifier', 'text-unique', { nDistinct: nPresent })
  return guess('nominal', 'text-levels', { nLevels: levels.length })
}

/** Whole numbers written with leading zeros are labels: `007` is not 7. */
export function guessPadded(levels: readonly string[], nPresent: number): TypeGuess {
  return guess(levels.length === nPresent && nPresent > 2 ? 'identifier' : 'nominal', 'integer-codes', {
    nDistinct: levels.length,
  })
}

/** Distinct values are counted one by one up to this many; groups coded by numbers are fewer. */
const maxCodes = 5000

function countValues(values: Float64Array): ReadonlyMap<number, number> | null {
  const counts = new Map<number, number>()
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value !== value) continue
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size > maxCodes) return null
  }
  return counts
}

/**
 * Labels such as 308, 309, 310, 330 …: many large whole numbers with irregular gaps, each in equally many rows. Doses,
 * years and temperatures have regular steps or few values; measurements do not come in equal numbers.
 */
function looksLikeCodes(counts: ReadonlyMap<number, number>): boolean {
  if (counts.size < 8) return false
  const [first] = counts.values()
  if (first < 2) return false
  for (const count of counts.values()) if (count !== first) return false
  const sorted = Float64Array.from(counts.keys()).sort()
  if (sorted[0] < 100) return false
  let smallest = Infinity
  let largest = 0
  for (let k = 1; k < sorted.length; k++) {
    smallest = Math.min(smallest, sorted[k] - sorted[k - 1])
    largest = Math.max(largest, sorted[k] - sorted[k - 1])
  }
  return smallest === 1 && largest > 1
}

import { kindOf, type Numbers, type NumbersKind } from './binary'

/**
 * Values as JSON can hold them: typed arrays go to entries of their own and leave `{ "$array": name }`; NaN and the
 * infinities leave `{ "$number": "NaN" }`. An object of the analyst's that looks like one of these leaves `{ "$object": … }`.
 */

export type ArrayWriter = (values: Numbers, kind: NumbersKind) => string
export type ArrayReader = (name: string) => Numbers

/** What a JSON text holds that cannot be turned back. */
export class BrokenValue extends Error {}

const specialNumbers: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity }

export function toJson(value: unknown, write: ArrayWriter): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) }
  if (Object.is(value, -0)) return { $number: '-0' }
  if (value instanceof Float64Array || value instanceof Int32Array) return { $array: write(value, kindOf(value)) }
  if (Array.isArray(value)) return value.map((item) => toJson(item, write))
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    const plain = Object.fromEntries(entries.map(([key, item]) => [key, toJson(item, write)]))
    return entries.length === 1 && entries[0][0].startsWith('$') ? { $object: plain } : plain
  }
  return value
}

export function fromJson(value: unknown, read: ArrayReader): unknown {
  if (Array.isArray(value)) return value.map((item) => fromJson(item, read))
  if (typeof value !== 'object' || value === null) return value
  const entries: [string, unknown][] = Object.entries(value)
  if (entries.length === 1) {
    const [key, item] = entries[0]
    if (key === '$array' && typeof item === 'string') return read(item)
    if (key === '$number' && typeof item === 'string') return specialNumber(item)
    if (key === '$object' && typeof item === 'object' && item !== null) return members(item, read)
  }
  return members(value, read)
}

function members(value: object, read: ArrayReader): object {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fromJson(item, read)]))
}

function specialNumber(text: string): number {
  if (text === '-0') return -0
  if (!Object.hasOwn(specialNumbers, text)) throw new BrokenValue(`not a number: ${text}`)
  return specialNumbers[text]
}

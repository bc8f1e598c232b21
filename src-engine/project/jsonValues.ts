import { kindOf, type Numbers, type NumbersKind } from './binary'

/**
 * Values as JSON can hold them: typed arrays go to entries of their own and leave `{ "$array": name }`; NaN and the
 * infinities leave `{ "$number": "NaN" }`.
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
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, toJson(item, write)]])),
    )
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
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, fromJson(item, read)]))
}

function specialNumber(text: string): number {
  if (text === '-0') return -0
  if (!Object.hasOwn(specialNumbers, text)) throw new BrokenValue(`not a number: ${text}`)
  return specialNumbers[text]
}

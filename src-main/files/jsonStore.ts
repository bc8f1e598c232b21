import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { atomicWrite } from './atomicWrite'

/** A small file of settings, validated when read; an absent or damaged file gives the default. */
export interface JsonStore<T> {
  get(): T
  set(value: T): Promise<void>
}

export function jsonStore<T>(path: string, schema: v.GenericSchema<unknown, T>, fallback: T): JsonStore<T> {
  let value = read(path, schema) ?? fallback
  let writing = Promise.resolve()
  return {
    get: () => value,
    set(next) {
      value = next
      writing = writing.then(async () => {
        await mkdir(dirname(path), { recursive: true })
        await atomicWrite(path, Buffer.from(JSON.stringify(next, null, 2)))
      })
      return writing
    },
  }
}

function read<T>(path: string, schema: v.GenericSchema<unknown, T>): T | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

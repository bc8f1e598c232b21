import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { atomicWrite } from './atomicWrite'

const metaSchema = v.object({ name: v.string(), savedAt: v.string() })

export interface Recovered {
  readonly name: string
  /** ISO 8601. */
  readonly savedAt: string
  readonly bytes: Uint8Array
}

/** The latest state of unsaved work, kept outside the project's folder until it is saved or given up. */
export class Recovery {
  readonly #folder: string
  #queue: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The project first, then what it is called: a crash between the two leaves the older name with the newer work. */
  write(name: string, bytes: Uint8Array, savedAt: Date): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(this.#folder, { recursive: true })
      await atomicWrite(this.#project(), bytes)
      await atomicWrite(this.#meta(), Buffer.from(JSON.stringify({ name, savedAt: savedAt.toISOString() })))
    })
  }

  read(): Promise<Recovered | null> {
    return this.#inTurn(async () => {
      try {
        const bytes = await readFile(this.#project())
        const meta = v.parse(metaSchema, JSON.parse(await readFile(this.#meta(), 'utf8')))
        return { ...meta, bytes }
      } catch {
        return null
      }
    })
  }

  clear(): Promise<void> {
    return this.#inTurn(() => rm(this.#folder, { recursive: true, force: true }))
  }

  #project(): string {
    return join(this.#folder, 'recovered.henderson')
  }

  #meta(): string {
    return join(this.#folder, 'recovered.json')
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => undefined)
    return result
  }
}

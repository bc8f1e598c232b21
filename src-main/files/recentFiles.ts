import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { jsonStore, type JsonStore } from './jsonStore'

const maxEntries = 12

const schema = v.array(v.object({ path: v.string(), openedAt: v.string() }))

export interface RecentEntry {
  readonly path: string
  /** ISO 8601. */
  readonly openedAt: string
}

/** The files opened or saved last, newest first. */
export class RecentFiles {
  readonly #store: JsonStore<readonly RecentEntry[]>
  readonly #changed: () => void

  constructor(storePath: string, changed: () => void) {
    this.#store = jsonStore<readonly RecentEntry[]>(storePath, schema, [])
    this.#changed = changed
  }

  list(): readonly (RecentEntry & { readonly exists: boolean })[] {
    return this.#store.get().map((entry) => ({ ...entry, exists: existsSync(entry.path) }))
  }

  async add(path: string, openedAt: Date): Promise<void> {
    const absolute = resolve(path)
    const others = this.#store.get().filter((entry) => entry.path !== absolute)
    await this.#store.set([{ path: absolute, openedAt: openedAt.toISOString() }, ...others].slice(0, maxEntries))
    this.#changed()
  }

  async clear(): Promise<void> {
    await this.#store.set([])
    this.#changed()
  }
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { SampleEntry } from '../../src-engine/contract'

const schema = v.array(
  v.object({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
    title: v.string(),
    description: v.string(),
    provenance: v.string(),
    nRows: v.number(),
    nColumns: v.number(),
    formula: v.string(),
    file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  }),
)

/** The sample data sets that come with the application: `index.json` and the files it names. */
export class Samples {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async list(): Promise<readonly SampleEntry[]> {
    return v.parse(schema, JSON.parse(await readFile(join(this.#folder, 'index.json'), 'utf8')))
  }

  /** @throws for an id that no sample has. */
  async read(id: string): Promise<{ entry: SampleEntry; bytes: Uint8Array }> {
    const entry = (await this.list()).find((candidate) => candidate.id === id)
    if (!entry) throw new Error(`There is no sample “${id}”.`)
    return { entry, bytes: await readFile(join(this.#folder, entry.file)) }
  }
}

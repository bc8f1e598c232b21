import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A CSV file of the samples that come with the application. */
export const samplePath = (name: string): string => join(root, 'resources/samples', `${name}.csv`)

/** Reference data beside the project; not everyone has them. */
export const referencePath = (name: string): string => join(root, '../shared/reference/data', `${name}.csv`)

export const hasReference = (name: string): boolean => existsSync(referencePath(name))

/** Runs `work` with a folder that is removed afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'henderson-journey-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

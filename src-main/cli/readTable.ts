import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DataTable } from '../../src-engine/contract'
import { asFactors, readDelimited } from '../../src-engine/data'
import { importSentence } from '../../src-engine/report/messages'
import { InputError } from './usage'

export interface ReadTable {
  readonly table: DataTable
  readonly readMs: number
  /** Sentences on what is odd about the file, but did not stop it from being read. */
  readonly warnings: readonly string[]
}

/** @throws InputError where the file cannot be read, holds no table, or lacks a column named as a factor. */
export async function readTable(path: string, factors: readonly string[]): Promise<ReadTable> {
  const bytes = await readInput(path)
  const started = performance.now()
  const read = readDelimited('data', basename(path), bytes)
  if (read.table === null) {
    const problem = read.problems.find(({ severity }) => severity === 'error')
    throw problem
      ? new InputError(problem.code, importSentence(problem))
      : new Error(`${path} gave no table and no reason`)
  }
  const { table, unknown } = asFactors(read.table, factors)
  if (unknown.length > 0) {
    const names = read.table.columns.map(({ name }) => name).join(', ')
    throw new InputError(
      'unknown-variable',
      `--factors names ${unknown.map((name) => `“${name}”`).join(', ')}, which the data do not have. The columns are: ${names}.`,
    )
  }
  return {
    table,
    readMs: performance.now() - started,
    warnings: read.problems.map((problem) => importSentence(problem)),
  }
}

/** The bytes of a file that the user named. @throws InputError where it cannot be read. */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT') throw new InputError('file-not-found', `There is no file “${path}”.`)
    if (code === 'EACCES') throw new InputError('file-no-permission', `“${path}” may not be read.`)
    if (code === 'EISDIR') throw new InputError('file-not-found', `“${path}” is a folder, not a file.`)
    throw error
  }
}

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refuseUnchecked } from './electronRuntime.mjs'
import { isFresh, root } from './sources.mjs'
import { missingSystemLibraries } from './systemLibraries.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'henderson-tools-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('what was built', () => {
  const writeAt = (path: string, seconds: number): void => {
    writeFileSync(path, '')
    utimesSync(path, seconds, seconds)
  }

  test('is fresh until a source is newer, tests apart', () => {
    const sources = join(folder, 'src')
    const product = join(folder, 'product')
    mkdirSync(join(sources, 'deep'), { recursive: true })
    writeAt(join(sources, 'deep/a.ts'), 1000)
    for (const path of [join(sources, 'deep'), sources]) utimesSync(path, 1000, 1000)
    const fresh = (): boolean => isFresh(product, [relative(root, sources)])

    expect(fresh()).toBe(false)
    writeAt(product, 2000)
    expect(fresh()).toBe(true)
    utimesSync(join(sources, 'deep/a.ts'), 3000, 3000)
    expect(fresh()).toBe(false)
    writeAt(product, 4000)
    writeAt(join(sources, 'deep/a.test.ts'), 5000)
    utimesSync(join(sources, 'deep'), 1000, 1000)
    expect(fresh()).toBe(true)
    rmSync(join(sources, 'deep/a.ts'))
    expect(fresh()).toBe(false)
  })
})

test('a runtime that is not the one that was checked is refused', async () => {
  const executable = join(folder, 'electron')
  writeFileSync(executable, 'something else')
  await expect(refuseUnchecked(executable)).rejects.toThrow('is not used')
})

test.runIf(process.platform === 'linux')('libraries that an executable has are not asked for', () => {
  expect(missingSystemLibraries(process.execPath, false).unknown).toEqual([])
})

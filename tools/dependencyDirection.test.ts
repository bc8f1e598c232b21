import { describe, expect, test } from 'vitest'
import { collectImports, violations, type Import } from './dependencyDirection'
import { root } from './sources.mjs'

const ours = (from: string, to: string): Import => ({ from, to, isPackage: false })
const foreign = (from: string, to: string): Import => ({ from, to, isPackage: true })

describe('the direction of dependencies', () => {
  test('holds in every source file', () => {
    const imports = collectImports(root)
    expect(imports.length).toBeGreaterThan(100)
    expect(violations(imports)).toEqual([])
  })

  test.each([
    ['an earlier stage imports a later one', ours('src-engine/model/a.ts', 'src-engine/fit/b')],
    ['a leaf imports a stage', ours('src-engine/linalg/a.ts', 'src-engine/data/b')],
    ['formula imports more than the contract', ours('src-engine/formula/a.ts', 'src-engine/math/b')],
    ['the contract imports a stage', ours('src-engine/contract/a.ts', 'src-engine/fit/b')],
    ['a stage imports the table of methods', ours('src-engine/fit/a.ts', 'src-engine/engineMethods')],
    ['presentation imports statistics', ours('src-engine/report/format/a.ts', 'src-engine/fit/b')],
    ['main imports the engine', ours('src-main/index.ts', 'src-engine/fit/b')],
    ['main imports the window', ours('src-main/index.ts', 'src-renderer/main')],
    ['the window imports main', ours('src-renderer/main.ts', 'src-main/channels')],
    ['the window imports statistics', ours('src-renderer/main.ts', 'src-engine/fit/b')],
    ['the engine imports Node', foreign('src-engine/data/a.ts', 'node:fs')],
    ['the engine imports Electron', foreign('src-engine/data/a.ts', 'electron')],
    ['the window imports Electron', foreign('src-renderer/main.ts', 'electron')],
  ])('is broken when %s', (_what, one) => {
    expect(violations([one])).toHaveLength(1)
  })

  test.each([
    ['a later stage imports an earlier one', ours('src-engine/fit/a.ts', 'src-engine/model/b')],
    ['a stage imports a leaf', ours('src-engine/objective/a.ts', 'src-engine/linalg/b')],
    ['the engine’s entry imports the methods', ours('src-main/engine/engineEntry.ts', 'src-engine/engineMethods')],
    ['the window imports the formula language', ours('src-renderer/views/a.ts', 'src-engine/formula/parse')],
  ])('is kept when %s', (_what, one) => {
    expect(violations([one])).toEqual([])
  })
})

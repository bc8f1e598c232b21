import { describe, expect, it } from 'vitest'
import { parseFormula } from './parse'
import { simplerRandomStructures } from './simplify'

function ladder(text: string): string[] {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(text)
  return simplerRandomStructures(parsed.formula).map(({ formula }) => formula)
}

describe('simpler random structures', () => {
  it('steps down from correlated slopes to none, keeping the fixed part', () => {
    expect(ladder('y ~ x + (x | g)')).toEqual(['y ~ x + (x | g)', 'y ~ x + (x || g)', 'y ~ x + (1 | g)', 'y ~ x'])
  })

  it('takes terms out one at a time where there are several', () => {
    expect(ladder('y ~ x + (1 | a) + (1 | b)')).toEqual([
      'y ~ x + (1 | a) + (1 | b)',
      'y ~ x + (1 | b)',
      'y ~ x + (1 | a)',
      'y ~ x',
    ])
  })

  it('drops each slope of several', () => {
    const rungs = ladder('y ~ x * z + (x + z | g)')
    expect(rungs).toContain('y ~ x * z + (1 + z | g)')
    expect(rungs).toContain('y ~ x * z + (1 + x | g)')
    expect(rungs).toContain('y ~ x * z + (1 | g)')
  })

  it('has nothing simpler than no random effects', () => expect(ladder('y ~ x')).toEqual(['y ~ x']))
})

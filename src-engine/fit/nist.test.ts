import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultModelSpec } from '../contract/modelSpec'
import type { FitResult } from '../contract/fitResult'
import { csvTable } from '../testing/csvTable'
import { fitModel } from './fitModel'

/** NIST's certified sets (Statistical Reference Datasets), where a folder with them is at hand beside the project. */
const folder = resolve(import.meta.dirname, '../../../shared/reference/nist')
const isPresent = existsSync(join(folder, 'nist.json'))

interface Certified {
  readonly id: string
  readonly kind: 'anova' | 'regression'
  readonly data: string
  readonly formula: string
  readonly sigma: number
  readonly between?: { readonly df: number; readonly F: number }
  readonly estimate?: readonly number[]
  readonly stdError?: readonly number[]
}

/**
 * Digits (log relative error) that the result must have. SmLs07–09 are recorded at 1e12 + 0.4: the nearest doubles
 * are off by up to 6e-5, which costs the data themselves all but four digits of their spread; SmLs04–06 at 1e6 keep
 * ten.
 */
const wanted: Readonly<Record<string, number>> = {
  AtmWtAg: 10,
  SiRstv: 12.5,
  SmLs01: 13,
  SmLs02: 13,
  SmLs03: 12,
  SmLs04: 10,
  SmLs05: 10,
  SmLs06: 10,
  SmLs07: 4,
  SmLs08: 4,
  SmLs09: 4,
  Norris: 13,
  Longley: 13,
  Wampler1: 14,
  Wampler2: 13,
}

const digits = (got: number, want: number): number =>
  Math.min(15, -Math.log10(want === 0 ? Math.abs(got) : Math.abs(got / want - 1)))

const sets = isPresent ? (JSON.parse(readFileSync(join(folder, 'nist.json'), 'utf8')) as Certified[]) : []

async function fit(set: Certified): Promise<FitResult> {
  const factors = set.kind === 'anova' ? ['treatment'] : []
  const table = csvTable(readFileSync(join(folder, set.data), 'utf8'), factors)
  const outcome = await fitModel({ ...defaultModelSpec, formula: set.formula }, table)
  if (outcome.status === 'refused') throw new Error(JSON.stringify(outcome.problems))
  return outcome.fit
}

describe.skipIf(!isPresent)('NIST reference sets', () => {
  it.each(sets.map((set) => [set.id, set] as const))('%s', async (id, set) => {
    const got = await fit(set)
    const reached: number[] = []
    if (set.sigma > 0) reached.push(digits(got.sigma ?? NaN, set.sigma))
    if (set.between) {
      expect(got.anova[0].numDf).toBe(set.between.df)
      reached.push(digits(got.anova[0].statistic, set.between.F))
    }
    set.estimate?.forEach((b, j) => reached.push(digits(got.fixed[j].estimate, b)))
    set.stdError?.forEach((s, j) => {
      if (s > 0) reached.push(digits(got.fixed[j].stdError, s))
    })
    expect(Math.min(...reached)).toBeGreaterThanOrEqual(wanted[id])
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultModelSpec, type ModelSpec } from '../contract/modelSpec'
import type { FitResult } from '../contract/fitResult'
import { csvTable } from '../testing/csvTable'
import { fitModel } from './fitModel'

/** Fits of other programs with tight tolerances, where a folder with them is at hand beside the project. */
const folder = resolve(import.meta.dirname, '../../../shared/reference')
const isPresent = existsSync(join(folder, 'cases.json'))

interface Expected {
  readonly objective?: number | null
  readonly sigma?: number | null
  readonly nObs: number
  readonly fixed: readonly { readonly estimate: number; readonly stdError: number }[]
  readonly dfSatterthwaite?: number | readonly number[]
  readonly dfKenwardRoger?: number | readonly number[]
  readonly seKenwardRoger?: number | readonly number[]
  readonly anova3?: readonly { term: string; numDf: number; denDf: number; statistic: number; pValue: number }[]
}

interface Case {
  readonly id: string
  readonly kind: 'lmm' | 'glmm'
  readonly data: string
  readonly args: {
    readonly formula: string
    readonly method?: 'REML' | 'ML'
    readonly factors?: string | readonly string[]
    readonly weights?: string
    readonly offset?: string
  }
  readonly expect: Expected
}

const list = <T>(x: T | readonly T[] | undefined): readonly T[] => (x === undefined ? [] : ([] as T[]).concat(x as T[]))
const cases: Case[] = isPresent
  ? (JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Case[]).filter(({ kind }) => kind === 'lmm')
  : []

async function fit({ data, args }: Case, changes: Partial<ModelSpec>): Promise<FitResult> {
  const table = csvTable(readFileSync(join(folder, data), 'utf8'), list(args.factors))
  const spec: ModelSpec = {
    ...defaultModelSpec,
    formula: args.formula,
    method: args.method ?? 'REML',
    weights: args.weights,
    offset: args.offset,
    ...changes,
  }
  const outcome = await fitModel(spec, table)
  if (outcome.status === 'refused') throw new Error(JSON.stringify(outcome.problems))
  return outcome.fit
}

describe.skipIf(!isPresent)('reference fits', () => {
  it.each(cases.filter(({ id }) => id !== 'insteval').map((c) => [c.id, c] as const))('%s', async (_id, c) => {
    const got = await fit(c, {})
    expect(got.nObs).toBe(c.expect.nObs)
    expect(got.converged).toBe(true)
    if (typeof c.expect.objective === 'number') expect(got.objective).toBeLessThanOrEqual(c.expect.objective + 1e-6)
    c.expect.fixed.forEach(({ estimate, stdError }, j) => {
      // The reference optimisers stop within about 1e-5 of theta, which is as far as their digits agree with ours.
      expect(Math.abs(got.fixed[j].estimate - estimate)).toBeLessThan(1e-4 * stdError)
      expect(Math.abs(got.fixed[j].stdError / stdError - 1)).toBeLessThan(1e-4)
    })
    list(c.expect.dfSatterthwaite).forEach((df, j) => {
      expect(Math.abs((got.fixed[j].df ?? Infinity) / df - 1)).toBeLessThan(1e-4)
    })
    for (const row of c.expect.anova3 ?? []) {
      const key = (term: string): string => term.split(':').sort().join(':')
      const mine = got.anova.find(({ term }) => key(term) === key(row.term))
      expect(mine?.numDf).toBe(row.numDf)
      expect(Math.abs((mine?.denDf ?? Infinity) / row.denDf - 1)).toBeLessThan(1e-3)
      expect(Math.abs((mine?.statistic ?? Infinity) / row.statistic - 1)).toBeLessThan(1e-4)
    }
    if (c.expect.dfKenwardRoger === undefined) return
    const kr = await fit(c, { dfMethod: 'kenward-roger' })
    list(c.expect.dfKenwardRoger).forEach((df, j) => {
      expect(Math.abs((kr.fixed[j].df ?? Infinity) / df - 1)).toBeLessThan(1e-4)
    })
    list(c.expect.seKenwardRoger).forEach((se, j) => {
      expect(Math.abs(kr.fixed[j].stdError / se - 1)).toBeLessThan(1e-4)
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultModelSpec, type ModelSpec } from '../contract/modelSpec'
import type { FitResult } from '../contract/fitResult'
import type { DataTable } from '../contract/columns'
import { createRandom } from '../math/random'
import { tableOf } from '../testing/tables'
import { fitModel, type FitOutcome } from './fitModel'

const run = (formula: string, table: DataTable, changes: Partial<ModelSpec> = {}): Promise<FitOutcome> =>
  fitModel({ ...defaultModelSpec, formula, ...changes }, table)

async function fit(formula: string, table: DataTable, changes: Partial<ModelSpec> = {}): Promise<FitResult> {
  const outcome = await run(formula, table, changes)
  if (outcome.status === 'refused') throw new Error(JSON.stringify(outcome.problems))
  return outcome.fit
}

const groups = (n: number, size: number): string[] => Array.from({ length: n }, (_, i) => `g${Math.floor(i / size)}`)

describe('singular fits say what collapsed and how to mend it', () => {
  it('a variance at zero', async () => {
    // Every group has the same mean, less variable than chance: the between-group variance is at its bound.
    const y = Array.from({ length: 24 }, (_, i) => [1, 2, 3, 4][i % 4] + (i % 3) * 1e-3)
    const got = await fit('y ~ 1 + (1 | g)', tableOf({ y, g: groups(24, 4) }))
    expect(got.converged).toBe(true)
    expect(got.singular).toBe(true)
    expect(got.random[0].variance[0]).toBe(0)
    expect(got.theta).toEqual([0])
    const [found] = got.conditions.filter((c) => c.code === 'singular')
    expect(found.params).toMatchObject({ group: 'g', collapse: 'variance-zero', term: '(Intercept)' })
    expect(found.mends.map((m) => m.formula)).toEqual(['y ~ 1'])
  })

  it('a correlation of one', async () => {
    const random = createRandom(3)
    const x = Array.from({ length: 60 }, (_, i) => i % 10)
    const b = Array.from({ length: 6 }, () => random.normal())
    const y = x.map((v, i) => 2 * b[Math.floor(i / 10)] * (1 + 0.3 * v) + 0.3 * random.normal())
    const got = await fit('y ~ x + (x | g)', tableOf({ y, x, g: groups(60, 10) }))
    expect(got.singular).toBe(true)
    const [found] = got.conditions.filter((c) => c.code === 'singular')
    expect(found.params).toMatchObject({ collapse: 'correlation-one', term: 'x', other: '(Intercept)', correlation: 1 })
    expect(found.mends.map((m) => m.formula)).toEqual(['y ~ x + (x || g)', 'y ~ x + (1 | g)'])
    expect(got.random[0].correlation[0][1]).toBeCloseTo(1, 10)
  })

  it('a combination of three effects', async () => {
    const random = createRandom(12)
    const n = 200
    const x = Array.from({ length: n }, () => random.normal())
    const z = Array.from({ length: n }, () => random.normal())
    const effects = Array.from({ length: 10 }, () => [random.normal(), random.normal()])
    const y = x.map((v, i) => {
      const [a, b] = effects[Math.floor(i / 20)]
      return 2 * a + 2 * b * v + (2 * a + 2 * b) * z[i] + 0.4 * random.normal()
    })
    const got = await fit('y ~ x + z + (x + z | g)', tableOf({ y, x, z, g: groups(n, 20) }))
    const [found] = got.conditions.filter((c) => c.code === 'singular')
    expect(found.params.collapse).toBe('direction')
    expect(String(found.params.direction)).toMatch(/× z/)
    expect(found.mends.some((m) => m.code === 'drop-slope')).toBe(true)
  })

  it('a fit that is fine is not alarmed about', async () => {
    const random = createRandom(4)
    const b = Array.from({ length: 12 }, () => 2 * random.normal())
    const g = groups(96, 8)
    const y = g.map((_, i) => b[Math.floor(i / 8)] + random.normal())
    const got = await fit('y ~ 1 + (1 | g)', tableOf({ y, g }))
    expect(got.singular).toBe(false)
    expect(got.conditions.filter((c) => c.severity !== 'info')).toEqual([])
  })
})

describe('columns that others determine', () => {
  const random = createRandom(6)
  const n = 80
  const x = Array.from({ length: n }, () => random.normal())
  const g = groups(n, 8)
  const y = x.map((v, i) => v + Math.floor(i / 8) * 0.3 + random.normal())
  const twice = x.map((v) => 2 * v + 1)

  it('are left out in order and reported', async () => {
    const got = await fit('y ~ x + twice + (1 | g)', tableOf({ y, x, twice, g }))
    expect(got.aliased).toEqual(['twice'])
    expect(got.fixed.map((f) => f.name)).toEqual(['(Intercept)', 'x'])
    expect(got.conditions.find((c) => c.code === 'rank-deficient')?.params).toMatchObject({ rank: 2, columns: 'twice' })
    const without = await fit('y ~ x + (1 | g)', tableOf({ y, x, g }))
    expect(got.objective).toBeCloseTo(without.objective, 9)
    expect(got.dfResidual).toBe(without.dfResidual)
  })

  it('an empty cell of two factors leaves one interaction column out', async () => {
    const a = y.map((_, i) => `a${i % 3}`)
    const b = y.map((_, i) => (i % 3 === 2 ? 'b0' : `b${Math.floor(i / 3) % 2}`))
    const got = await fit('y ~ a * b', tableOf({ y, a, b }))
    expect(got.aliased).toHaveLength(1)
    expect(got.anova.map((r) => r.numDf)).toEqual([2, 1, 1])
  })
})

describe('what can go wrong in the data', () => {
  it('a perfect fit is reported, not divided by', async () => {
    const x = Array.from({ length: 20 }, (_, i) => i)
    const y = x.map((v) => 3 + 2 * v)
    const got = await fit('y ~ x + (1 | g)', tableOf({ y, x, g: groups(20, 4) }))
    expect(got.conditions.map((c) => c.code)).toContain('near-constant-residuals')
    expect(got.fixed[1].estimate).toBeCloseTo(2, 10)
    expect(Number.isFinite(got.objective)).toBe(true)
  })

  it('one observation in most levels, two in some', async () => {
    const random = createRandom(2)
    const g = Array.from({ length: 60 }, (_, i) => `g${i % 40}`)
    const y = g.map(() => random.normal())
    const got = await fit('y ~ 1 + (1 | g)', tableOf({ y, g }))
    expect(got.converged).toBe(true)
  })

  it('refusals come back as problems', async () => {
    const table = tableOf({
      y: [1, 2, 3, 4, 5, 6],
      g: ['a', 'a', 'a', 'a', 'a', 'a'],
      h: ['1', '2', '3', '4', '5', '6'],
    })
    const one = await run('y ~ 1 + (1 | g)', table)
    expect(one.status === 'refused' && one.problems.map((p) => p.code)).toEqual(['grouping-one-level'])
    const many = await run('y ~ 1 + (1 | h)', table)
    expect(many.status === 'refused' && many.problems.map((p) => p.code)).toEqual([
      'random-effects-exceed-observations',
    ])
    const family = await run('y ~ 1 + (1 | g)', table, { family: 'poisson', link: 'log' })
    expect(family.status).toBe('refused')
  })

  it('whatever the checkpoint throws stops the fit', async () => {
    const random = createRandom(1)
    const n = 30000
    const g = Array.from({ length: n }, (_, i) => `g${i % 1000}`)
    const h = Array.from({ length: n }, () => `h${random.integer(700)}`)
    const y = g.map(() => random.normal())
    const table = tableOf({ y, g, h })
    const context = { checkpoint: () => Promise.reject(new Error('cancelled')) }
    await expect(
      fitModel({ ...defaultModelSpec, formula: 'y ~ 1 + (1 | g) + (1 | h)' }, table, context),
    ).rejects.toThrow('cancelled')
  })
})

it('every fit of random data is a minimum that beats its neighbours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
      const random = createRandom(seed)
      const n = 40 + random.integer(60)
      const g = Array.from({ length: n }, () => `g${random.integer(7)}`)
      const h = Array.from({ length: n }, () => `h${random.integer(5)}`)
      const x = Array.from({ length: n }, () => random.normal())
      const size = random.uniform() * 2
      const bg = Array.from({ length: 7 }, () => size * random.normal())
      const y = x.map((v, i) => v + bg[Number(g[i].slice(1))] + random.normal())
      const table = tableOf({ y, x, g, h })
      const got = await fit('y ~ x + (x | g) + (1 | h)', table)
      expect(got.converged).toBe(true)
      for (const simpler of ['y ~ x + (1 | g) + (1 | h)', 'y ~ x + (x || g)', 'y ~ x + (x | g)']) {
        const nested = await fit(simpler, table)
        expect(got.objective).toBeLessThanOrEqual(nested.objective + 1e-7)
      }
    }),
    { numRuns: 40 },
  )
})

it('a second peak of the likelihood is passed over, and said so', async () => {
  // Far from x = 0 uncorrelated intercepts and slopes explain the same: one peak of several has no intercepts.
  const random = createRandom(2)
  const n = 150
  const g = Array.from({ length: n }, (_, i) => `g${i % 8}`)
  const h = Array.from({ length: n }, (_, i) => `h${i % 3}`)
  const x = Array.from({ length: n }, () => 1000 + 100 * random.normal())
  const z = Array.from({ length: n }, () => random.normal())
  const b = Array.from({ length: 8 }, () => [1.2 * random.normal(), 0.009 * random.normal()])
  const y = x.map((v, i) => b[i % 8][0] + b[i % 8][1] * (v - 1000) + random.normal())
  const got = await fit('y ~ x + z + (x + z || g) + (1 | h)', tableOf({ y, x, z, g, h }))
  expect(got.converged).toBe(true)
  expect(got.certificate).toMatchObject({ nStarts: 3, nAgreeing: 2 })
  expect(got.conditions.find((c) => c.code === 'several-optima')?.observed).toBeGreaterThan(1)
})

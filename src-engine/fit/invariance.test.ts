import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultModelSpec, type ModelSpec } from '../contract/modelSpec'
import type { FitResult } from '../contract/fitResult'
import type { DataTable } from '../contract/columns'
import { createRandom } from '../math/random'
import { tableOf } from '../testing/tables'
import { fitModel } from './fitModel'

async function fit(formula: string, table: DataTable, changes: Partial<ModelSpec> = {}): Promise<FitResult> {
  const outcome = await fitModel({ ...defaultModelSpec, formula, ...changes }, table)
  if (outcome.status === 'refused') throw new Error(JSON.stringify(outcome.problems))
  return outcome.fit
}

interface Data {
  y: number[]
  x: number[]
  f: string[]
  g: string[]
  h: string[]
}

function simulate(seed: number, n = 120): Data {
  const random = createRandom(seed)
  const bg = Array.from({ length: 10 }, () => ({ a: 2 * random.normal(), b: 0.8 * random.normal() }))
  const bh = Array.from({ length: 6 }, () => random.normal())
  const data: Data = { y: [], x: [], f: [], g: [], h: [] }
  for (let i = 0; i < n; i++) {
    const g = i % 10
    const h = random.integer(6)
    const f = random.integer(3)
    const x = random.normal() + 2
    data.x.push(x)
    data.f.push(`f${f}`)
    data.g.push(`g${g}`)
    data.h.push(`h${h}`)
    data.y.push(3 + x + 0.5 * f + bg[g].a + bg[g].b * x + bh[h] + random.normal())
  }
  return data
}

const formula = 'y ~ x + f + (x | g) + (1 | h)'
const close = (a: number, b: number, tolerance: number): void => {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * (1e-3 + Math.abs(b)))
}

function sameFit(a: FitResult, b: FitResult, tolerance = 1e-6): void {
  close(a.objective, b.objective, 1e-9)
  close(a.sigma ?? NaN, b.sigma ?? NaN, tolerance)
  a.fixed.forEach((row, j) => {
    close(row.estimate, b.fixed[j].estimate, tolerance)
    close(row.stdError, b.fixed[j].stdError, tolerance)
    close(row.df ?? NaN, b.fixed[j].df ?? NaN, 1e-4)
  })
  a.random.forEach((term, t) => term.sd.forEach((sd, i) => close(sd, b.random[t].sd[i], tolerance * 10)))
}

describe('a fit does not depend on how the data are written down', () => {
  it('order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), async (seed, shuffle) => {
        const data = simulate(seed)
        const random = createRandom(shuffle)
        const order = data.y.map((_, i) => ({ i, key: random.uniform() })).sort((a, b) => a.key - b.key)
        // Levels keep their order: the first of `f` stays the reference.
        const table = tableOf({ ...data })
        const shuffled: DataTable = {
          ...table,
          columns: table.columns.map((c) =>
            c.kind === 'numeric'
              ? { ...c, values: Float64Array.from(order, ({ i }) => c.values[i]) }
              : { ...c, codes: Int32Array.from(order, ({ i }) => c.codes[i]) },
          ),
        }
        sameFit(await fit(formula, shuffled), await fit(formula, table), 1e-5)
      }),
      { numRuns: 8 },
    )
  })

  it('labels and order of the levels of grouping factors', async () => {
    const data = simulate(5)
    const relabelled = {
      ...data,
      g: data.g.map((g) => `z${9 - Number(g.slice(1))}`),
      h: data.h.map((h) => `unit ${h}`),
    }
    sameFit(await fit(formula, tableOf(relabelled)), await fit(formula, tableOf({ ...data })))
  })

  it('order of the random terms', async () => {
    const table = tableOf({ ...simulate(6) })
    const a = await fit(formula, table)
    const b = await fit('y ~ x + f + (1 | h) + (x | g)', table)
    close(a.objective, b.objective, 1e-9)
    expect(b.random.map((r) => r.group)).toEqual(['h', 'g'])
    close(a.random[0].sd[1], b.random[1].sd[1], 1e-5)
  })

  it.each([1e-8, 1e8])('scale of a covariate, times %d', async (scale) => {
    const data = simulate(7)
    const a = await fit(formula, tableOf({ ...data }), { method: 'ML' })
    const b = await fit(formula, tableOf({ ...data, x: data.x.map((x) => x * scale) }), { method: 'ML' })
    close(b.objective, a.objective, 1e-9)
    close(b.fixed[1].estimate * scale, a.fixed[1].estimate, 1e-6)
    close(b.random[0].sd[1] * scale, a.random[0].sd[1], 1e-5)
    close(b.fixed[1].df ?? NaN, a.fixed[1].df ?? NaN, 1e-4)
  })

  it.each([-1e8, 1e8])('shift of a covariate by %d', async (shift) => {
    // Eighths survive the addition of 1e8 exactly, so that the shifted data say the same.
    const data = simulate(8)
    const x = data.x.map((v) => Math.round(v * 8) / 8)
    const a = await fit(formula, tableOf({ ...data, x }))
    const b = await fit(formula, tableOf({ ...data, x: x.map((v) => v + shift) }))
    close(b.objective, a.objective, 1e-8)
    close(b.fixed[1].estimate, a.fixed[1].estimate, 1e-5)
    close(b.fixed[1].stdError, a.fixed[1].stdError, 1e-5)
    close(b.random[0].sd[1], a.random[0].sd[1], 1e-4)
    close(b.sigma ?? NaN, a.sigma ?? NaN, 1e-6)
  })

  it.each([
    [1e8, 0],
    [1e-8, 0],
    [1, 1e8],
  ])('scale %d and shift %d of the outcome', async (scale, shift) => {
    const data = simulate(9)
    const y = data.y.map((v) => Math.round(v * 64) / 64)
    const a = await fit(formula, tableOf({ ...data, y }))
    const b = await fit(formula, tableOf({ ...data, y: y.map((v) => v * scale + shift) }))
    const nu = y.length - 4
    close(b.objective, a.objective + 2 * nu * Math.log(scale), 1e-8)
    close((b.sigma ?? NaN) / scale, a.sigma ?? NaN, 1e-6)
    close(b.fixed[1].estimate / scale, a.fixed[1].estimate, 1e-5)
  })

  it('a row repeated w times or weighted by w: the same estimates of a linear model', async () => {
    const data = simulate(10, 40)
    const w = data.y.map((_, i) => 1 + (i % 3))
    const times = <T>(list: T[]): T[] => list.flatMap((v, i) => new Array<T>(w[i]).fill(v))
    const weighted = await fit('y ~ x + f', tableOf({ ...data, w }), { weights: 'w' })
    const repeated = await fit('y ~ x + f', tableOf({ y: times(data.y), x: times(data.x), f: times(data.f) }))
    weighted.fixed.forEach((row, j) => close(row.estimate, repeated.fixed[j].estimate, 1e-10))
    // The sum of squares is the same; the degrees of freedom are not.
    close((weighted.sigma ?? NaN) ** 2 * weighted.dfResidual, (repeated.sigma ?? NaN) ** 2 * repeated.dfResidual, 1e-10)
  })

  it('weights times a constant: sigma² takes the constant', async () => {
    const data = simulate(11)
    const w = data.y.map((_, i) => 0.5 + (i % 4))
    const a = await fit(formula, tableOf({ ...data, w }), { weights: 'w' })
    const b = await fit(formula, tableOf({ ...data, w: w.map((v) => 7 * v) }), { weights: 'w' })
    close(b.objective, a.objective, 1e-9)
    close((b.sigma ?? NaN) ** 2, 7 * (a.sigma ?? NaN) ** 2, 1e-6)
  })

  it('an offset is subtracted and comes back in the fitted values', async () => {
    const data = simulate(12)
    const off = data.x.map((x) => 4 * x)
    const a = await fit(formula, tableOf({ ...data }))
    const b = await fit(formula, tableOf({ ...data, y: data.y.map((y, i) => y + off[i]), off }), { offset: 'off' })
    sameFit(b, a)
    close(b.rows.fitted[3] - off[3], a.rows.fitted[3], 1e-6)
  })

  it('types II and III do not depend on the contrasts', async () => {
    const table = tableOf({ ...simulate(13) })
    for (const anovaType of ['II', 'III'] as const) {
      const a = await fit('y ~ x * f + (1 | g)', table, { anovaType })
      const b = await fit('y ~ x * f + (1 | g)', table, { anovaType, contrasts: 'sum' })
      const c = await fit('y ~ x * f + (1 | g)', table, { anovaType, references: { f: 'f2' } })
      a.anova.forEach((row, t) => {
        close(b.anova[t].statistic, row.statistic, 1e-6)
        close(c.anova[t].statistic, row.statistic, 1e-6)
        close(b.anova[t].denDf ?? NaN, row.denDf ?? NaN, 1e-4)
      })
    }
  })
})

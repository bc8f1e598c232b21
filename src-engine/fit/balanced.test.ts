import { describe, expect, it } from 'vitest'
import { defaultModelSpec } from '../contract/modelSpec'
import type { FitResult } from '../contract/fitResult'
import type { DataTable } from '../contract/columns'
import { createRandom } from '../math/random'
import { tableOf } from '../testing/tables'
import { fitModel } from './fitModel'

/**
 * Where a design is balanced and no variance is at zero, REML equals the analysis of variance. Tolerance: eight
 * digits, which Newton's last step gives with an objective of sixteen.
 */
const relative = (got: number, want: number): number => Math.abs(got / want - 1)

async function fit(formula: string, table: DataTable): Promise<FitResult> {
  const outcome = await fitModel({ ...defaultModelSpec, formula }, table)
  if (outcome.status === 'refused') throw new Error(JSON.stringify(outcome.problems))
  expect(outcome.fit.converged).toBe(true)
  return outcome.fit
}

const varianceOf = ({ random }: FitResult, group: string): number => {
  const term = random.find((r) => r.group.split(':').sort().join(':') === group.split(':').sort().join(':'))
  if (!term) throw new Error(`no term for ${group}`)
  return term.variance[0]
}

const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length
const squares = (x: readonly number[]): number => x.reduce((sum, v) => sum + (v - mean(x)) ** 2, 0)

describe('balanced designs have the variance components of the analysis of variance', () => {
  it('one way', async () => {
    const random = createRandom(1)
    const groups = Array.from({ length: 9 }, () => {
      const b = 2 * random.normal()
      return Array.from({ length: 5 }, () => 10 + b + random.normal())
    })
    const within = groups.reduce((sum, g) => sum + squares(g), 0) / (9 * 4)
    const between = (5 * squares(groups.map(mean))) / 8
    const got = await fit(
      'y ~ 1 + (1 | g)',
      tableOf({ y: groups.flat(), g: groups.flatMap((g, i) => g.map(() => `g${i}`)) }),
    )
    expect(relative(varianceOf(got, 'g'), (between - within) / 5)).toBeLessThan(1e-8)
    expect(relative((got.sigma ?? NaN) ** 2, within)).toBeLessThan(1e-8)
    expect(relative(got.fixed[0].df ?? NaN, 8)).toBeLessThan(1e-6)
  })

  it('nested', async () => {
    const random = createRandom(2)
    const rows: { y: number; a: string; b: string }[] = []
    for (let a = 0; a < 6; a++) {
      const ea = 3 * random.normal()
      for (let b = 0; b < 4; b++) {
        const eb = 2 * random.normal()
        for (let r = 0; r < 3; r++) rows.push({ y: ea + eb + random.normal(), a: `a${a}`, b: `b${b}` })
      }
    }
    const cells = new Map<string, number[]>()
    for (const { y, a, b } of rows) cells.set(`${a}/${b}`, [...(cells.get(`${a}/${b}`) ?? []), y])
    const cellMeans = [...cells].map(([key, ys]) => ({ a: key.split('/')[0], mean: mean(ys) }))
    const aMeans = Array.from({ length: 6 }, (_, a) => cellMeans.filter((c) => c.a === `a${a}`).map((c) => c.mean))
    const msE = [...cells.values()].reduce((sum, ys) => sum + squares(ys), 0) / (24 * 2)
    const msB = (3 * aMeans.reduce((sum, m) => sum + squares(m), 0)) / (6 * 3)
    const msA = (12 * squares(aMeans.map(mean))) / 5
    const got = await fit(
      'y ~ 1 + (1 | a / b)',
      tableOf({ y: rows.map((r) => r.y), a: rows.map((r) => r.a), b: rows.map((r) => r.b) }),
    )
    expect(relative((got.sigma ?? NaN) ** 2, msE)).toBeLessThan(1e-8)
    expect(relative(varianceOf(got, 'a:b'), (msB - msE) / 3)).toBeLessThan(1e-8)
    expect(relative(varianceOf(got, 'a'), (msA - msB) / 12)).toBeLessThan(1e-8)
  })

  it('crossed', async () => {
    const random = createRandom(3)
    const nA = 8
    const nB = 5
    const eb = Array.from({ length: nB }, () => 1.5 * random.normal())
    const Y = Array.from({ length: nA }, () => {
      const ea = 2 * random.normal()
      return eb.map((b) => ea + b + random.normal())
    })
    const grand = mean(Y.flat())
    const rowMeans = Y.map(mean)
    const colMeans = eb.map((_, j) => mean(Y.map((row) => row[j])))
    let sse = 0
    Y.forEach((row, i) => row.forEach((y, j) => (sse += (y - rowMeans[i] - colMeans[j] + grand) ** 2)))
    const msE = sse / ((nA - 1) * (nB - 1))
    const msA = (nB * squares(rowMeans)) / (nA - 1)
    const msB = (nA * squares(colMeans)) / (nB - 1)
    const got = await fit(
      'y ~ 1 + (1 | a) + (1 | b)',
      tableOf({
        y: Y.flat(),
        a: Y.flatMap((row, i) => row.map(() => `a${i}`)),
        b: Y.flatMap((row) => row.map((_, j) => `b${j}`)),
      }),
    )
    expect(relative((got.sigma ?? NaN) ** 2, msE)).toBeLessThan(1e-8)
    expect(relative(varianceOf(got, 'a'), (msA - msE) / nB)).toBeLessThan(1e-8)
    expect(relative(varianceOf(got, 'b'), (msB - msE) / nA)).toBeLessThan(1e-8)
  })

  it('split plot, with exact F tests by either method', async () => {
    const random = createRandom(4)
    const rows: { y: number; block: string; whole: string; sub: string }[] = []
    for (let b = 0; b < 6; b++) {
      const eb = 8 * random.normal()
      for (let w = 0; w < 3; w++) {
        const ew = 3 * random.normal()
        for (let s = 0; s < 4; s++) {
          rows.push({
            y: 100 + eb + ew + 2 * w + 3 * s + 2 * random.normal(),
            block: `b${b}`,
            whole: `w${w}`,
            sub: `s${s}`,
          })
        }
      }
    }
    const table = tableOf({
      y: rows.map((r) => r.y),
      block: rows.map((r) => r.block),
      whole: rows.map((r) => r.whole),
      sub: rows.map((r) => r.sub),
    })
    const plotMean = (b: number, w: number): number =>
      mean(rows.filter((r) => r.block === `b${b}` && r.whole === `w${w}`).map((r) => r.y))
    const P = Array.from({ length: 6 }, (_, b) => Array.from({ length: 3 }, (__, w) => plotMean(b, w)))
    const grand = mean(P.flat())
    const bMeans = P.map(mean)
    const wMeans = [0, 1, 2].map((w) => mean(P.map((row) => row[w])))
    let ssWhole = 0
    P.forEach((row, b) => row.forEach((m, w) => (ssWhole += 4 * (m - bMeans[b] - wMeans[w] + grand) ** 2)))
    const msWhole = ssWhole / 10
    const msBlock = (12 * squares(bMeans)) / 5
    const msW = (24 * squares(wMeans)) / 2
    const got = await fit('y ~ whole * sub + (1 | block / whole)', table)
    expect(relative(varianceOf(got, 'block'), (msBlock - msWhole) / 12)).toBeLessThan(1e-8)
    expect(relative(varianceOf(got, 'block:whole'), (msWhole - (got.sigma ?? NaN) ** 2) / 4)).toBeLessThan(1e-8)
    for (const dfMethod of ['satterthwaite', 'kenward-roger'] as const) {
      const outcome = await fitModel(
        { ...defaultModelSpec, formula: 'y ~ whole * sub + (1 | block / whole)', dfMethod },
        table,
      )
      if (outcome.status === 'refused') throw new Error('refused')
      const row = (term: string): FitResult['anova'][number] | undefined =>
        outcome.fit.anova.find((r) => r.term === term)
      expect(relative(row('whole')?.statistic ?? NaN, msW / msWhole)).toBeLessThan(1e-6)
      expect(relative(row('whole')?.denDf ?? NaN, 10)).toBeLessThan(1e-5)
      expect(relative(row('sub')?.denDf ?? NaN, 45)).toBeLessThan(1e-5)
      expect(relative(row('whole:sub')?.denDf ?? NaN, 45)).toBeLessThan(1e-5)
    }
  })
})

import { describe, expect, it } from 'vitest'
import type { MarginalMeansRequest } from '../contract/analysis'
import { defaultModelSpec, type ModelSpec } from '../contract/modelSpec'
import { trial } from '../testing/trial'
import { effectSizes } from './effectSizes'
import { structureLadder } from './ladder'
import { linearInference } from './linearInference'
import { marginalMeans, type MarginalMeans } from './marginalMeans/marginalMeans'
import { compareModels } from './modelComparison'
import { mixtureUpper, randomTests } from './randomTests'
import { fitted, solveModel } from './solvedModel'

const base: ModelSpec = { ...defaultModelSpec, formula: 'y ~ arm * visit + sex + x + (1 | subject)' }

async function means(spec: ModelSpec, request: Partial<MarginalMeansRequest>): Promise<MarginalMeans> {
  const solved = await solveModel(spec, trial)
  if (!solved.ok) throw new Error(JSON.stringify(solved.problems))
  const { frame, fixed, inference } = solved.value
  const full: MarginalMeansRequest = {
    kind: 'marginal-means',
    factors: ['arm'],
    by: [],
    at: {},
    contrasts: 'none',
    adjust: 'none',
    ...request,
  }
  const result = marginalMeans(spec, trial, frame, linearInference(frame, fixed.qr, inference), full)
  if (result === null) throw new Error('grid too large')
  return result
}

async function fit(spec: ModelSpec) {
  const outcome = await fitted(spec, trial)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}

// Expected numbers: emmeans 1.8, lmerTest 3.1, pbkrtest 0.5 on the same data; their optimum is good to about 1e-5.
describe('estimated marginal means', () => {
  it('averages over factors and holds covariates at their means', async () => {
    const { means: rows, averagedOver, heldAt } = await means(base, {})
    expect(rows.map((r) => r.levels[0])).toEqual(['high', 'low', 'placebo'])
    expect(rows[0].estimate).toBeCloseTo(28.64407226, 4)
    expect(rows[1].stdError).toBeCloseTo(0.7225766014, 4)
    expect(rows[2].lower).toBeCloseTo(24.7975576, 3)
    expect(rows[0].df).toBeCloseTo(7.8, 1)
    expect(averagedOver).toEqual(['sex'])
    expect(heldAt.map((h) => h.name)).toEqual(['visit', 'x'])
  })

  it("compares all pairs by Tukey's method", async () => {
    const { contrasts } = await means(base, { contrasts: 'pairwise', adjust: 'tukey' })
    expect(contrasts.map((c) => c.contrast)).toEqual(['high − low', 'high − placebo', 'low − placebo'])
    expect(contrasts[1].estimate).toBeCloseTo(2.2108229569, 4)
    expect(contrasts[1].df).toBeCloseTo(7.789184867, 3)
    expect(contrasts[1].lower).toBeCloseTo(-0.6577726095, 3)
    expect(contrasts.map((c) => c.pValue)).toEqual([0.9539, 0.1298, 0.2014].map((p): unknown => expect.closeTo(p, 3)))
  })

  it('takes simple effects within another factor, adjusted in each family', async () => {
    const { contrasts } = await means(base, { by: ['sex'], contrasts: 'pairwise', adjust: 'holm' })
    expect(contrasts.map((c) => c.by[0])).toEqual(['f', 'f', 'f', 'm', 'm', 'm'])
    for (const c of [0, 3])
      expect(contrasts.slice(c, c + 3).map((r) => r.pValue)).toEqual(
        [0.7764, 0.1756, 0.1886].map((p): unknown => expect.closeTo(p, 3)),
      )
  })

  it('tables slopes of a covariate', async () => {
    const { means: rows, contrasts } = await means(base, {
      slopeOf: 'visit',
      contrasts: 'pairwise',
      adjust: 'bonferroni',
    })
    expect(rows[0].estimate).toBeCloseTo(1.0993115764, 4)
    expect(rows[1].stdError).toBeCloseTo(0.2848601474, 4)
    expect(contrasts[0].stdError).toBeCloseTo(0.3514717383, 4)
    expect(contrasts.every((c) => c.pValue === 1)).toBe(true)
  })

  it('goes to chosen covariate values with Kenward–Roger, and to polynomial contrasts', async () => {
    const { means: rows, contrasts } = await means(
      { ...base, dfMethod: 'kenward-roger' },
      { at: { visit: [4] }, contrasts: 'polynomial' },
    )
    expect(rows[0].estimate).toBeCloseTo(30.24307091, 4)
    expect(rows[0].stdError).toBeCloseTo(0.7722406029, 4)
    expect(rows[0].df).toBeCloseTo(10.94, 1)
    expect(contrasts[0].estimate).toBeCloseTo(-2.520973609, 4)
    expect(contrasts[0].stdError).toBeCloseTo(1.095406979, 4)
    expect(contrasts[1].pValue).toBeCloseTo(0.5025, 3)
  })

  it('holds the variable, not its polynomial, at its mean', async () => {
    const { means: rows } = await means({ ...base, formula: 'y ~ poly(visit, 2) + arm + (1 | subject)' }, {})
    expect(rows[0].estimate).toBeCloseTo(28.42409998, 4)
    expect(rows[2].stdError).toBeCloseTo(1.139437448, 4)
  })

  it('does not depend on how factors are coded', async () => {
    const treatment = await means(base, { contrasts: 'pairwise' })
    const sum = await means({ ...base, contrasts: 'sum' }, { contrasts: 'pairwise' })
    treatment.contrasts.forEach((c, i) => {
      expect(sum.contrasts[i].estimate).toBeCloseTo(c.estimate, 8)
      expect(sum.contrasts[i].df).toBeCloseTo(c.df, 3)
    })
  })
})

describe('effect sizes', () => {
  it('are those of Nakagawa and Schielzeth', async () => {
    const solved = await solveModel(base, trial)
    if (!solved.ok) throw new Error('refused')
    const sizes = effectSizes(solved.value.frame, await fit(base))
    expect(sizes.r2Marginal).toBeCloseTo(0.643389300777, 4)
    expect(sizes.r2Conditional).toBeCloseTo(0.883408769232, 4)
    expect(sizes.standardised).toHaveLength(7)
  })
})

describe('tests of random effects', () => {
  it('leaves out a slope with its covariance and uses the boundary mixture', async () => {
    const spec = { ...base, formula: 'y ~ poly(visit, 2) + arm + (visit | subject)' }
    const [test] = await randomTests(spec, trial, await fit(spec))
    expect(test.statistic).toBeCloseTo(0.1693396, 3)
    expect(test.mixture).toEqual([1, 2])
    expect(test.pValueNaive).toBeCloseTo(0.91882, 3)
    expect(test.pValue).toBeCloseTo(mixtureUpper(test.statistic, 1), 12)
  })

  it('leaves out the only random effect: half the chi-square tail', async () => {
    const [test] = await randomTests(base, trial, await fit(base))
    expect(test.mixture).toEqual([0, 1])
    expect(test.pValue).toBeCloseTo(test.pValueNaive / 2, 12)
  })
})

describe('comparison of models', () => {
  const small = { ...base, formula: 'y ~ arm + visit + (1 | subject)' }

  it('refits by ML where the fixed parts differ and tests nested neighbours', async () => {
    const result = await compareModels(
      [
        { name: 'B', spec: base },
        { name: 'A', spec: small },
      ],
      trial,
    )
    if (!result.ok) throw new Error('refused')
    expect(result.method).toBe('ML')
    expect(result.refitted).toBe(true)
    const [a, b] = result.rows
    expect(a.name).toBe('A')
    expect(a.aic).toBeCloseTo(173.4757196, 5)
    expect(b.logLik).toBeCloseTo(-67.4447762, 5)
    expect(b.test?.df).toBe(4)
    expect(b.test?.statistic).toBeCloseTo(26.58617, 4)
    expect(b.test?.pValue).toBeCloseTo(2.41e-5, 7)
    expect(a.weight + b.weight).toBeCloseTo(1, 12)
  })

  it('does not test models that are not nested', async () => {
    const other = { ...base, formula: 'y ~ x + sex + visit + (1 | subject)' }
    const result = await compareModels(
      [
        { name: 'A', spec: small },
        { name: 'B', spec: other },
      ],
      trial,
    )
    if (!result.ok) throw new Error('refused')
    expect(result.rows[1].test).toBeNull()
    expect(result.rows[1].noTest).toBe('not-nested')
  })
})

describe('ladder of random structures', () => {
  it('follows the effect of interest down and advises a structure that the data support', async () => {
    const ladder = await structureLadder({ ...base, formula: 'y ~ visit + (visit | subject)' }, trial, undefined)
    expect(ladder.focal).toBe('visit')
    expect(ladder.rungs.map((r) => r.change.code)).toEqual([
      'as-asked',
      'uncorrelated',
      'without-slope',
      'no-random-effects',
    ])
    for (const { outcome } of ladder.rungs) expect(outcome.status === 'fitted' && outcome.focal?.name).toBe('visit')
    const advised = ladder.rungs.find((r) => r.formula === ladder.advised)
    expect(advised?.outcome.status === 'fitted' && !advised.outcome.fit.singular).toBe(true)
  })
})

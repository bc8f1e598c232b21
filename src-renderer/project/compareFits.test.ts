import { describe, expect, it, vi } from 'vitest'
import { emptyProject, type FitReply, type ProjectDocument } from '../../src-engine/contract'
import { compareFits } from './compareFits'
import { recomputeStored } from './recompute'
import { isCurrent, sameSpec } from './staleness'
import { fitFor } from './testing/fakes'

const fit = fitFor()

describe('comparing a stored fit with a fresh one', () => {
  it('finds nothing between equal fits', () => {
    expect(compareFits(fit, fitFor())).toEqual({ differences: [], largest: 0 })
  })

  it('lets differences within 1e-6 pass and reports the largest', () => {
    const { differences, largest } = compareFits(fit, fitFor({ logLik: -50 * (1 + 4e-7), sigma: 3 * (1 + 2e-7) }))
    expect(differences).toEqual([])
    expect(largest).toBeCloseTo(4e-7, 12)
  })

  it('names the number that differs with both values', () => {
    const fixed = fit.fixed.map((row) => (row.name === '(Intercept)' ? { ...row, estimate: 10.0001 } : row))
    expect(compareFits(fit, fitFor({ fixed })).differences).toMatchObject([
      { quantity: 'estimate', of: '(Intercept)', stored: 10, fresh: 10.0001 },
    ])
  })

  it('judges numbers around zero by their natural scale', () => {
    const fixed = fit.fixed.map((row) => (row.name === 'x' ? { ...row, estimate: -3e-9 } : row))
    const random = fit.random.map((term) => ({ ...term, variance: [1e-12] }))
    expect(compareFits(fit, fitFor({ fixed, random })).differences).toEqual([])
  })

  it('takes a number that vanished for a difference', () => {
    expect(compareFits(fit, fitFor({ bic: NaN })).differences).toMatchObject([{ quantity: 'bic', relative: Infinity }])
  })

  it('says when the fits are of other shape', () => {
    const { differences } = compareFits(fit, fitFor({ fixed: fit.fixed.slice(0, 1) }))
    expect(differences.map((difference) => difference.quantity)).toEqual(['structure'])
  })
})

const document: ProjectDocument = {
  ...emptyProject,
  tables: [
    {
      table: { id: 't', name: 't', version: 3, nRows: 0, columns: [] },
      source: { kind: 'new', name: 't' },
      edited: {},
    },
  ],
  models: [{ id: 'm', name: 'Model 1', tableId: 't', spec: fit.spec }],
  results: [{ modelId: 'm', tableVersion: 3, fit }],
}

const engineThatFits = (reply: FitReply) => {
  const request = vi.fn(() => Promise.resolve(reply))
  return { request: request as never, calls: request.mock.calls }
}

describe('recomputing the stored results', () => {
  it('says that they come out the same', async () => {
    const engine = engineThatFits({ status: 'fitted', fit: fitFor(), blocks: [] })
    const outcome = await recomputeStored(document, engine)
    expect(outcome).toMatchObject([{ outcome: 'same', name: 'Model 1', largest: 0 }])
    expect(engine.calls).toMatchObject([['model.fit', { tableId: 't', version: 3, modelId: 'm' }]])
  })

  it('says which numbers differ and hands over the fresh result', async () => {
    const fresh = fitFor({ sigma: 3.1 })
    const outcome = await recomputeStored(document, engineThatFits({ status: 'fitted', fit: fresh, blocks: [] }))
    expect(outcome).toMatchObject([
      { outcome: 'different', differences: [{ quantity: 'sigma' }], fresh: { fit: fresh } },
    ])
  })

  it('does not compare results that were out of date already', async () => {
    const engine = engineThatFits({ status: 'refused', problems: [] })
    const edited = { ...document, results: [{ modelId: 'm', tableVersion: 2, fit }] }
    expect(await recomputeStored(edited, engine)).toMatchObject([{ outcome: 'out-of-date' }])
    expect(engine.calls).toEqual([])
  })

  it('reports a model that is refused now', async () => {
    expect(await recomputeStored(document, engineThatFits({ status: 'refused', problems: [] }))).toMatchObject([
      { outcome: 'refused', modelId: 'm' },
    ])
  })
})

describe('staleness of a stored result', () => {
  it('is current while table and specification are what they were', () => {
    expect(isCurrent(document, document.results[0])).toBe(true)
  })

  it('is stale after a change of the specification', () => {
    const models = [{ ...document.models[0], spec: { ...fit.spec, method: 'ML' as const } }]
    expect(isCurrent({ ...document, models }, document.results[0])).toBe(false)
  })

  it('does not mind the order of keys or keys without a value', () => {
    const { formula, ...rest } = fit.spec
    expect(sameSpec(fit.spec, { ...rest, formula })).toBe(true)
    expect(
      sameSpec({ ...fit.spec, references: { a: 'x', b: 'y' } }, { ...fit.spec, references: { b: 'y', a: 'x' } }),
    ).toBe(true)
  })
})

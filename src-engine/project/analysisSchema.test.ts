import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { defaultModelSpec } from '../contract/modelSpec'
import type { ProjectAnalysis, ProjectModel, StoredAnalysisRequest } from '../contract/projectDocument'
import { analysisSchema } from './analysisSchema'
import { modelsSchema } from './schemas'

const means: StoredAnalysisRequest = {
  kind: 'marginal-means',
  factors: ['sex'],
  by: [],
  at: { age: [8, 14], constructor: [1] },
  contrasts: 'pairwise',
  adjust: 'tukey',
}
const requests: readonly StoredAnalysisRequest[] = [
  means,
  { ...means, slopeOf: 'age' },
  { kind: 'random-tests' },
  { kind: 'effect-sizes' },
  { kind: 'ladder' },
  { kind: 'ladder', focal: 'age' },
  { kind: 'approaches', predictor: 'age', group: 'subject' },
  { kind: 'comparison', modelIds: ['m1', 'm2'] },
]
const model: ProjectModel = { id: 'm1', name: 'Model 1', tableId: 't', spec: { ...defaultModelSpec, formula: 'y ~ x' } }

describe('analyses in a project file', () => {
  it.each(requests)('are read as they were written: $kind', (request) => {
    const analysis: ProjectAnalysis = { id: 'a1', request }
    expect(v.parse(analysisSchema, analysis)).toEqual(analysis)
    expect(v.parse(modelsSchema, [{ ...model, analyses: [analysis] }])).toEqual([{ ...model, analyses: [analysis] }])
  })

  it('may be absent, as in older projects', () => {
    expect(v.parse(modelsSchema, [model])).toEqual([model])
  })

  it.each([
    ['an unknown kind', { kind: 'magic' }],
    ['values that are no numbers', { ...means, at: { age: ['8'] } }],
    ['values that are not finite', { ...means, at: { age: [Infinity] } }],
    ['an unknown adjustment', { ...means, adjust: 'luck' }],
    ['no models', { kind: 'comparison' }],
  ])('are damaged with %s', (_what, request) => {
    expect(v.is(analysisSchema, { id: 'a1', request })).toBe(false)
    expect(v.is(modelsSchema, [{ ...model, analyses: [{ id: 'a1', request }] }])).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { defaultModelSpec, type MarginalMeansRequest, type ProjectModel } from '../../../../src-engine/contract'
import { sampleDocument, sampleTable } from '../../../document/testing'
import { choicesOf, type AnalysisChoices } from './choices'
import { numbersText, readNumbers } from './coordinates'
import { adjustmentFor, engineRequest, initialRequest, missingNames } from './requests'

const specOf = (formula: string) => ({ ...defaultModelSpec, formula })
const modelOf = (formula: string, id = 'm'): ProjectModel => ({ id, name: id, tableId: 't', spec: specOf(formula) })
const choices: AnalysisChoices = {
  factors: ['sex', 'arm'],
  covariates: ['age'],
  groups: ['child'],
  coefficients: ['age'],
}
const means: MarginalMeansRequest = {
  kind: 'marginal-means',
  factors: ['sex'],
  by: [],
  at: {},
  contrasts: 'pairwise',
  adjust: 'tukey',
}

describe('what analyses can be about', () => {
  it('are the variables of the fixed effects by their kind, and the groups, the innermost first', () => {
    const { columns } = sampleTable()
    expect(choicesOf(specOf('y ~ log(days) * subject + nowhere + (1 | school/subject)'), columns, null)).toEqual({
      factors: ['subject'],
      covariates: ['days'],
      groups: ['school', 'subject'],
      coefficients: [],
    })
  })
})

describe('an analysis that is added', () => {
  const document = { ...sampleDocument(), models: [modelOf('y ~ a'), modelOf('y ~ b', 'm2'), modelOf('z ~ b', 'm3')] }

  it('begins with the means of the first factor and all pairs of them', () => {
    expect(initialRequest('marginal-means', modelOf('y ~ a'), choices, document)).toEqual(means)
  })

  it('begins with a slope where there are only covariates', () => {
    expect(initialRequest('marginal-means', modelOf('y ~ a'), { ...choices, factors: [] }, document)).toMatchObject({
      factors: [],
      slopeOf: 'age',
      contrasts: 'none',
    })
  })

  it('compares the models of the same outcome', () => {
    expect(initialRequest('comparison', modelOf('y ~ a'), choices, document)).toEqual({
      kind: 'comparison',
      modelIds: ['m', 'm2'],
    })
    expect(initialRequest('comparison', modelOf('z ~ b', 'm3'), choices, document)).toBeNull()
  })

  it('is not on offer where the model has nothing for it', () => {
    const none: AnalysisChoices = { factors: [], covariates: [], groups: [], coefficients: [] }
    for (const kind of ['marginal-means', 'random-tests', 'ladder', 'approaches'] as const)
      expect(initialRequest(kind, modelOf('y ~ 1'), none, document)).toBeNull()
  })
})

describe('a request', () => {
  it('has a row for each of several values of a covariate', () => {
    const request = engineRequest({ ...means, at: { age: [8, 14] } }, sampleDocument())
    expect(request).toMatchObject({ factors: ['sex'], by: ['age'] })
    const alone = engineRequest({ ...means, factors: [], at: { age: [8, 14] } }, sampleDocument())
    expect(alone).toMatchObject({ factors: ['age'], by: [] })
    expect(engineRequest({ ...means, at: { age: [8] } }, sampleDocument())).toMatchObject({ by: [] })
  })

  it('takes the models of a comparison as they are now, and needs two', () => {
    const document = { ...sampleDocument(), models: [modelOf('y ~ a'), modelOf('y ~ b', 'm2')] }
    const request = engineRequest({ kind: 'comparison', modelIds: ['m2', 'm', 'gone'] }, document)
    expect(request).toMatchObject({ models: [{ name: 'm' }, { name: 'm2' }] })
    expect(engineRequest({ kind: 'comparison', modelIds: ['m', 'gone'] }, document)).toBeNull()
  })

  it('names what the model does not have', () => {
    expect(missingNames(means, choices)).toEqual([])
    expect(missingNames({ ...means, by: ['site'], slopeOf: 'dose', at: { dose: [1] } }, choices)).toEqual([
      'site',
      'dose',
    ])
    expect(missingNames({ kind: 'ladder', focal: 'dose' }, choices)).toEqual(['dose'])
    expect(missingNames({ kind: 'approaches', predictor: 'age', group: 'school' }, choices)).toEqual(['school'])
  })
})

describe('the adjustment', () => {
  it('is Tukey’s for all pairs and only for them', () => {
    expect(adjustmentFor('pairwise', 'holm')).toBe('tukey')
    expect(adjustmentFor('treatment', 'tukey')).toBe('holm')
    expect(adjustmentFor('sequential', 'fdr')).toBe('fdr')
  })
})

describe('values of a covariate', () => {
  it('are read from what a person writes', () => {
    expect(readNumbers(' 2, 4;6 ')).toEqual([2, 4, 6])
    expect(readNumbers('−1.5')).toEqual([-1.5])
    expect(readNumbers('')).toEqual([])
    expect(readNumbers('2, few')).toBeNull()
    expect(numbersText([2, 4.5])).toBe('2, 4.5')
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultModelSpec } from '../contract/modelSpec'
import { csvTable } from '../testing/csvTable'
import { compareApproaches } from './approaches'

const file = resolve(import.meta.dirname, '../../../shared/reference/data/classrooms.csv')

describe.skipIf(!existsSync(file))('seven analyses of the classrooms tutorial', () => {
  it('has the coefficients, statistics and p-values that the tutorial prints', async () => {
    const table = csvTable(readFileSync(file, 'utf8'))
    // The tutorial's mixed models use the normal distribution.
    const spec = { ...defaultModelSpec, dfMethod: 'asymptotic' as const }
    const names = { outcome: 'score', predictor: 'edu', group: 'classroom' }
    const outcome = await compareApproaches(spec, table, names)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
    const got = outcome.value.approaches.map((a) => [a.code, a.rmse, a.estimate, a.statistic, a.pValue])
    // Printed to six decimals. The tutorial's random slope stopped short of the optimum: its statistic 2.756917 is not
    // matched, that of the singular optimum (reference case classrooms-slope) is.
    const printed = [
      ['pooled', 2.694785, 0.232842, 2.139165, 0.036643],
      ['group-as-fixed', 0.932351, 0.130717, 3.441072, 0.001102],
      ['aggregated', 0.587859, 6.073401, 7.497672, 0.084411],
      ['two-stage', 0.061318, 0.120808, 3.412469, 0.07619],
      ['random-intercept', 0.916211, 0.131193, 3.45376, 0.000553],
      ['group-interaction', 0.935869, 0.129084, 1.978708, 0.052959],
      ['random-slope', 0.911742, 0.12727, 2.928856, 0.003402],
    ]
    expect(got.map(([code]) => code)).toEqual(printed.map(([code]) => code))
    printed.forEach((row, i) => row.slice(1).forEach((value, j) => expect(got[i][j + 1]).toBeCloseTo(Number(value), 5)))
  })
})

describe('seven analyses of a predictor with the same values in every group', () => {
  it('say that the group means cannot tell its effect, and give the other six', async () => {
    const file = resolve(import.meta.dirname, '../../resources/samples/orthodont.csv')
    const table = csvTable(readFileSync(file, 'utf8'))
    const names = { outcome: 'distance', predictor: 'age', group: 'Subject' }
    const outcome = await compareApproaches(defaultModelSpec, table, names)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
    expect(outcome.value.approaches).toHaveLength(6)
    expect(outcome.value.refused).toMatchObject([
      { code: 'aggregated', problems: [{ code: 'effect-not-estimable', params: { variable: 'age' } }] },
    ])
  })
})

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultModelSpec } from '../../contract/modelSpec'
import { buildModelFrame } from '../../model/buildModelFrame'
import { csvTable } from '../../testing/csvTable'
import { solveLmm } from '../../fit/solution'
import { profileIntervals } from './profileIntervals'
import { sphericalAngles, sphericalFactor } from './sphericalMap'
import { varianceDeviance } from './varianceDeviance'

function frameOf(file: string, formula: string, factors: string[]) {
  const text = readFileSync(resolve(import.meta.dirname, '../../../resources/samples', file), 'utf8')
  const built = buildModelFrame({ ...defaultModelSpec, formula }, csvTable(text, factors))
  if (!built.ok) throw new Error(JSON.stringify(built.problems))
  return built.frame
}

const sleep = frameOf('sleepstudy.csv', 'Reaction ~ Days + (Days | Subject)', ['Subject'])

/** confint(lme4) interpolates its profiles by splines: its ends are good to about 1e-4 of the interval. */
function expectInterval(trace: { lower: number; upper: number }, lower: number, upper: number): void {
  expect(Math.abs(trace.lower - lower)).toBeLessThan(1e-3 * (upper - lower))
  expect(Math.abs(trace.upper - upper)).toBeLessThan(1e-3 * (upper - lower))
}

describe('spherical parameterisation', () => {
  it('gives a correlation matrix back', () => {
    const C = Float64Array.of(1, 0.3, -0.5, 0.3, 1, 0.2, -0.5, 0.2, 1)
    const L = sphericalFactor(sphericalAngles(C, 3), 3)
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0
        for (let s = 0; s < 3; s++) sum += L[s * 3 + i] * L[s * 3 + j]
        expect(sum).toBeCloseTo(C[j * 3 + i], 12)
      }
  })
})

describe('deviance in standard deviations, correlations and sigma', () => {
  it('is the fit’s deviance at the estimates and has its analytic gradient', async () => {
    const solution = await solveLmm(sleep, 'ML')
    const deviance = varianceDeviance(solution)
    expect(deviance.evaluate(deviance.estimate)).toBeCloseTo(solution.value, 8)
    const xi = deviance.estimate.map((v, i) => v * (1 + 0.1 * (i + 1)))
    const gradient = new Float64Array(deviance.nXi)
    deviance.evaluate(xi)
    deviance.gradient(gradient)
    xi.forEach((value, i) => {
      const h = 1e-5 * Math.abs(value)
      const up = deviance.evaluate(xi.with(i, value + h))
      const down = deviance.evaluate(xi.with(i, value - h))
      expect(gradient[i] / ((up - down) / (2 * h))).toBeCloseTo(1, 5)
    })
  })
})

describe('profile intervals', () => {
  it('of correlated slopes are those of lme4', async () => {
    const profile = await profileIntervals(sleep, 0.95)
    const [intercept, slope, correlation, sigma] = profile.variances
    expectInterval(intercept.trace, 14.3814811165, 37.71601874)
    expectInterval(slope.trace, 3.8011647624, 8.753366659)
    expect(correlation.parameter.kind).toBe('correlation')
    expectInterval(correlation.trace, -0.4815004432, 0.684986139)
    expectInterval(sigma.trace, 22.898266215, 28.857997323)
    expectInterval(profile.coefficients[0].trace, 237.6806954694, 265.129514692)
    expectInterval(profile.coefficients[1].trace, 7.3586532953, 13.575918741)
  })

  it('of crossed factors are those of lme4', async () => {
    const frame = frameOf('penicillin.csv', 'diameter ~ 1 + (1 | plate) + (1 | sample)', ['plate', 'sample'])
    const { variances, coefficients } = await profileIntervals(frame, 0.95)
    expectInterval(variances[0].trace, 0.633565966, 1.1821039753)
    expectInterval(variances[1].trace, 1.0957894653, 3.5562918644)
    expectInterval(coefficients[0].trace, 21.2666273831, 24.6778176162)
  })

  it('rise on both sides of the estimate and end at the cut-off', async () => {
    const { coefficients } = await profileIntervals(sleep, 0.9)
    for (const { trace } of coefficients) {
      expect(trace.lower).toBeLessThan(trace.estimate)
      expect(trace.upper).toBeGreaterThan(trace.estimate)
      trace.zeta.forEach((zeta, i) => i > 0 && expect(zeta).toBeGreaterThan(trace.zeta[i - 1]))
    }
  })

  it('of a variance at zero start at zero', async () => {
    const table = csvTable('y,g\n' + [3, 5, 4, 6, 5, 3, 4, 5, 6, 4, 5, 3].map((y, i) => `${y},g${i % 4}`).join('\n'))
    const built = buildModelFrame({ ...defaultModelSpec, formula: 'y ~ 1 + (1 | g)' }, table)
    if (!built.ok) throw new Error('no frame')
    const [sd] = (await profileIntervals(built.frame, 0.95)).variances
    expect(sd.trace.lower).toBe(0)
    expect(sd.trace.upper).toBeGreaterThan(0)
  })
})

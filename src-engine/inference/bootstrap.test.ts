import { describe, expect, it } from 'vitest'
import { defaultModelSpec } from '../contract/modelSpec'
import { solveLmm } from '../fit/solution'
import { createRandom } from '../math/random'
import { buildModelFrame } from '../model/buildModelFrame'
import { trial } from '../testing/trial'
import { parametricBootstrap } from './bootstrap'
import { responseSimulator } from './simulateResponse'

function frame(formula = 'y ~ visit + (1 | subject)') {
  const built = buildModelFrame({ ...defaultModelSpec, formula }, trial)
  if (!built.ok) throw new Error('no frame')
  return built.frame
}

describe('simulated outcomes', () => {
  it('have the mean and the variance that the model implies', async () => {
    const solution = await solveLmm(frame(), 'REML')
    const simulator = responseSimulator(solution)
    const random = createRandom(3)
    const n = solution.objective.frame.nObs
    const y = new Float64Array(n)
    const nDraws = 20_000
    let sum = 0
    let squares = 0
    for (let r = 0; r < nDraws; r++) {
      simulator.draw(random, y)
      sum += y[0]
      squares += y[0] * y[0]
    }
    const mean = sum / nDraws
    const variance = squares / nDraws - mean * mean
    const theta = solution.theta[0]
    const total = solution.sigma ** 2 * (1 + theta ** 2)
    const expected = solution.beta[0] + solution.beta[1] * solution.objective.frame.X.values[n]
    // Five standard errors of the mean, and of the variance, of 20,000 draws.
    expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(total / nDraws))
    expect(Math.abs(variance / total - 1)).toBeLessThan(5 * Math.sqrt(2 / nDraws))
  })
})

describe('parametric bootstrap', () => {
  const options = { level: 0.95, nReplicates: 400, seed: 1 }

  it('gives the same intervals for the same seed and others for another', async () => {
    const a = await parametricBootstrap(frame(), 'REML', options)
    const b = await parametricBootstrap(frame(), 'REML', options)
    const c = await parametricBootstrap(frame(), 'REML', { ...options, seed: 2 })
    expect(a).toEqual(b)
    expect(a.rows[0].lower).not.toBe(c.rows[0].lower)
  })

  it('agrees with the standard errors of the fixed effects and covers the estimates', async () => {
    const { rows } = await parametricBootstrap(frame(), 'REML', options)
    const solution = await solveLmm(frame(), 'REML')
    const visit = rows.find(({ parameter }) => parameter.kind === 'coefficient' && parameter.name === 'visit')!
    const { R, rank } = solution.objective.fixed.qr
    const stdError = (solution.sigma * Math.sqrt(solution.C[rank + 1])) / R[rank + 1]
    // The standard deviation of 400 draws is good to about 1/√800 of itself; four of those.
    expect(Math.abs(visit.stdError / stdError - 1)).toBeLessThan(4 / Math.sqrt(800))
    for (const row of rows) {
      expect(row.lower).toBeLessThan(row.estimate)
      expect(row.upper).toBeGreaterThan(row.estimate)
    }
  })

  it('stops when its checkpoint says so', async () => {
    const context = { checkpoint: () => Promise.reject(new Error('cancelled')) }
    await expect(parametricBootstrap(frame(), 'REML', { ...options, nReplicates: 100_000 }, context)).rejects.toThrow(
      'cancelled',
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { Method } from '../contract/modelSpec'
import { createRandom } from '../math/random'
import { designNames, simulatedFrame } from '../testing/designs'
import { marginalCriterion } from '../testing/marginalCriterion'
import { createBlockedSystem } from './blockedSystem'
import { DenseTrailing } from './denseTrailing'
import { createLmmObjective, type LmmObjective } from './lmm'
import { SparseTrailing } from './sparseTrailing'

const methods: readonly Method[] = ['ML', 'REML']
const cases = designNames.flatMap((name) => methods.map((method) => [name, method] as const))

function randomTheta(objective: LmmObjective, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: objective.nTheta }, () => 0.8 * random.normal())
}

describe('the profiled objective', () => {
  it.each(cases)('agrees with the likelihood of the n × n covariance matrix: %s, %s', (name, method) => {
    const frame = simulatedFrame(name, createRandom(11), 60, true)
    const objective = createLmmObjective(frame, method)
    const theta = randomTheta(objective, 3)
    const value = objective.evaluate(theta)
    const direct = marginalCriterion(frame, method, objective)
    // Both lose a few digits of 16 to the condition of V.
    expect(Math.abs(value - direct)).toBeLessThan(1e-10 * Math.abs(direct))
  })

  it.each(cases)('has the gradient that central differences show: %s, %s', (name, method) => {
    const frame = simulatedFrame(name, createRandom(12), 70, method === 'ML')
    const objective = createLmmObjective(frame, method)
    const theta = randomTheta(objective, 4)
    objective.evaluate(theta)
    const gradient = new Float64Array(objective.nTheta)
    objective.gradient(gradient)
    const h = 1e-4
    gradient.forEach((g, k) => {
      const shifted = (by: number): number => objective.evaluate(theta.map((v, i) => (i === k ? v + by : v)))
      // Fourth-order differences: truncation about h⁴, rounding about 1e-13 / h.
      const difference = (8 * (shifted(h) - shifted(-h)) - (shifted(2 * h) - shifted(-2 * h))) / (12 * h)
      expect(Math.abs(difference - g)).toBeLessThan(1e-7 * (1 + Math.abs(g)))
    })
  })

  it('is even in each column of Lambda', () => {
    const objective = createLmmObjective(simulatedFrame('correlated slopes', createRandom(5)), 'REML')
    const theta = randomTheta(objective, 6)
    const [block] = objective.blocks
    const flipped = theta.map((v, e) => (block.lambdaCol[e] === 1 ? -v : v))
    expect(objective.evaluate(flipped)).toBeCloseTo(objective.evaluate(theta), 10)
  })

  it('is stationary, not a stop, where a variance is zero', () => {
    const objective = createLmmObjective(simulatedFrame('one factor', createRandom(5)), 'REML')
    const gradient = new Float64Array(1)
    objective.evaluate(new Float64Array(1))
    objective.gradient(gradient)
    expect(gradient[0]).toBe(0)
  })
})

describe('the trailing system', () => {
  it.each(['crossed', 'crossed with slopes', 'partly nested, partly crossed', 'two terms on one factor'] as const)(
    'is the same in one dense matrix and in a supernodal factor: %s',
    (name) => {
      const objective = createLmmObjective(simulatedFrame(name, createRandom(8), 90, true), 'REML')
      const { plan } = objective.system
      const border = [...objective.fixed.columns, objective.fixed.remainder]
      const theta = randomTheta(objective, 9)
      const results = [DenseTrailing, SparseTrailing].map((Kind) => {
        const system = createBlockedSystem(plan, border, Kind)
        objective.blocks.forEach((b, t) => {
          b.lambdaRow.forEach((r, e) => (system.Lambda[t][b.lambdaCol[e] * b.k + r] = theta[b.thetaStart + e]))
        })
        const logDet = system.factor()
        system.invert(1, 5)
        const M = objective.blocks.map((b) => new Float64Array(b.k * b.k))
        system.gradient(M)
        return [logDet, system.trailing.logDetFixed(), system.trailing.residualSquare(), ...M.flatMap((m) => [...m])]
      })
      results[0].forEach((v, i) => {
        expect(Math.abs(results[1][i] - v)).toBeLessThan(1e-10 * (1 + Math.abs(v)))
      })
    },
  )
})

describe('the order of elimination', () => {
  it('eliminates nested factors exactly, one after the other', () => {
    const objective = createLmmObjective(simulatedFrame('three levels deep with slopes', createRandom(2)), 'ML')
    expect(objective.system.plan.stages.map((s) => s.nLevels)).toEqual([12, 6, 3])
    expect(objective.system.trailing.nRandom).toBe(0)
  })

  it('leaves crossed factors to the trailing system', () => {
    const objective = createLmmObjective(simulatedFrame('crossed', createRandom(2)), 'ML')
    expect(objective.system.plan.stages.map((s) => s.nLevels)).toEqual([12])
    expect(objective.system.trailing.nRandom).toBe(11)
  })
})

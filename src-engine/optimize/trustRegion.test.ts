import { describe, expect, it } from 'vitest'
import { symmetricEigen } from '../linalg/symmetricEigen'
import { createTrustRegion, type TrustRegion } from './trustRegion'

type Objective = (x: Float64Array) => { value: number; gradient: Float64Array }

function minimise(f: Objective, start: number[], curvature: number[]): TrustRegion {
  const search = createTrustRegion({
    start: Float64Array.from(start),
    curvature: Float64Array.from(curvature),
    tolerance: 1e-14,
    maxEvaluations: 500,
    eigen: symmetricEigen,
  })
  while (!search.done) {
    const { value, gradient } = f(search.ask())
    search.tell(value, gradient)
  }
  return search
}

describe('the trust-region minimiser', () => {
  it('finds the end of a curved valley', () => {
    const rosenbrock: Objective = ([x, y]) => ({
      value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    })
    const search = minimise(rosenbrock, [-1.2, 1], [100, 100])
    expect(search.stop).toBe('converged')
    expect(search.x[0]).toBeCloseTo(1, 6)
    expect(search.x[1]).toBeCloseTo(1, 6)
  })

  it('leaves a saddle point along the direction of negative curvature', () => {
    const saddle: Objective = ([x, y]) => ({
      value: x * x - y * y + y ** 4,
      gradient: Float64Array.of(2 * x, -2 * y + 4 * y ** 3),
    })
    const search = minimise(saddle, [1, 1e-3], [2, 2])
    expect(Math.abs(search.x[1])).toBeCloseTo(Math.SQRT1_2, 6)
  })

  it('steps back from where the objective cannot be computed', () => {
    const walled: Objective = ([x]) =>
      x <= 0
        ? { value: NaN, gradient: Float64Array.of(0) }
        : { value: x - Math.log(x), gradient: Float64Array.of(1 - 1 / x) }
    const search = minimise(walled, [5], [0.04])
    expect(search.x[0]).toBeCloseTo(1, 6)
  })

  it('goes on with a Hessian from elsewhere', () => {
    const quadratic: Objective = ([x]) => ({ value: 3 * x * x, gradient: Float64Array.of(6 * x) })
    const search = createTrustRegion({
      start: Float64Array.of(2),
      curvature: Float64Array.of(1),
      tolerance: 1e9,
      maxEvaluations: 10,
      eigen: symmetricEigen,
    })
    const first = quadratic(search.ask())
    search.tell(first.value, first.gradient)
    expect(search.done).toBe(true)
    search.resume(Float64Array.of(6), 1e-12)
    const second = quadratic(search.ask())
    expect(search.ask()[0]).toBeCloseTo(0, 12)
    search.tell(second.value, second.gradient)
    expect(search.stop).toBe('converged')
  })
})

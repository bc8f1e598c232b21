import type { FitContext } from '../../fit/context'
import { createPacer } from '../../fit/context'
import { codedVcov } from '../../fit/fixedEffects/codedVcov'
import { solveLmm, type LmmSolution } from '../../fit/solution'
import { symmetricEigen } from '../../linalg/symmetricEigen'
import { normalQuantile } from '../../math/distributions'
import type { ModelFrame } from '../../model/modelFrame'
import { createTrustRegion } from '../../optimize/trustRegion'
import { traceProfile, type ProfileTrace } from './trace'
import { varianceDeviance, varianceParameters, type VarianceDeviance, type VarianceParameter } from './varianceDeviance'

export interface ProfiledCoefficient {
  readonly name: string
  readonly trace: ProfileTrace
}

export interface ProfiledVariance {
  readonly parameter: VarianceParameter
  readonly trace: ProfileTrace
}

export interface Profile {
  readonly level: number
  readonly variances: readonly ProfiledVariance[]
  readonly coefficients: readonly ProfiledCoefficient[]
}

/**
 * Profile-likelihood intervals of every standard deviation, correlation and coefficient, by maximum likelihood whatever
 * the method of the fit (Bates, Mächler, Bolker & Walker 2015, section 5.1).
 */
export async function profileIntervals(frame: ModelFrame, level: number, context?: FitContext): Promise<Profile> {
  const cutoff = normalQuantile(1 - (1 - level) / 2)
  const solution = await solveLmm(frame, 'ML', context)
  const parameters = varianceParameters(solution)
  const kept = Array.from(solution.objective.fixed.qr.kept)
  const total = parameters.length + kept.length
  const variances: ProfiledVariance[] = []
  const coefficients: ProfiledCoefficient[] = []
  const report = (): void =>
    context?.progress?.({
      stage: 'inference',
      fraction: (variances.length + coefficients.length) / total,
      nEvaluations: 0,
      objective: solution.value,
    })
  for (const parameter of parameters) {
    const trace = await profileVariance(solution, parameter, cutoff, context)
    if (trace !== null) variances.push({ parameter, trace })
    report()
  }
  for (const [position, column] of kept.entries()) {
    const trace = await profileCoefficient(solution, column, position, cutoff, context)
    coefficients.push({ name: frame.X.names[column], trace })
    report()
  }
  return { level, variances, coefficients }
}

async function profileVariance(
  solution: LmmSolution,
  parameter: VarianceParameter,
  cutoff: number,
  context: FitContext | undefined,
): Promise<ProfileTrace | null> {
  const { frame } = solution.objective
  const pair = parameter.kind === 'correlation' ? pairOf(frame, parameter) : undefined
  const deviance = varianceDeviance(solution, pair)
  const held = heldIndex(frame, parameter, deviance.nXi)
  const estimate = deviance.estimate[held]
  if (parameter.kind === 'correlation' && hasEmptyEffect(solution, parameter, deviance)) return null
  const search = createSearch(deviance, held, context)
  const onScale = parameter.kind === 'correlation' ? Math.cos(estimate) : estimate
  const halfError = 0.5 * search.standardError(parameter.kind === 'correlation' ? Math.sin(estimate) : 1)
  return traceProfile({
    estimate: onScale,
    step: parameter.kind === 'correlation' ? Math.min(0.2, Math.max(0.01, halfError)) : halfError,
    low: parameter.kind === 'correlation' ? -1 : 0,
    high: parameter.kind === 'correlation' ? 1 : Infinity,
    cutoff,
    rise: async (value) => {
      if (parameter.kind === 'sigma' && value <= 0) return Infinity
      return search.rise(parameter.kind === 'correlation' ? Math.acos(value) : value)
    },
  })
}

function pairOf(
  frame: ModelFrame,
  parameter: Extract<VarianceParameter, { kind: 'correlation' }>,
): { term: number; pair: readonly [number, number] } {
  const { terms } = frame.random[parameter.term]
  return { term: parameter.term, pair: [terms.indexOf(parameter.first), terms.indexOf(parameter.second)] }
}

/** Position in xi of the parameter that is held. */
function heldIndex(frame: ModelFrame, parameter: VarianceParameter, nXi: number): number {
  if (parameter.kind === 'sigma') return nXi - 1
  let start = 0
  for (let t = 0; t < parameter.term; t++) {
    const k = frame.random[t].terms.length
    start += k + (frame.random[t].correlated ? (k * (k - 1)) / 2 : 0)
  }
  const { terms } = frame.random[parameter.term]
  return parameter.kind === 'sd' ? start + terms.indexOf(parameter.effect) : start + terms.length
}

/** Whether an effect of the pair has no variance, so that its correlation means nothing. */
function hasEmptyEffect(
  { sigma, objective: { frame } }: LmmSolution,
  { term, first, second, group }: Extract<VarianceParameter, { kind: 'correlation' }>,
  { estimate, nXi }: VarianceDeviance,
): boolean {
  return [first, second].some(
    (effect) => estimate[heldIndex(frame, { kind: 'sd', group, term, effect }, nXi)] <= 1e-6 * sigma,
  )
}

interface Search {
  rise(held: number): Promise<number>
  /** Standard error from the curvature of the deviance, ignoring the other parameters, times `scale`. */
  standardError(scale: number): number
}

/** Minimises over everything but one element of xi, each time from the solution before. */
function createSearch(deviance: VarianceDeviance, held: number, context: FitContext | undefined): Search {
  const { nXi, estimate } = deviance
  const free = Array.from({ length: nXi }, (_, i) => i).filter((i) => i !== held)
  const pacer = createPacer(context)
  const full = new Float64Array(nXi)
  const least = deviance.evaluate(estimate)
  const curvatures = diagonalCurvature(deviance)
  let from = Float64Array.from(free, (i) => estimate[i])
  let curvature = Float64Array.from(free, (i) => curvatures[i])
  return {
    standardError: (scale) => scale * Math.sqrt(2 / curvatures[held]),
    async rise(value) {
      const search = createTrustRegion({
        start: from,
        curvature,
        tolerance: 1e-9,
        maxEvaluations: 200,
        eigen: symmetricEigen,
      })
      const all = estimate.slice()
      all[held] = value
      const point = new Float64Array(free.length)
      while (!search.done) {
        search.ask().forEach((x, i) => (all[free[i]] = x))
        const height = all[nXi - 1] > 0 ? deviance.evaluate(all) : NaN
        if (Number.isFinite(height)) {
          deviance.gradient(full)
          free.forEach((i, f) => (point[f] = full[i]))
        } else point.fill(0)
        search.tell(height, point)
        if (pacer.due()) await pacer.pause()
      }
      from = search.x.slice()
      curvature = search.curvature().map((c) => Math.max(c, 1e-6))
      return search.value - least
    },
  }
}

function diagonalCurvature(deviance: VarianceDeviance): Float64Array {
  const { nXi, estimate } = deviance
  const up = new Float64Array(nXi)
  const down = new Float64Array(nXi)
  const sigma = estimate[nXi - 1]
  return Float64Array.from({ length: nXi }, (_, i) => {
    const h = 1e-3 * Math.max(Math.abs(estimate[i]), 0.05 * sigma)
    const xi = estimate.slice()
    xi[i] += h
    deviance.evaluate(xi)
    deviance.gradient(up)
    xi[i] -= 2 * h
    deviance.evaluate(xi)
    deviance.gradient(down)
    const second = Math.abs((up[i] - down[i]) / (2 * h))
    return Math.max(second, 1e-4 / (sigma * sigma))
  })
}

/** Refits without the column, its effect going to the offset. */
async function profileCoefficient(
  solution: LmmSolution,
  column: number,
  position: number,
  cutoff: number,
  context: FitContext | undefined,
): Promise<ProfileTrace> {
  const { frame, fixed } = solution.objective
  const n = frame.nObs
  const others = Array.from(fixed.qr.kept).filter((j) => j !== column)
  const values = new Float64Array(n * others.length)
  others.forEach((j, k) => values.set(frame.X.values.subarray(j * n, (j + 1) * n), k * n))
  const X = {
    ...frame.X,
    nColumns: others.length,
    values,
    names: others.map((j) => frame.X.names[j]),
    termOf: Int32Array.from(others, (j) => frame.X.termOf[j]),
  }
  const x = frame.X.values.subarray(column * n, (column + 1) * n)
  const { rank } = fixed.qr
  const error = Math.sqrt(codedVcov(solution)[position * rank + position])
  return traceProfile({
    estimate: solution.beta[position],
    step: 0.5 * error,
    low: -Infinity,
    high: Infinity,
    cutoff,
    rise: async (value) => {
      const offset = Float64Array.from({ length: n }, (_, i) => (frame.offset ? frame.offset[i] : 0) + value * x[i])
      const held = await solveLmm({ ...frame, X, offset }, 'ML', context)
      return Math.max(0, held.value - solution.value)
    },
  })
}

import type { Method } from '../contract/modelSpec'
import { createPacer, type FitContext } from '../fit/context'
import { randomTerms } from '../fit/randomEffects'
import { solveLmm, type LmmSolution } from '../fit/solution'
import { createRandom } from '../math/random'
import type { ModelFrame } from '../model/modelFrame'
import { varianceParameters, type VarianceParameter } from './profile/varianceDeviance'
import { responseSimulator } from './simulateResponse'

/** The distribution of one parameter over the replicates. */
export interface BootstrapRow {
  readonly parameter: VarianceParameter | { readonly kind: 'coefficient'; readonly name: string }
  readonly estimate: number
  /** Mean of the replicates less the estimate. */
  readonly bias: number
  /** Standard deviation of the replicates. */
  readonly stdError: number
  readonly lower: number
  readonly upper: number
}

export interface Bootstrap {
  readonly level: number
  readonly nReplicates: number
  readonly seed: number
  /** Replicates whose fit was singular. */
  readonly nSingular: number
  readonly nNotConverged: number
  readonly rows: readonly BootstrapRow[]
}

/**
 * Parametric bootstrap: the model is refitted to outcomes drawn from it, and intervals are percentiles of the estimates
 * (Efron & Tibshirani 1993, ch. 13; type 7 quantiles). The same seed gives the same intervals on every machine.
 * Correlations with an effect that is empty in a replicate are left out of their distribution.
 */
export async function parametricBootstrap(
  frame: ModelFrame,
  method: Method,
  options: { readonly level: number; readonly nReplicates: number; readonly seed: number },
  context?: FitContext,
): Promise<Bootstrap> {
  const { level, nReplicates, seed } = options
  const solution = await solveLmm(frame, method, context)
  const parameters = varianceParameters(solution)
  const names = Array.from(solution.objective.fixed.qr.kept, (j) => frame.X.names[j])
  const estimates = parameterValues(solution, parameters)
  const draws = estimates.map(() => new Float64Array(nReplicates))
  const simulator = responseSimulator(solution)
  const random = createRandom(seed)
  const pacer = createPacer(context)
  const y = new Float64Array(frame.nObs)
  let nSingular = 0
  let nNotConverged = 0
  for (let r = 0; r < nReplicates; r++) {
    simulator.draw(random, y)
    const replicate = await solveLmm({ ...frame, y: y.slice() }, method, context)
    parameterValues(replicate, parameters).forEach((value, i) => (draws[i][r] = value))
    if (replicate.collapses.some(({ directions }) => directions.length > 0)) nSingular++
    if (!replicate.optimum.certificate.converged) nNotConverged++
    if (pacer.due()) {
      await pacer.pause()
      const fraction = (r + 1) / nReplicates
      context?.progress?.({ stage: 'inference', fraction, nEvaluations: r + 1, objective: solution.value })
    }
  }
  const all = [...names.map((name) => ({ kind: 'coefficient' as const, name })), ...parameters]
  const rows = all.map((parameter, i) => summarise(parameter, estimates[i], draws[i], level))
  return { level, nReplicates, seed, nSingular, nNotConverged, rows }
}

/** Coefficients, then the variance parameters in order. */
function parameterValues(solution: LmmSolution, parameters: readonly VarianceParameter[]): number[] {
  const terms = randomTerms(solution)
  const { random } = solution.objective.frame
  const variances = parameters.map((parameter) => {
    if (parameter.kind === 'sigma') return solution.sigma
    const names = random[parameter.term].terms
    const { sd, correlation } = terms[parameter.term]
    if (parameter.kind === 'sd') return sd[names.indexOf(parameter.effect)]
    return correlation[names.indexOf(parameter.second)][names.indexOf(parameter.first)]
  })
  return [...solution.beta, ...variances]
}

function summarise(
  parameter: BootstrapRow['parameter'],
  estimate: number,
  replicates: Float64Array,
  level: number,
): BootstrapRow {
  const sorted = replicates.filter((value) => !Number.isNaN(value)).sort()
  const n = sorted.length
  const mean = sorted.reduce((sum, value) => sum + value / n, 0)
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    parameter,
    estimate,
    bias: mean - estimate,
    stdError: Math.sqrt(squares / (n - 1)),
    lower: quantile(sorted, (1 - level) / 2),
    upper: quantile(sorted, (1 + level) / 2),
  }
}

/** Type 7 of Hyndman & Fan (1996). */
function quantile(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return NaN
  const at = p * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(low + 1, sorted.length - 1)
  return sorted[low] + (at - low) * (sorted[high] - sorted[low])
}

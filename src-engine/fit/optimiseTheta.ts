import { symmetricEigen } from '../linalg/symmetricEigen'
import { startingValues, uniformStart, type Start } from '../objective/startingValues'
import type { LmmObjective } from '../objective/lmm'
import { createTrustRegion, type TrustRegion } from '../optimize/trustRegion'
import { createPacer, type FitContext, type Pacer } from './context'

/** Where the optimiser came to rest, with what vouches for it. */
export interface Optimum {
  /** Internal coding; the diagonal of Lambda is not negative. */
  readonly theta: Float64Array
  readonly objective: number
  /** nTheta × nTheta second derivatives of the profiled objective at theta. */
  readonly hessian: Float64Array
  readonly gradient: Float64Array
  readonly nEvaluations: number
  readonly certificate: Certificate
}

export interface Certificate {
  readonly converged: boolean
  /** Half of gᵀ H⁻¹ g: by how much the objective may still fall. */
  readonly gap: number
  /** Smallest eigenvalue of the Hessian in units of its diagonal; negative at a saddle point. */
  readonly smallestCurvature: number
  /** Starting points tried, and how many of them ended within 1e-6 of the lowest objective. */
  readonly nStarts: number
  readonly nAgreeing: number
  /** By how much the best of the other optima found is worse; 0 when all starts agree. */
  readonly difference: number
}

const firstTolerance = 1e-10
const lastTolerance = 1e-17
const acceptedGap = 1e-7
/** Objectives that differ by less are the same. */
const agreement = 1e-6
const saddleTolerance = -1e-5
/** Where an evaluation costs milliseconds and more, and asymptotics hold well. */
const isLarge = (objective: LmmObjective): boolean => objective.system.plan.q > 2000

/** By what share the Hessian may be out of date: where an evaluation costs little, next to nothing. */
const hessianTolerance = (objective: LmmObjective): number => (isLarge(objective) ? 1e-4 : 1e-8)

/**
 * Minimises the profiled objective over theta, unconstrained: Lambda enters through Lambda Lambdaᵀ, so a negative
 * diagonal means the same as a positive one, and a variance of zero is an ordinary stationary point. A quasi-Newton
 * search is followed by Newton steps with a Hessian of differenced (analytic) gradients, which also tells a minimum
 * from a saddle point.
 */
export async function optimiseTheta(objective: LmmObjective, context?: FitContext): Promise<Optimum> {
  const n = objective.nTheta
  const pacer = createPacer(context)
  const fewestLevels = objective.blocks.reduce((least, b) => Math.min(least, b.nLevels), Infinity)
  const gradient = new Float64Array(n)
  const counter = { nEvaluations: 0 }
  const searches: TrustRegion[] = []
  for (const start of starts(objective)) {
    const search = searchFrom(start, n)
    await descend(objective, search, gradient, counter, pacer, context)
    searches.push(search)
  }
  const search = searches.reduce((best, other) => (other.value < best.value - agreement ? other : best))
  const nAgreeing = searches.filter(({ value }) => value <= search.value + agreement).length
  const others = searches.map(({ value }) => value - search.value).filter((d) => d > agreement)
  const difference = others.length > 0 ? Math.min(...others) : 0
  const agreed = { nStarts: searches.length, nAgreeing, difference }
  let hessian = await differencedHessian(objective, search, counter, pacer)
  let certificate = certify(search, hessian, n, agreed)
  for (let round = 0; round < 6; round++) {
    if (certificate.gap <= lastTolerance && certificate.smallestCurvature > saddleTolerance) break
    const before = search.value
    search.resume(hessian, lastTolerance)
    if (search.done) break
    await descend(objective, search, gradient, counter, pacer, context)
    if (staleness(certificate, fewestLevels) > hessianTolerance(objective)) {
      hessian = await differencedHessian(objective, search, counter, pacer)
    }
    certificate = certify(search, hessian, n, agreed)
    if (before - search.value <= 1e-9 && certificate.gap <= acceptedGap) break
  }
  const converged = certificate.gap <= acceptedGap && certificate.smallestCurvature > saddleTolerance
  return canonicalSigns(objective, {
    theta: search.x.slice(),
    objective: search.value,
    hessian,
    gradient: search.gradient.slice(),
    nEvaluations: counter.nEvaluations,
    certificate: { ...certificate, converged },
  })
}

/** Moment estimates first; where an evaluation costs little, two more that know nothing of the data. */
function starts(objective: LmmObjective): Start[] {
  const first = startingValues(objective)
  return isLarge(objective) ? [first] : [first, uniformStart(objective, 1), uniformStart(objective, 4)]
}

function searchFrom({ theta, curvature }: Start, n: number): TrustRegion {
  return createTrustRegion({
    start: theta,
    curvature,
    tolerance: firstTolerance,
    maxEvaluations: 200 + 20 * n,
    eigen: symmetricEigen,
  })
}

/**
 * By what share the Hessian changes over the step that closes the gap: the step is √(2 gap) standard errors, over
 * each of which the curvature changes by about the skewness, a few times 1 / √(levels).
 */
function staleness({ gap, smallestCurvature }: Certificate, fewestLevels: number): number {
  return smallestCurvature <= saddleTolerance ? Infinity : 3 * Math.sqrt((2 * gap) / fewestLevels)
}

async function descend(
  objective: LmmObjective,
  search: TrustRegion,
  gradient: Float64Array,
  counter: { nEvaluations: number },
  pacer: Pacer,
  context: FitContext | undefined,
): Promise<void> {
  while (!search.done) {
    const value = objective.evaluate(search.ask())
    if (Number.isFinite(value)) objective.gradient(gradient)
    else gradient.fill(0)
    counter.nEvaluations++
    search.tell(value, gradient)
    if (pacer.due()) {
      await pacer.pause()
      context?.progress?.({
        stage: 'optimising',
        fraction: null,
        nEvaluations: counter.nEvaluations,
        objective: search.value,
      })
    }
  }
}

/**
 * Differences of the analytic gradient with steps of a small part of each parameter's standard error. They are central
 * where an evaluation costs little. With thousands of random effects the curvature hardly changes over a step, and
 * forward differences are as good at half the price.
 */
async function differencedHessian(
  objective: LmmObjective,
  search: TrustRegion,
  counter: { nEvaluations: number },
  pacer: Pacer,
): Promise<Float64Array> {
  const n = objective.nTheta
  const isCentral = !isLarge(objective)
  const share = isCentral ? 1e-4 : 2e-5
  const curvature = search.curvature()
  const H = new Float64Array(n * n)
  const up = new Float64Array(n)
  const down = isCentral ? new Float64Array(n) : search.gradient
  for (let j = 0; j < n; j++) {
    const theta = search.x.slice()
    const h = Math.min(share * Math.sqrt(2 / Math.max(curvature[j], 1e-8)), 1e-2 * (1 + Math.abs(theta[j])))
    theta[j] = search.x[j] + h
    objective.evaluate(theta)
    objective.gradient(up)
    counter.nEvaluations++
    if (pacer.due()) await pacer.pause()
    if (isCentral) {
      theta[j] = search.x[j] - h
      objective.evaluate(theta)
      objective.gradient(down)
      counter.nEvaluations++
      if (pacer.due()) await pacer.pause()
    }
    for (let i = 0; i < n; i++) H[j * n + i] = (up[i] - down[i]) / (isCentral ? 2 * h : h)
  }
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) {
      const mean = 0.5 * (H[j * n + i] + H[i * n + j])
      H[j * n + i] = mean
      H[i * n + j] = mean
    }
  }
  return H
}

function certify(
  search: TrustRegion,
  hessian: Float64Array,
  n: number,
  agreed: Pick<Certificate, 'nStarts' | 'nAgreeing' | 'difference'>,
): Certificate {
  const unit = Float64Array.from({ length: n }, (_, i) => Math.sqrt(Math.max(Math.abs(hessian[i * n + i]), 1e-8)))
  const scaled = hessian.map((h, at) => h / (unit[at % n] * unit[Math.floor(at / n)]))
  const { values, vectors } = symmetricEigen(scaled, n)
  let gap = 0
  for (let e = 0; e < n; e++) {
    let along = 0
    for (let i = 0; i < n; i++) along += (vectors[e * n + i] * search.gradient[i]) / unit[i]
    // Along a direction that is flat to rounding nothing is to be gained.
    if (Math.abs(values[e]) > 1e-7) gap += (along * along) / (2 * Math.abs(values[e]))
  }
  return { ...agreed, converged: false, gap, smallestCurvature: n === 0 ? Infinity : values[0] }
}

/** Turns the columns of each Lambda so that its diagonal is not negative; the objective is the same. */
function canonicalSigns(objective: LmmObjective, optimum: Optimum): Optimum {
  const n = objective.nTheta
  const sign = new Float64Array(n).fill(1)
  for (const block of objective.blocks) {
    const flip = new Float64Array(block.k).fill(1)
    block.lambdaRow.forEach((row, e) => {
      if (row === block.lambdaCol[e] && optimum.theta[block.thetaStart + e] < 0) flip[row] = -1
    })
    block.lambdaCol.forEach((col, e) => (sign[block.thetaStart + e] = flip[col]))
  }
  return {
    ...optimum,
    theta: optimum.theta.map((v, i) => (v === 0 ? 0 : v * sign[i])),
    gradient: optimum.gradient.map((v, i) => v * sign[i]),
    hessian: optimum.hessian.map((v, at) => v * sign[at % n] * sign[Math.floor(at / n)]),
  }
}

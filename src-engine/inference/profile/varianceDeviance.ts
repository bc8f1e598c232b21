import type { LmmSolution } from '../../fit/solution'
import { placeTerms, randomTerms } from '../../fit/randomEffects'
import { countAngles, inverse, sphericalAngles, thetaOfTerm, type SphericalTerm } from './sphericalMap'

/** A variance parameter on the scale on which it is reported. */
export type VarianceParameter =
  | { readonly kind: 'sd'; readonly group: string; readonly term: number; readonly effect: string }
  | {
      readonly kind: 'correlation'
      readonly group: string
      readonly term: number
      readonly first: string
      readonly second: string
    }
  | { readonly kind: 'sigma' }

/** The deviance as a function of standard deviations, angles and sigma (the last element of xi). */
export interface VarianceDeviance {
  readonly nXi: number
  /** xi at the estimates. */
  readonly estimate: Float64Array
  evaluate(xi: Float64Array): number
  /** The gradient at the xi last evaluated. */
  gradient(out: Float64Array): void
}

/** All variance parameters of a solution, in the order of its terms; correlations with an empty effect are left out. */
export function varianceParameters(solution: LmmSolution): VarianceParameter[] {
  const out: VarianceParameter[] = []
  solution.objective.frame.random.forEach(({ group, terms, correlated }, term) => {
    for (const effect of terms) out.push({ kind: 'sd', group, term, effect })
    if (correlated)
      terms.forEach((second, s) =>
        terms.slice(0, s).forEach((first) => out.push({ kind: 'correlation', group, term, first, second })),
      )
  })
  return [...out, { kind: 'sigma' }]
}

/**
 * −2 log-likelihood (ML) with sigma free, for the objective of `solution`, which must be one of ML. `first` names the
 * two effects of a term whose correlation is to be the cosine of the term's first angle.
 */
export function varianceDeviance(
  solution: LmmSolution,
  first?: { readonly term: number; readonly pair: readonly [number, number] },
): VarianceDeviance {
  const { objective } = solution
  const { system, blocks, nu, nTheta } = objective
  const estimates = randomTerms(solution)
  let size = 0
  const terms = placeTerms(solution).map(({ block, member }, t): SphericalTerm => {
    const { k, start } = member
    const all = Array.from({ length: k }, (_, i) => i)
    const order = first?.term === t ? [...first.pair, ...all.filter((i) => !first.pair.includes(i))] : all
    const T = new Float64Array(k * k)
    for (let c = 0; c < k; c++) for (let r = 0; r < k; r++) T[c * k + r] = block.T[(start + c) * block.k + start + r]
    const term = { block, member, order, start: size, inverseT: inverse(T, k) }
    size += k + countAngles(member)
    return term
  })
  const nXi = size + 1
  const estimate = new Float64Array(nXi)
  estimate[size] = solution.sigma
  terms.forEach(({ member, order, start }, t) => {
    const { k } = member
    estimates[t].sd.forEach((sd, i) => (estimate[start + i] = sd))
    if (!member.correlated) return
    const C = new Float64Array(k * k)
    for (let c = 0; c < k; c++)
      for (let r = 0; r < k; r++) {
        const value = estimates[t].correlation[order[r]][order[c]]
        C[c * k + r] = r === c ? 1 : Number.isNaN(value) ? 0 : value
      }
    estimate.set(sphericalAngles(C, k), start + k)
  })
  const M = blocks.map((b) => new Float64Array(b.k * b.k))
  let last = estimate
  const thetaOf = (xi: Float64Array): Float64Array => {
    const theta = new Float64Array(nTheta)
    for (const term of terms) thetaOfTerm(term, xi, xi[size], theta)
    return theta
  }
  return {
    nXi,
    estimate,
    evaluate(xi) {
      last = xi.slice()
      const sigma = xi[size]
      const value = objective.evaluate(thetaOf(xi))
      const square = objective.residualSquare()
      return (
        value -
        nu * (1 + Math.log((2 * Math.PI * square) / nu)) +
        nu * Math.log(2 * Math.PI * sigma * sigma) +
        square / (sigma * sigma)
      )
    },
    gradient(out) {
      const sigma = last[size]
      const square = objective.residualSquare()
      system.invert(0, square / (sigma * sigma))
      system.gradient(M)
      const byTheta = new Float64Array(nTheta)
      blocks.forEach((b, t) => {
        for (let e = 0; e < b.lambdaRow.length; e++)
          byTheta[b.thetaStart + e] = 2 * M[t][b.lambdaCol[e] * b.k + b.lambdaRow[e]]
      })
      for (let i = 0; i < nXi; i++) {
        // The map from xi to theta is cheap and smooth: central differences of it cost no digits that matter.
        const h = 1e-6 * Math.max(Math.abs(last[i]), i === size ? 0 : 1e-3 * sigma)
        const up = last.slice()
        const down = last.slice()
        up[i] += h
        down[i] -= h
        const above = thetaOf(up)
        const below = thetaOf(down)
        let sum = 0
        for (let k = 0; k < nTheta; k++) sum += byTheta[k] * (above[k] - below[k])
        out[i] = sum / (2 * h)
      }
      out[size] += (2 * nu) / sigma - (2 * square) / sigma ** 3
    },
  }
}

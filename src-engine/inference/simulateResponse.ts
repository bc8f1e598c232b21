import { semidefiniteCholesky } from '../fit/covarianceTemplates'
import { relativeCovariances } from '../fit/randomEffects'
import type { LmmSolution } from '../fit/solution'
import type { RandomSource } from '../math/random'

/** Draws outcomes from a fitted model: new random effects and new residuals every time. */
export interface ResponseSimulator {
  /** y* = X beta + offset + Z b* + eps*, length n; overwrites `out`. */
  draw(random: RandomSource, out: Float64Array): void
}

/** For the model as fitted: beta, Lambda and sigma at their estimates, weights as in the fit. */
export function responseSimulator(solution: LmmSolution): ResponseSimulator {
  const { frame, fixed } = solution.objective
  const n = frame.nObs
  const mean = new Float64Array(n)
  fixed.qr.kept.forEach((column, j) => {
    const beta = solution.beta[j]
    for (let i = 0; i < n; i++) mean[i] += beta * frame.X.values[column * n + i]
  })
  if (frame.offset) for (let i = 0; i < n; i++) mean[i] += frame.offset[i]
  const factors = relativeCovariances(solution).map((Psi, t) => {
    const k = frame.random[t].terms.length
    return semidefiniteCholesky(Psi, k).map((v) => v * solution.sigma)
  })
  return {
    draw(random, out) {
      out.set(mean)
      frame.random.forEach((design, t) => {
        const k = design.terms.length
        const L = factors[t]
        const b = new Float64Array(design.nLevels * k)
        const z = new Float64Array(k)
        for (let l = 0; l < design.nLevels; l++) {
          for (let c = 0; c < k; c++) z[c] = random.normal()
          for (let r = 0; r < k; r++) for (let c = 0; c <= r; c++) b[l * k + r] += L[c * k + r] * z[c]
        }
        for (let r = 0; r < k; r++)
          for (let i = 0; i < n; i++) out[i] += design.values[r * n + i] * b[design.codes[i] * k + r]
      })
      for (let i = 0; i < n; i++) {
        const scale = frame.weights ? solution.sigma / Math.sqrt(frame.weights[i]) : solution.sigma
        out[i] += scale * random.normal()
      }
    },
  }
}

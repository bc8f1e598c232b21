import { symmetricEigen } from '../../linalg/symmetricEigen'
import { solveUpperTransposeInPlace } from '../../linalg/orthogonalise'
import type { LmmSolution } from '../solution'
import { codedVcov } from './codedVcov'
import { bilinear, dot, orthogonalContrasts, type FixedInference } from './fixedInference'
import type { MarginalProducts } from './marginalProducts'

/**
 * Satterthwaite's degrees of freedom, df = 2 (lᵀ Phi l)² / (gᵀ A g), where A = 2 H⁻¹ is the covariance of
 * (theta, sigma) from the Hessian of the deviance and g the gradient of lᵀ Phi l, from analytic derivatives of Phi
 * (Giesbrecht & Burns 1985; Kuznetsova, Brockhoff & Christensen 2017, JSS 82(13)). Tests of several contrasts follow
 * Fai & Cornelius (1996). Directions in which the deviance is flat, as at a singular fit, are left out of A.
 */
export function satterthwaiteInference(solution: LmmSolution, products: MarginalProducts): FixedInference {
  const { objective, sigma, beta, C, u } = solution
  const { qr } = objective.fixed
  const p = qr.rank
  const nTheta = objective.nTheta
  const { J, slope } = derivatives(solution, products)
  const A = thetaCovariance(solution.optimum.hessian, nTheta)
  const vcov = codedVcov(solution)
  // d sigma / d theta along the profile, as sigma² is pwrss / nu.
  const sigmaSlope = slope.map((d) => d / (2 * objective.nu * sigma))
  const sigmaVariance = sigma ** 2 / (2 * objective.nu)

  function df(l: Float64Array): number {
    const lq = l.slice()
    solveUpperTransposeInPlace(qr.R, p, lq)
    const c = new Float64Array(p)
    for (let j = 0; j < p; j++) for (let i = 0; i < p; i++) c[i] += C[j * p + i] * lq[j]
    const unscaled = dot(lq, c)
    const variance = sigma ** 2 * unscaled
    const bySigma = 2 * sigma * unscaled
    const g = new Float64Array(nTheta)
    // J is minus the derivative of C⁻¹, so that C J C is the derivative of C.
    for (let k = 0; k < nTheta; k++) g[k] = sigma ** 2 * bilinear(J[k], c, c) + bySigma * sigmaSlope[k]
    const spread = bilinear(A, g, g) + bySigma ** 2 * sigmaVariance
    return (2 * variance ** 2) / spread
  }

  return {
    method: 'satterthwaite',
    rank: p,
    beta,
    vcov,
    df,
    test(L) {
      const { contrasts, tSquared } = orthogonalContrasts(L, vcov, beta)
      const numDf = contrasts.length
      return {
        numDf,
        denDf: combineDf(contrasts.map(df)),
        statistic: tSquared.reduce((a, b) => a + b, 0) / numDf,
      }
    },
  }

  function derivatives(
    _: LmmSolution,
    { K, KLambda, s }: MarginalProducts,
  ): { J: Float64Array[]; slope: Float64Array } {
    const J: Float64Array[] = []
    const d = new Float64Array(nTheta)
    const { plan } = objective.system
    objective.blocks.forEach((block, t) => {
      const first = plan.blockStart[t]
      block.lambdaRow.forEach((r, e) => {
        const c = block.lambdaCol[e]
        const out = new Float64Array(p * p)
        let su = 0
        for (let l = 0; l < block.nLevels; l++) {
          const atR = first + l * block.k + r
          const atC = first + l * block.k + c
          su += s[atR] * u[atC]
          for (let j = 0; j < p; j++) {
            const kj = K[j][atR]
            const hj = KLambda[j][atC]
            for (let i = j; i < p; i++) out[j * p + i] += K[i][atR] * hj + kj * KLambda[i][atC]
          }
        }
        for (let j = 0; j < p; j++) for (let i = j + 1; i < p; i++) out[i * p + j] = out[j * p + i]
        J.push(out)
        d[block.thetaStart + e] = -2 * su
      })
    })
    return { J, slope: d }
  }
}

/** 2 H⁻¹ over the directions in which the profiled deviance is curved. */
function thetaCovariance(hessian: Float64Array, n: number): Float64Array {
  const unit = Float64Array.from({ length: n }, (_, i) => Math.sqrt(Math.max(hessian[i * n + i], 0)))
  const usable = unit.map((v) => (v > 0 ? 1 / v : 0))
  const scaled = hessian.map((h, at) => h * usable[at % n] * usable[Math.floor(at / n)])
  const { values, vectors } = symmetricEigen(scaled, n)
  const out = new Float64Array(n * n)
  for (let e = 0; e < n; e++) {
    if (values[e] <= 1e-7) continue
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        out[j * n + i] += (2 * vectors[e * n + i] * usable[i] * vectors[e * n + j] * usable[j]) / values[e]
      }
    }
  }
  return out
}

/** Denominator df of an F test from those of its orthogonal contrasts (Fai & Cornelius 1996). */
export function combineDf(each: readonly number[]): number {
  if (each.length === 0) return NaN
  const first = each[0]
  if (each.every((v) => Math.abs(v - first) <= 1e-8 * first)) return first
  if (!each.every((v) => v > 2)) return 2
  const E = each.reduce((sum, v) => sum + v / (v - 2), 0)
  return (2 * E) / (E - each.length)
}

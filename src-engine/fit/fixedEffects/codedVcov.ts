import { solveUpperInPlace } from '../../linalg/orthogonalise'
import type { LmmSolution } from '../solution'

/** Covariance matrix of the coefficients as the formula codes them, sigma² R⁻¹ C R⁻ᵀ, rank × rank. */
export function codedVcov({ objective, sigma, C }: LmmSolution): Float64Array {
  return recodeVcov(objective.fixed.qr.R, objective.fixed.qr.rank, C, sigma ** 2)
}

/** scale · R⁻¹ C R⁻ᵀ for symmetric C. */
export function recodeVcov(R: Float64Array, p: number, C: Float64Array, scale: number): Float64Array {
  const half = C.slice()
  for (let j = 0; j < p; j++) solveUpperInPlace(R, p, half, j * p)
  const out = new Float64Array(p * p)
  for (let j = 0; j < p; j++) for (let i = 0; i < p; i++) out[j * p + i] = half[i * p + j]
  for (let j = 0; j < p; j++) solveUpperInPlace(R, p, out, j * p)
  for (let j = 0; j < p; j++) {
    for (let i = 0; i <= j; i++) {
      const mean = 0.5 * scale * (out[j * p + i] + out[i * p + j])
      out[j * p + i] = mean
      out[i * p + j] = mean
    }
  }
  return out
}

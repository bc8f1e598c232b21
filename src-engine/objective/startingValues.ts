import type { LmmObjective } from './lmm'

/** A start for theta and the curvature expected there, both of length nTheta. */
export interface Start {
  readonly theta: Float64Array
  /** Expected second derivatives of the objective, on the diagonal. */
  readonly curvature: Float64Array
}

/**
 * Moment estimates from the least-squares residuals r, effect by effect: within a level, E (Σ z r)² exceeds its value
 * under independence by the variance times (Σ z²)² − Σ z⁴ (Henderson's idea of equating quadratic forms, one
 * factor at a time). Off-diagonal elements start at zero.
 */
export function startingValues(objective: LmmObjective): Start {
  const { blocks, fixed, frame } = objective
  const n = frame.nObs
  let total = 0
  for (const r of fixed.remainder) total += r * r
  const perObs = total / Math.max(1, n - fixed.qr.rank)
  const variances = blocks.map((block) => {
    const { k, nLevels, codes, Z } = block
    const out = new Float64Array(k)
    const sums = new Float64Array(nLevels)
    const squares = new Float64Array(nLevels)
    for (let c = 0; c < k; c++) {
      sums.fill(0)
      squares.fill(0)
      let own = 0
      let fourth = 0
      for (let i = 0; i < n; i++) {
        const z = Z[c * n + i]
        const zr = z * fixed.remainder[i]
        sums[codes[i]] += zr
        squares[codes[i]] += z * z
        own += zr * zr
        fourth += z * z * z * z
      }
      let between = -own
      let weight = -fourth
      for (let l = 0; l < nLevels; l++) {
        between += sums[l] * sums[l]
        weight += squares[l] * squares[l]
      }
      out[c] = weight > 1e-12 * (weight + fourth) ? Math.max(0, between / weight) : 0
    }
    return out
  })
  let explained = 0
  blocks.forEach((block, t) => {
    for (let c = 0; c < block.k; c++) explained += variances[t][c]
  })
  const residual = Math.max(perObs - explained, 0.1 * perObs, Number.MIN_VALUE)
  const scales = blocks.map((block, t) => {
    // A third of the size that its data could just tell from zero keeps the start off the saddle at zero.
    const floor = 0.3 / Math.sqrt(n / block.nLevels)
    return variances[t].map((v) => Math.min(Math.max(Math.sqrt(v / residual), floor), 100))
  })
  return startAt(objective, scales)
}

/** A start with every relative standard deviation the same. */
export function uniformStart(objective: LmmObjective, scale: number): Start {
  return startAt(
    objective,
    objective.blocks.map((block) => new Float64Array(block.k).fill(scale)),
  )
}

/** Diagonal templates with the given diagonals, and the curvature expected there. */
function startAt(objective: LmmObjective, scales: readonly Float64Array[]): Start {
  const n = objective.frame.nObs
  const theta = new Float64Array(objective.nTheta)
  const curvature = new Float64Array(objective.nTheta)
  objective.blocks.forEach((block, t) => {
    const { k, nLevels, codes, Z, lambdaRow, lambdaCol, thetaStart } = block
    const scale = scales[t]
    const squares = new Float64Array(nLevels * k)
    for (let c = 0; c < k; c++) {
      for (let i = 0; i < n; i++) squares[codes[i] * k + c] += Z[c * n + i] * Z[c * n + i]
    }
    for (let e = 0; e < lambdaRow.length; e++) {
      const r = lambdaRow[e]
      const c = lambdaCol[e]
      if (r === c) theta[thetaStart + e] = scale[c]
      let sum = 0
      for (let l = 0; l < nLevels; l++) {
        const dr = squares[l * k + r]
        const dc = squares[l * k + c]
        const vr = 1 + scale[r] ** 2 * dr
        const vc = 1 + scale[c] ** 2 * dc
        sum += ((r === c ? 4 : 2) * scale[c] ** 2 * dr * dc) / (vr * vc)
      }
      curvature[thetaStart + e] = Math.max(sum, 1e-6)
    }
  })
  return { theta, curvature }
}

import type { Method } from '../contract/modelSpec'
import { choleskyInPlace, solveLowerInPlace } from '../linalg/cholesky'
import type { ModelFrame } from '../model/modelFrame'
import type { LmmObjective } from '../objective/lmm'

/**
 * The profiled criterion straight from its definition: V = W⁻¹ + Z Lambda Lambdaᵀ Zᵀ as an n × n matrix, factored by
 * Cholesky, with X as the formula codes it. Slow and simple; Lambda is read from the objective's system.
 */
export function marginalCriterion(frame: ModelFrame, method: Method, objective: LmmObjective): number {
  const n = frame.nObs
  const p = frame.X.nColumns
  const V = new Float64Array(n * n)
  const { fixed, blocks, system } = objective
  blocks.forEach((block, t) => {
    const { k, codes, Z } = block
    const lambda = system.Lambda[t]
    const zl = (i: number, c: number): number => {
      let sum = 0
      for (let s = c; s < k; s++)
        sum += (Z[s * n + i] / (fixed.rootWeights ? fixed.rootWeights[i] : 1)) * lambda[c * k + s]
      return sum
    }
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (codes[i] !== codes[j]) continue
        for (let c = 0; c < k; c++) V[j * n + i] += zl(i, c) * zl(j, c)
      }
    }
  })
  for (let i = 0; i < n; i++) V[i * n + i] += frame.weights ? 1 / frame.weights[i] : 1
  choleskyInPlace(V, n)
  let logDet = 0
  for (let i = 0; i < n; i++) logDet += 2 * Math.log(V[i * n + i])
  const columns = Array.from({ length: p }, (_, j) => frame.X.values.slice(j * n, (j + 1) * n))
  columns.push(frame.y.map((v, i) => v - (frame.offset ? frame.offset[i] : 0)))
  for (const column of columns) solveLowerInPlace(V, n, column)
  const size = p + 1
  const G = new Float64Array(size * size)
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      G[j * size + i] = a.reduce((sum, v, e) => sum + v * b[e], 0)
    })
  })
  choleskyInPlace(G, size)
  const square = G[size * size - 1] ** 2
  let logDetX = 0
  for (let j = 0; j < p; j++) logDetX += 2 * Math.log(G[j * size + j])
  const nu = method === 'REML' ? n - p : n
  return logDet + (method === 'REML' ? logDetX : 0) + nu * (1 + Math.log((2 * Math.PI * square) / nu))
}

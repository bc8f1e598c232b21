import type { LmmSolution } from '../solution'
import { solveUpperTransposeInPlace } from '../../linalg/orthogonalise'
import { symmetricEigen } from '../../linalg/symmetricEigen'
import { recodeVcov } from './codedVcov'
import { bilinear, type FixedInference, type FTest } from './fixedInference'
import type { MarginalProducts } from './marginalProducts'
import { eachComponent } from './randomComponents'

/** One parameter in which V is linear: a variance or covariance of a block; the residual variance comes last. */
interface LinearParameter {
  readonly block: number
  /** Pairs of effects in which its derivative has a one. */
  readonly pairs: readonly (readonly [number, number])[]
  /** Its value relative to sigma². */
  readonly value: number
}

/**
 * Kenward & Roger (1997), Biometrics 53: the covariance matrix of the fixed effects adjusted for the uncertainty of
 * the variances, and approximate F tests. With K = Xᵀ V⁻¹ Z and T = Zᵀ V⁻¹ Z, all of
 * P_i = −K E_i Kᵀ, Q_ij = K E_i T E_j Kᵀ and tr(V⁻¹ V_i V⁻¹ V_j) = tr(T E_i T E_j) come from matrices of the size of
 * one connected set of random effects; what concerns the residual variance follows from W⁻¹ = V − Σ psi_i V_i.
 * The expected information is that of the REML likelihood.
 */
export function kenwardRogerInference(solution: LmmSolution, products: MarginalProducts): FixedInference {
  const { objective, C, sigma, beta } = solution
  const { qr } = objective.fixed
  const p = qr.rank
  const parameters = linearParameters(solution)
  const { P, Q, trace } = secondOrder(solution, products, parameters)
  const m = P.length
  const W = parameterCovariance(P, Q, trace, C, p)
  const PhiP = P.map((Pi) => multiply(C, Pi, p))
  const inner = new Float64Array(p * p)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      const w = W[j * m + i]
      if (w === 0) continue
      const PPhiP = multiply(P[i], PhiP[j], p)
      for (let e = 0; e < p * p; e++) inner[e] += w * (Q[i][j][e] - PPhiP[e])
    }
  }
  const correction = multiply(multiply(C, inner, p), C, p)
  const adjusted = C.map((c, e) => c + correction[(e % p) * p + Math.floor(e / p)] + correction[e])
  const vcov = recodeVcov(qr.R, p, adjusted, sigma ** 2)

  function test(L: readonly Float64Array[]): FTest {
    const rows = independentRows(L.map(toQ))
    const q = rows.length
    const LPhiL = gram(rows, C)
    const inverse = invertSymmetric(LPhiL, q)
    // Theta Phi with Theta = Lᵀ (L Phi Lᵀ)⁻¹ L
    const Theta = new Float64Array(p * p)
    for (let a = 0; a < q; a++) {
      for (let b = 0; b < q; b++) {
        const f = inverse[b * q + a]
        for (let j = 0; j < p; j++) for (let i = 0; i < p; i++) Theta[j * p + i] += f * rows[a][i] * rows[b][j]
      }
    }
    const TP = PhiP.map((PhiPi) => multiply(multiply(Theta, PhiPi, p), C, p))
    const traces = TP.map((M) => traceOf(M, p))
    let A1 = 0
    let A2 = 0
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < m; j++) {
        const w = W[j * m + i]
        A1 += w * traces[i] * traces[j]
        A2 += w * traceOfProduct(TP[i], TP[j], p)
      }
    }
    const B = (A1 + 6 * A2) / (2 * q)
    const g = ((q + 1) * A1 - (q + 4) * A2) / ((q + 2) * A2)
    const d = 3 * q + 2 * (1 - g)
    const c1 = A2 === 0 ? 0 : g / d
    const c2 = A2 === 0 ? 0 : (q - g) / d
    const c3 = A2 === 0 ? 0 : (q + 2 - g) / d
    const V0 = nearZero(1 + c1 * B)
    const V1 = nearZero(1 - c2 * B)
    const V2 = nearZero(1 - c3 * B)
    const E = nearZero(1 - A2 / q)
    const rho = (((E === 0 && V1 === 0 ? 1 : E / V1) ** 2 / q) * V0) / V2
    const denDf = A2 === 0 ? Infinity : 4 + (q + 2) / (q * rho - 1)
    const scaling = Math.abs(denDf - 2) < 1e-2 ? 1 : denDf === Infinity ? 1 : (denDf * E) / (denDf - 2)
    const estimate = rows.map((row) => dotWithBeta(row))
    const inverseA = invertSymmetric(gram(rows, adjusted), q)
    let wald = 0
    for (let a = 0; a < q; a++) for (let b = 0; b < q; b++) wald += estimate[a] * inverseA[b * q + a] * estimate[b]
    return { numDf: q, denDf, statistic: (scaling * wald) / (sigma ** 2 * q) }
  }

  /** lᵀ beta = lqᵀ (R beta). */
  function toQ(l: Float64Array): Float64Array {
    const lq = l.slice()
    solveUpperTransposeInPlace(qr.R, p, lq)
    return lq
  }
  const betaQ = new Float64Array(p)
  for (let j = 0; j < p; j++) for (let i = 0; i <= j; i++) betaQ[i] += qr.R[j * p + i] * beta[j]
  function dotWithBeta(row: Float64Array): number {
    let sum = 0
    for (let i = 0; i < p; i++) sum += row[i] * betaQ[i]
    return sum
  }

  return { method: 'kenward-roger', rank: p, beta, vcov, df: (l) => test([l]).denDf, test }
}

const nearZero = (x: number): number => (Math.abs(x) < 1e-10 ? 0 : x)

function linearParameters(solution: LmmSolution): LinearParameter[] {
  const { blocks, system } = solution.objective
  return blocks.flatMap((block, t) =>
    Array.from(block.lambdaRow, (r, e): LinearParameter => {
      const c = block.lambdaCol[e]
      const lambda = system.Lambda[t]
      let value = 0
      for (let s = 0; s < block.k; s++) value += lambda[s * block.k + r] * lambda[s * block.k + c]
      const pairs: [number, number][] =
        r === c
          ? [[r, r]]
          : [
              [r, c],
              [c, r],
            ]
      return { block: t, pairs, value }
    }),
  )
}

interface SecondOrder {
  readonly P: Float64Array[]
  readonly Q: Float64Array[][]
  /** m × m: tr(V⁻¹ V_i V⁻¹ V_j). */
  readonly trace: Float64Array
}

function secondOrder(
  solution: LmmSolution,
  { K, p }: MarginalProducts,
  parameters: readonly LinearParameter[],
): SecondOrder {
  const { plan } = solution.objective.system
  const r = parameters.length
  const m = r + 1
  const square = (): Float64Array => new Float64Array(p * p)
  const P = Array.from({ length: m }, square)
  const Q = Array.from({ length: m }, () => Array.from({ length: m }, square))
  const trace = new Float64Array(m * m)
  const traceV = new Float64Array(r)
  eachComponent(solution, ({ unknowns, T }) => {
    const size = unknowns.length
    // Where each parameter's ones are: from, to (indices in the component).
    const places = parameters.map(({ block, pairs }) => {
      const from: number[] = []
      const to: number[] = []
      const { k } = plan.blocks[block]
      for (let at = 0; at < size; at++) {
        const unknown = unknowns[at]
        if (unknown < plan.blockStart[block] || unknown >= plan.blockStart[block + 1]) continue
        if ((unknown - plan.blockStart[block]) % k !== 0) continue
        for (const [a, b] of pairs) {
          from.push(at + a)
          to.push(at + b)
        }
      }
      return { from, to }
    })
    const local = K.map((row) => Float64Array.from(unknowns, (u) => row[u]))
    // U_i = K E_i and U_i T, p rows each.
    const U = places.map(({ from, to }) =>
      local.map((row) => {
        const out = new Float64Array(size)
        for (let e = 0; e < from.length; e++) out[to[e]] += row[from[e]]
        return out
      }),
    )
    const UT = U.map((rows) =>
      rows.map((row) => {
        const out = new Float64Array(size)
        for (let c = 0; c < size; c++) {
          const f = row[c]
          if (f !== 0) for (let i = 0; i < size; i++) out[i] += f * T[c * size + i]
        }
        return out
      }),
    )
    for (let i = 0; i < r; i++) {
      for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) P[i][b * p + a] -= inner(U[i][a], local[b])
      for (const [e, at] of places[i].from.entries()) traceV[i] += T[at * size + places[i].to[e]]
      for (let j = 0; j < r; j++) {
        for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) Q[i][j][b * p + a] += inner(UT[i][a], U[j][b])
        if (j < i) continue
        let sum = 0
        const f = places[i]
        const g = places[j]
        for (let e = 0; e < f.from.length; e++) {
          const rowTo = f.to[e] * size
          const rowFrom = f.from[e] * size
          for (let h = 0; h < g.from.length; h++) sum += T[rowTo + g.from[h]] * T[rowFrom + g.to[h]]
        }
        trace[j * m + i] += sum
      }
    }
  })
  for (let i = 0; i < r; i++) for (let j = i; j < r; j++) trace[i * m + j] = trace[j * m + i]
  addResidualParameter(solution, parameters, { P, Q, trace }, traceV, p)
  return { P, Q, trace }
}

function addResidualParameter(
  { C, objective }: LmmSolution,
  parameters: readonly LinearParameter[],
  { P, Q, trace }: SecondOrder,
  traceV: Float64Array,
  p: number,
): void {
  const r = parameters.length
  const m = r + 1
  const psi = parameters.map(({ value }) => value)
  const Cinv = invertSymmetric(C, p)
  for (let e = 0; e < p * p; e++) {
    P[r][e] = -Cinv[e]
    for (let i = 0; i < r; i++) P[r][e] -= psi[i] * P[i][e]
  }
  let ss = objective.frame.nObs
  for (let i = 0; i < r; i++) {
    let t = traceV[i]
    for (let j = 0; j < r; j++) t -= psi[j] * trace[j * m + i]
    trace[r * m + i] = t
    trace[i * m + r] = t
    ss -= psi[i] * traceV[i]
    for (let e = 0; e < p * p; e++) {
      let q = -P[i][e]
      for (let j = 0; j < r; j++) q -= psi[j] * Q[i][j][e]
      Q[i][r][e] = q
    }
    for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) Q[r][i][b * p + a] = Q[i][r][a * p + b]
  }
  for (let i = 0; i < r; i++) ss -= psi[i] * trace[r * m + i]
  trace[r * m + r] = ss
  for (let e = 0; e < p * p; e++) {
    let q = -P[r][e]
    for (let j = 0; j < r; j++) q -= psi[j] * Q[r][j][e]
    Q[r][r][e] = q
  }
}

/** Inverse of the expected REML information ½ [tr(V⁻¹V_iV⁻¹V_j) − 2 tr(Phi Q_ij) + tr(Phi P_i Phi P_j)]. */
function parameterCovariance(
  P: readonly Float64Array[],
  Q: readonly (readonly Float64Array[])[],
  trace: Float64Array,
  C: Float64Array,
  p: number,
): Float64Array {
  const m = P.length
  const PhiP = P.map((Pi) => multiply(C, Pi, p))
  const information = new Float64Array(m * m)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      const value = 0.5 * (trace[j * m + i] - 2 * traceOfProduct(C, Q[i][j], p) + traceOfProduct(PhiP[i], PhiP[j], p))
      information[j * m + i] = value
      information[i * m + j] = value
    }
  }
  return invertSymmetric(information, m)
}

/** Pseudo-inverse of a symmetric positive semidefinite matrix, judged in units of its diagonal. */
function invertSymmetric(M: Float64Array, n: number): Float64Array {
  const unit = Float64Array.from({ length: n }, (_, i) => (M[i * n + i] > 0 ? 1 / Math.sqrt(M[i * n + i]) : 0))
  const scaled = M.map((v, at) => v * unit[at % n] * unit[Math.floor(at / n)])
  const { values, vectors } = symmetricEigen(scaled, n)
  const out = new Float64Array(n * n)
  for (let e = 0; e < n; e++) {
    if (values[e] <= 1e-12) continue
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        out[j * n + i] += (vectors[e * n + i] * unit[i] * vectors[e * n + j] * unit[j]) / values[e]
      }
    }
  }
  return out
}

function gram(rows: readonly Float64Array[], V: Float64Array): Float64Array {
  const q = rows.length
  const out = new Float64Array(q * q)
  for (let a = 0; a < q; a++) for (let b = 0; b < q; b++) out[b * q + a] = bilinear(V, rows[a], rows[b])
  return out
}

/** Rows that add to the span of those before them, orthonormal. */
function independentRows(rows: readonly Float64Array[]): Float64Array[] {
  const out: Float64Array[] = []
  for (const row of rows) {
    const rest = row.slice()
    const length = Math.sqrt(inner(row, row))
    for (let pass = 0; pass < 2; pass++) {
      for (const done of out) {
        const f = inner(done, rest)
        for (let i = 0; i < rest.length; i++) rest[i] -= f * done[i]
      }
    }
    const remainder = Math.sqrt(inner(rest, rest))
    if (remainder > 1e-10 * length) out.push(rest.map((v) => v / remainder))
  }
  return out
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

function multiply(A: Float64Array, B: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let c = 0; c < n; c++) {
    for (let k = 0; k < n; k++) {
      const f = B[c * n + k]
      if (f !== 0) for (let r = 0; r < n; r++) out[c * n + r] += A[k * n + r] * f
    }
  }
  return out
}

function traceOf(A: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += A[i * n + i]
  return sum
}

function traceOfProduct(A: Float64Array, B: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += A[j * n + i] * B[i * n + j]
  return sum
}

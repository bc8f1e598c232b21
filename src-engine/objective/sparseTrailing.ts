import { choleskyInPlace, invertLowerInPlace } from '../linalg/cholesky'
import {
  cliquePositions,
  createSparseCholesky,
  patternFromCliques,
  positionsOf,
  recommendFactor,
  type SymbolicFactor,
} from '../linalg/sparse'
import type { Elimination } from './elimination'
import { ModelTooLarge } from './modelTooLarge'
import type { Trailing } from './trailing'
import { collectTrailingPairs } from './trailingPairs'

/** Bytes of factor and inverse beyond which a model is refused before anything is allocated. */
const largestFactor = 6e9
/** Places of update entries kept in memory at most. */
const mostPositions = 4e8

/**
 * The trailing system with its random effects in a supernodal factor, sparse in a fill-reducing order or dense as
 * their number of operations says, and the border (X and y) in p + 1 rows under it.
 * @param border the columns [X y], each of length n
 */
export function createSparseTrailing(plan: Elimination, border: readonly Float64Array[]): Trailing {
  const nStages = plan.stages.length
  const tail = plan.blocks.slice(nStages)
  const n = plan.q - plan.qStages
  const p1 = plan.nBorder
  const start = tail.map((_, s) => plan.blockStart[nStages + s] - plan.qStages)
  const cliques = collectCliques(plan)
  const recommendation = recommendFactor(patternFromCliques(n, cliques.starts, cliques.members))
  if (recommendation.bytes > largestFactor || cliques.nPairs > mostPositions) {
    throw new ModelTooLarge(recommendation.bytes + 4 * cliques.nPairs, largestFactor, n)
  }
  const { symbolic } = recommendation
  const cholesky = createSparseCholesky(symbolic, { selectedInverse: true })
  const positions = cliquePositions(symbolic, cliques.starts, cliques.members)
  const pairs = collectTrailingPairs(plan)
  const pairPosition = positionsOfPairs(plan, symbolic, pairs)
  const kMax = tail.reduce((most, b) => Math.max(most, b.k), 1)
  const half = new Float64Array(kMax * kMax)
  /** Border rows of A, Omega and L, n × (p + 1) by border row; those of L in the factor's order. */
  const Ab = new Float64Array(n * p1)
  const Lb = new Float64Array(n * p1)
  const Abb = new Float64Array(p1 * p1)
  const Lbb = new Float64Array(p1 * p1)
  /** W = L_b L_ZZ⁻¹ and V = S_bb W by border row, in original order. */
  const W = new Float64Array(n * p1)
  const V = new Float64Array(n * p1)
  const Sbb = new Float64Array(p1 * p1)
  accumulateBorder()

  function accumulateBorder(): void {
    border.forEach((column, j) => {
      tail.forEach((block, s) => {
        const { k, codes, Z } = block
        const N = codes.length
        for (let c = 0; c < k; c++) {
          for (let i = 0; i < N; i++) Ab[j * n + start[s] + codes[i] * k + c] += Z[c * N + i] * column[i]
        }
      })
      for (let i = j; i < p1; i++) {
        let sum = 0
        const other = border[i]
        for (let e = 0; e < column.length; e++) sum += column[e] * other[e]
        Abb[j * p1 + i] = sum
      }
    })
  }

  function load(Lambda: readonly Float64Array[]): void {
    cholesky.clear()
    const { panels } = cholesky
    const { count, rowBlock, colBlock, rowFirst, colFirst, valueStart, values } = pairs
    for (let e = 0; e < count; e++) {
      const at = valueStart[e]
      const lr = Lambda[rowBlock[e]]
      const lc = Lambda[colBlock[e]]
      const isDiagonal = rowFirst[e] === colFirst[e]
      if (plan.scalar) {
        panels[pairPosition[at]] += lr[0] * lc[0] * values[at] + (isDiagonal ? 1 : 0)
        continue
      }
      const kr = plan.blocks[rowBlock[e]].k
      const kc = plan.blocks[colBlock[e]].k
      // half = A Lambda_c, then Lambda_rᵀ half.
      for (let c = 0; c < kc; c++) {
        for (let r = 0; r < kr; r++) {
          let sum = 0
          for (let s = c; s < kc; s++) sum += values[at + s * kr + r] * lc[c * kc + s]
          half[c * kr + r] = sum
        }
      }
      for (let c = 0; c < kc; c++) {
        for (let r = isDiagonal ? c : 0; r < kr; r++) {
          let sum = isDiagonal && r === c ? 1 : 0
          for (let s = r; s < kr; s++) sum += lr[r * kr + s] * half[c * kr + s]
          panels[pairPosition[at + c * kr + r]] += sum
        }
      }
    }
    for (let j = 0; j < p1; j++) {
      tail.forEach(({ k, nLevels }, s) => {
        const lambda = Lambda[nStages + s]
        for (let l = 0; l < nLevels; l++) {
          const at = j * n + start[s] + l * k
          for (let r = 0; r < k; r++) {
            let sum = 0
            for (let c = r; c < k; c++) sum += lambda[r * k + c] * Ab[at + c]
            Lb[at + r] = sum
          }
        }
      })
    }
    Lbb.set(Abb)
  }

  function subtract(stage: number, level: number, B: Float64Array, offset: number, ld: number): void {
    const { k, ptr, row, nStageRows } = plan.stages[stage]
    const { panels } = cholesky
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from - p1
    for (let c = 0; c < k; c++) {
      const col = offset + c * ld
      let place = cliques.positionStart[stage][level]
      for (let j = 0; j < size; j++) {
        const f = B[col + j]
        for (let i = j; i < size; i++) panels[positions[place++]] -= f * B[col + i]
      }
      for (let j = 0; j < p1; j++) {
        const f = B[col + size + j]
        const target = j * n - plan.qStages
        for (let i = 0; i < size; i++) Lb[target + row[from + i]] -= f * B[col + i]
        for (let i = j; i < p1; i++) Lbb[j * p1 + i] -= f * B[col + size + i]
      }
    }
  }

  function factor(): boolean {
    if (!cholesky.factoriseInPlace().ok) return false
    cholesky.solveLowerInPlace(Lb, p1)
    for (let j = 0; j < p1; j++) {
      for (let i = j; i < p1; i++) {
        let sum = 0
        for (let e = 0; e < n; e++) sum += Lb[j * n + e] * Lb[i * n + e]
        Lbb[j * p1 + i] -= sum
      }
    }
    const failed = choleskyInPlace(Lbb, p1)
    if (failed === p1 - 1) {
      const last = p1 * p1 - 1
      Lbb[last] = Math.sqrt(Abb[last] * 1e-32 || Number.MIN_VALUE)
      return true
    }
    return failed < 0
  }

  function invert(dX: number, dY: number): void {
    cholesky.invertSelected()
    W.set(Lb)
    cholesky.solveUpperInPlace(W, p1)
    const inverse = Lbb.slice()
    invertLowerInPlace(inverse, p1)
    for (let j = 0; j < p1; j++) {
      for (let i = j; i < p1; i++) {
        let sum = 0
        for (let k = i; k < p1; k++) sum += (k < p1 - 1 ? dX : dY) * inverse[i * p1 + k] * inverse[j * p1 + k]
        Sbb[j * p1 + i] = sum
        Sbb[i * p1 + j] = sum
      }
    }
    V.fill(0)
    for (let j = 0; j < p1; j++) {
      for (let b = 0; b < p1; b++) {
        const f = Sbb[b * p1 + j]
        if (f !== 0) for (let e = 0; e < n; e++) V[j * n + e] += f * W[b * n + e]
      }
    }
    cholesky.addToInverse(W, V, p1)
  }

  function gather(stage: number, level: number, out: Float64Array, ld: number, at: number): void {
    const { ptr, row, nStageRows } = plan.stages[stage]
    const { inverse } = cholesky
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from - p1
    let place = cliques.positionStart[stage][level]
    for (let j = 0; j < size; j++) {
      const a = row[from + j] - plan.qStages
      const target = (at + j) * ld + at
      for (let i = j; i < size; i++) {
        const value = inverse[positions[place++]]
        out[target + i] = value
        out[(at + i) * ld + at + j] = value
      }
      for (let e = 0; e < p1; e++) {
        const value = -V[e * n + a]
        out[target + size + e] = value
        out[(at + size + e) * ld + at + j] = value
      }
    }
    for (let j = 0; j < p1; j++) {
      for (let i = 0; i < p1; i++) out[(at + size + j) * ld + at + size + i] = Sbb[j * p1 + i]
    }
  }

  function timesInverse(stage: number, level: number, X: Float64Array, out: Float64Array, at: number): void {
    const { k, ptr, row } = plan.stages[stage]
    const { inverse } = cholesky
    const from = ptr[level]
    const rows = ptr[level + 1] - from
    const size = rows - p1
    for (let c = 0; c < k; c++) {
      const x = c * rows
      const target = at + x
      out.fill(0, target, target + rows)
      let place = cliques.positionStart[stage][level]
      for (let j = 0; j < size; j++) {
        const own = X[x + j]
        let sum = inverse[positions[place++]] * own
        for (let i = j + 1; i < size; i++) {
          const value = inverse[positions[place++]]
          sum += value * X[x + i]
          out[target + i] -= value * own
        }
        const a = row[from + j] - plan.qStages
        for (let e = 0; e < p1; e++) {
          const value = V[e * n + a]
          sum -= value * X[x + size + e]
          out[target + size + e] += value * own
        }
        out[target + j] -= sum
      }
      for (let j = 0; j < p1; j++) {
        for (let i = 0; i < p1; i++) out[target + size + i] -= Sbb[j * p1 + i] * X[x + size + j]
      }
    }
  }

  function addToGradient(Lambda: readonly Float64Array[], M: readonly Float64Array[]): void {
    const { count, rowBlock, colBlock, rowFirst, colFirst, valueStart, values } = pairs
    const S = new Float64Array(kMax * kMax)
    for (let e = 0; e < count; e++) {
      const kr = plan.blocks[rowBlock[e]].k
      const kc = plan.blocks[colBlock[e]].k
      const at = valueStart[e]
      for (let c = 0; c < kc; c++) {
        for (let r = 0; r < kr; r++) {
          S[c * kr + r] = cholesky.inverse[pairPosition[at + c * kr + r]]!
        }
      }
      const lr = Lambda[rowBlock[e]]
      const lc = Lambda[colBlock[e]]
      const Mc = M[colBlock[e]]
      // M_c += Aᵀ Lambda_r S; for two different levels M_r += A Lambda_c Sᵀ as well.
      for (let c = 0; c < kc; c++) {
        for (let s = 0; s < kr; s++) {
          let w = 0
          for (let u = 0; u <= s; u++) w += lr[u * kr + s] * S[c * kr + u]
          for (let r = 0; r < kc; r++) Mc[c * kc + r] += values[at + r * kr + s] * w
        }
      }
      if (rowFirst[e] === colFirst[e]) continue
      const Mr = M[rowBlock[e]]
      for (let c = 0; c < kr; c++) {
        for (let s = 0; s < kc; s++) {
          let w = 0
          for (let u = 0; u <= s; u++) w += lc[u * kc + s] * S[u * kr + c]
          for (let r = 0; r < kr; r++) Mr[c * kr + r] += values[at + s * kr + r] * w
        }
      }
    }
    tail.forEach(({ k, nLevels }, s) => {
      const target = M[nStages + s]
      for (let j = 0; j < p1; j++) {
        for (let l = 0; l < nLevels; l++) {
          const at = j * n + start[s] + l * k
          for (let c = 0; c < k; c++) for (let r = 0; r < k; r++) target[c * k + r] -= Ab[at + r] * V[at + c]
        }
      }
    })
  }

  return {
    nRandom: n,
    size: n + p1,
    load,
    subtract,
    factor,
    logDetRandom: () => cholesky.logDeterminant(),
    logDetFixed() {
      let sum = 0
      for (let j = 0; j < p1 - 1; j++) sum += Math.log(Lbb[j * p1 + j])
      return 2 * sum
    },
    residualSquare: () => Lbb[p1 * p1 - 1] ** 2,
    invert,
    gather,
    timesInverse,
    inverseBlock(first, k, out) {
      const rows = new Int32Array(1)
      const cols = new Int32Array(1)
      for (let c = 0; c < k; c++) {
        for (let r = c; r < k; r++) {
          rows[0] = first + r
          cols[0] = first + c
          const value = cholesky.inverse[positionsOf(symbolic, rows, cols)[0]]
          out[c * k + r] = value
          out[r * k + c] = value
        }
      }
    },
    addToGradient,
    multiplyRandom(v, out) {
      const { count, rowBlock, colBlock, rowFirst, colFirst, valueStart, values } = pairs
      for (let e = 0; e < count; e++) {
        const kr = plan.blocks[rowBlock[e]].k
        const kc = plan.blocks[colBlock[e]].k
        const isDiagonal = rowFirst[e] === colFirst[e]
        for (let c = 0; c < kc; c++) {
          for (let r = 0; r < kr; r++) {
            const a = values[valueStart[e] + c * kr + r]
            out[rowFirst[e] + r] += a * v[colFirst[e] + c]
            if (!isDiagonal) out[colFirst[e] + c] += a * v[rowFirst[e] + r]
          }
        }
      }
    },
    borderColumn(j, out) {
      out.set(Ab.subarray(j * n, (j + 1) * n))
    },
    solveBorderRow(j, nFixed, x) {
      const fixed = new Float64Array(nFixed)
      for (let i = nFixed - 1; i >= 0; i--) {
        let sum = Lbb[i * p1 + j]
        for (let r = i + 1; r < nFixed; r++) sum -= Lbb[i * p1 + r] * fixed[r]
        fixed[i] = sum / Lbb[i * p1 + i]
      }
      const random = Lb.slice(j * n, (j + 1) * n)
      for (let f = 0; f < nFixed; f++) for (let e = 0; e < n; e++) random[e] -= fixed[f] * Lb[f * n + e]
      cholesky.solveUpperInPlace(random)
      x.set(random)
      x.set(fixed, n)
    },
    borderFactor: () => Lbb.slice(),
  }
}

interface Cliques {
  readonly starts: Int32Array
  readonly members: Int32Array
  /** For each stage and level, where the packed triangle of its clique starts among the positions. */
  readonly positionStart: readonly Float64Array[]
  readonly nPairs: number
}

/** The trailing random effects that each level of each stage couples; together they make the whole pattern. */
function collectCliques(plan: Elimination): Cliques {
  const count = plan.stages.reduce((sum, s) => sum + s.nLevels, 0)
  const starts = new Int32Array(count + 1)
  const positionStart = plan.stages.map((s) => new Float64Array(s.nLevels))
  let clique = 0
  let nPairs = 0
  plan.stages.forEach((stage, t) => {
    for (let l = 0; l < stage.nLevels; l++) {
      const size = stage.ptr[l + 1] - stage.ptr[l] - stage.nStageRows[l] - plan.nBorder
      starts[clique + 1] = starts[clique] + size
      positionStart[t][l] = nPairs
      nPairs += (size * (size + 1)) / 2
      clique++
    }
  })
  const members = new Int32Array(starts[count])
  let at = 0
  plan.stages.forEach((stage) => {
    for (let l = 0; l < stage.nLevels; l++) {
      const end = stage.ptr[l + 1] - plan.nBorder
      for (let e = stage.ptr[l] + stage.nStageRows[l]; e < end; e++) members[at++] = stage.row[e] - plan.qStages
    }
  })
  return { starts, members, positionStart, nPairs }
}

/** Place in the panels of every value of the pairs. */
function positionsOfPairs(
  plan: Elimination,
  symbolic: SymbolicFactor,
  pairs: ReturnType<typeof collectTrailingPairs>,
): Int32Array {
  const rows = new Int32Array(pairs.values.length)
  const columns = new Int32Array(pairs.values.length)
  for (let e = 0; e < pairs.count; e++) {
    const kr = plan.blocks[pairs.rowBlock[e]].k
    const kc = plan.blocks[pairs.colBlock[e]].k
    for (let c = 0; c < kc; c++) {
      for (let r = 0; r < kr; r++) {
        rows[pairs.valueStart[e] + c * kr + r] = pairs.rowFirst[e] + r
        columns[pairs.valueStart[e] + c * kr + r] = pairs.colFirst[e] + c
      }
    }
  }
  return positionsOf(symbolic, rows, columns)
}

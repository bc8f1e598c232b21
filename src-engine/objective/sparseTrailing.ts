import { choleskyInPlace, invertLowerInPlace } from '../linalg/cholesky'
import {
  cliquePositions,
  createSparseCholesky,
  patternFromCliques,
  positionsOf,
  recommendFactor,
  type SparseCholesky,
  type SymbolicFactor,
} from '../linalg/sparse'
import { sumOfSquares } from './denseTrailing'
import type { Elimination } from './elimination'
import type { GroupingBlock } from './groupingBlock'
import { ModelTooLarge } from './modelTooLarge'
import type { Trailing } from './trailing'
import { collectTrailingPairs, type TrailingPairs } from './trailingPairs'

/** Bytes of factor and inverse beyond which a model is refused before anything is allocated. */
const largestFactor = 6e9
/** Places of update entries kept in memory at most. */
const mostPositions = 4e8

/**
 * The trailing system with its random effects in a supernodal factor, sparse in a fill-reducing order or dense as
 * their number of operations says, and the border (X and y) in p + 1 rows under it. A class and not closures: its
 * methods are called once per level, and compiled code is then shared between fits.
 */
export class SparseTrailing implements Trailing {
  readonly nRandom: number
  readonly size: number
  readonly #plan: Elimination
  readonly #tail: readonly GroupingBlock[]
  readonly #start: readonly number[]
  readonly #cliques: Cliques
  readonly #symbolic: SymbolicFactor
  readonly #cholesky: SparseCholesky
  /** Place in the panels of every entry of every clique. */
  readonly #positions: Int32Array
  readonly #pairs: TrailingPairs
  readonly #pairPosition: Int32Array
  readonly #half: Float64Array
  /** Border rows of A and of Omega, then L: n × (p + 1), by border row; those of L in the factor's order. */
  readonly #Ab: Float64Array
  readonly #Lb: Float64Array
  /** The square of the remainder r. */
  readonly #residual: number
  readonly #Lbb: Float64Array
  /** W = L_b L_ZZ⁻¹ and V = S_bb W, by border row, in original order. */
  readonly #W: Float64Array
  readonly #V: Float64Array
  readonly #Sbb: Float64Array

  /** @param border orthonormal columns Q and the remainder r orthogonal to them, each of length n */
  constructor(plan: Elimination, border: readonly Float64Array[]) {
    const nStages = plan.stages.length
    const n = plan.q - plan.qStages
    const p1 = plan.nBorder
    this.#plan = plan
    this.nRandom = n
    this.size = n + p1
    this.#tail = plan.blocks.slice(nStages)
    this.#start = this.#tail.map((_, s) => plan.blockStart[nStages + s] - plan.qStages)
    this.#cliques = collectCliques(plan)
    const { starts, members, nPairs } = this.#cliques
    const recommendation = recommendFactor(patternFromCliques(n, starts, members))
    if (recommendation.bytes > largestFactor || nPairs > mostPositions) {
      throw new ModelTooLarge(recommendation.bytes + 4 * nPairs, largestFactor, n)
    }
    this.#symbolic = recommendation.symbolic
    this.#cholesky = createSparseCholesky(this.#symbolic, { selectedInverse: true })
    this.#positions = cliquePositions(this.#symbolic, starts, members)
    this.#pairs = collectTrailingPairs(plan)
    this.#pairPosition = positionsOfPairs(plan, this.#symbolic, this.#pairs)
    const kMax = this.#tail.reduce((most, b) => Math.max(most, b.k), 1)
    this.#half = new Float64Array(kMax * kMax)
    this.#Ab = new Float64Array(n * p1)
    this.#Lb = new Float64Array(n * p1)
    this.#Lbb = new Float64Array(p1 * p1)
    this.#W = new Float64Array(n * p1)
    this.#V = new Float64Array(n * p1)
    this.#Sbb = new Float64Array(p1 * p1)
    this.#residual = sumOfSquares(border[p1 - 1])
    border.forEach((column, j) => {
      this.#tail.forEach((block, s) => addBorderRow(this.#Ab, j * n + this.#start[s], block, column))
    })
  }

  load(Lambda: readonly Float64Array[]): void {
    const plan = this.#plan
    const half = this.#half
    const pairPosition = this.#pairPosition
    const Ab = this.#Ab
    const Lb = this.#Lb
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    this.#cholesky.clear()
    const { panels } = this.#cholesky
    const { count, rowBlock, colBlock, rowFirst, colFirst, valueStart, values } = this.#pairs
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
      this.#tail.forEach(({ k, nLevels }, s) => {
        const lambda = Lambda[plan.stages.length + s]
        for (let l = 0; l < nLevels; l++) {
          const at = j * n + this.#start[s] + l * k
          for (let r = 0; r < k; r++) {
            let sum = 0
            for (let c = r; c < k; c++) sum += lambda[r * k + c] * Ab[at + c]
            Lb[at + r] = sum
          }
        }
      })
    }
    this.#Lbb.fill(0)
    for (let j = 0; j < p1 - 1; j++) this.#Lbb[j * p1 + j] = 1
    this.#Lbb[p1 * p1 - 1] = this.#residual
  }

  subtract(stage: number, level: number, B: Float64Array, offset: number, ld: number): void {
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    const { qStages, stages } = this.#plan
    const { k, ptr, row, nStageRows } = stages[stage]
    const { panels } = this.#cholesky
    const positions = this.#positions
    const Lb = this.#Lb
    const Lbb = this.#Lbb
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from - p1
    for (let c = 0; c < k; c++) {
      const col = offset + c * ld
      let place = this.#cliques.positionStart[stage][level]
      for (let j = 0; j < size; j++) {
        const f = B[col + j]
        for (let i = j; i < size; i++) panels[positions[place++]] -= f * B[col + i]
      }
      for (let j = 0; j < p1; j++) {
        const f = B[col + size + j]
        const target = j * n - qStages
        for (let i = 0; i < size; i++) Lb[target + row[from + i]] -= f * B[col + i]
        for (let i = j; i < p1; i++) Lbb[j * p1 + i] -= f * B[col + size + i]
      }
    }
  }

  subtractBorder(taken: Float64Array): void {
    for (let e = 0; e < taken.length; e++) this.#Lbb[e] -= taken[e]
  }

  logDetRandom(): number {
    return this.#cholesky.logDeterminant()
  }

  logDetFixed(): number {
    const p1 = this.#plan.nBorder
    let sum = 0
    for (let j = 0; j < p1 - 1; j++) sum += Math.log(this.#Lbb[j * p1 + j])
    return 2 * sum
  }

  residualSquare(): number {
    return this.#Lbb[this.#Lbb.length - 1] ** 2
  }

  gatherBorder(out: Float64Array): void {
    out.set(this.#Sbb)
  }

  factor(): boolean {
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    const Lb = this.#Lb
    const Lbb = this.#Lbb
    if (!this.#cholesky.factoriseInPlace().ok) return false
    this.#cholesky.solveLowerInPlace(Lb, p1)
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
      Lbb[last] = Math.sqrt(this.#residual * 1e-32 || Number.MIN_VALUE)
      return true
    }
    return failed < 0
  }

  invert(dX: number, dY: number): void {
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    const W = this.#W
    const V = this.#V
    const Sbb = this.#Sbb
    this.#cholesky.invertSelected()
    W.set(this.#Lb)
    this.#cholesky.solveUpperInPlace(W, p1)
    const inverse = this.#Lbb.slice()
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
    this.#cholesky.addToInverse(W, V, p1)
  }

  gather(stage: number, level: number, out: Float64Array, ld: number, at: number): void {
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    const { qStages, stages } = this.#plan
    const { ptr, row, nStageRows } = stages[stage]
    const { inverse } = this.#cholesky
    const positions = this.#positions
    const V = this.#V
    const Sbb = this.#Sbb
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from - p1
    let place = this.#cliques.positionStart[stage][level]
    for (let j = 0; j < size; j++) {
      const a = row[from + j] - qStages
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

  timesInverse(stage: number, level: number, X: Float64Array, out: Float64Array, at: number): void {
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    const { qStages, stages } = this.#plan
    const { k, ptr, row } = stages[stage]
    const { inverse } = this.#cholesky
    const positions = this.#positions
    const V = this.#V
    const Sbb = this.#Sbb
    const from = ptr[level]
    const rows = ptr[level + 1] - from
    const size = rows - p1
    for (let c = 0; c < k; c++) {
      const x = c * rows
      const target = at + x
      out.fill(0, target, target + rows)
      let place = this.#cliques.positionStart[stage][level]
      for (let j = 0; j < size; j++) {
        const own = X[x + j]
        let sum = inverse[positions[place++]] * own
        for (let i = j + 1; i < size; i++) {
          const value = inverse[positions[place++]]
          sum += value * X[x + i]
          out[target + i] -= value * own
        }
        const a = row[from + j] - qStages
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

  inverseBlock(first: number, k: number, out: Float64Array): void {
    const rows = new Int32Array(1)
    const cols = new Int32Array(1)
    for (let c = 0; c < k; c++) {
      for (let r = c; r < k; r++) {
        rows[0] = first + r
        cols[0] = first + c
        const value = this.#cholesky.inverse[positionsOf(this.#symbolic, rows, cols)[0]]
        out[c * k + r] = value
        out[r * k + c] = value
      }
    }
  }

  addToGradient(Lambda: readonly Float64Array[], M: readonly Float64Array[]): void {
    const { count, rowBlock, colBlock, rowFirst, colFirst, valueStart, values } = this.#pairs
    const plan = this.#plan
    const pairPosition = this.#pairPosition
    const { inverse } = this.#cholesky
    const S = this.#half
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    for (let e = 0; e < count; e++) {
      const kr = plan.blocks[rowBlock[e]].k
      const kc = plan.blocks[colBlock[e]].k
      const at = valueStart[e]
      for (let c = 0; c < kc; c++) {
        for (let r = 0; r < kr; r++) {
          S[c * kr + r] = inverse[pairPosition[at + c * kr + r]]
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
    this.#tail.forEach(({ k, nLevels }, s) => {
      const target = M[plan.stages.length + s]
      for (let j = 0; j < p1; j++) {
        for (let l = 0; l < nLevels; l++) {
          const at = j * n + this.#start[s] + l * k
          for (let c = 0; c < k; c++)
            for (let r = 0; r < k; r++) target[c * k + r] -= this.#Ab[at + r] * this.#V[at + c]
        }
      }
    })
  }

  multiplyRandom(v: Float64Array, out: Float64Array): void {
    const { count, rowBlock, colBlock, rowFirst, colFirst, valueStart, values } = this.#pairs
    for (let e = 0; e < count; e++) {
      const kr = this.#plan.blocks[rowBlock[e]].k
      const kc = this.#plan.blocks[colBlock[e]].k
      const isDiagonal = rowFirst[e] === colFirst[e]
      for (let c = 0; c < kc; c++) {
        for (let r = 0; r < kr; r++) {
          const a = values[valueStart[e] + c * kr + r]
          out[rowFirst[e] + r] += a * v[colFirst[e] + c]
          if (!isDiagonal) out[colFirst[e] + c] += a * v[rowFirst[e] + r]
        }
      }
    }
  }

  borderColumn(j: number, out: Float64Array): void {
    out.set(this.#Ab.subarray(j * this.nRandom, (j + 1) * this.nRandom))
  }

  solveBorderRow(j: number, nFixed: number, x: Float64Array): void {
    const n = this.nRandom
    const p1 = this.#plan.nBorder
    const Lb = this.#Lb
    const Lbb = this.#Lbb
    const fixed = new Float64Array(nFixed)
    for (let i = nFixed - 1; i >= 0; i--) {
      let sum = Lbb[i * p1 + j]
      for (let r = i + 1; r < nFixed; r++) sum -= Lbb[i * p1 + r] * fixed[r]
      fixed[i] = sum / Lbb[i * p1 + i]
    }
    const random = Lb.slice(j * n, (j + 1) * n)
    for (let f = 0; f < nFixed; f++) for (let e = 0; e < n; e++) random[e] -= fixed[f] * Lb[f * n + e]
    this.#cholesky.solveUpperInPlace(random)
    x.set(random)
    x.set(fixed, n)
  }

  borderFactor(): Float64Array {
    return this.#Lbb.slice()
  }
}

/** Border row of A: Σ z × column for each random effect of the block, added from `at` on. */
function addBorderRow(Ab: Float64Array, at: number, { k, codes, Z }: GroupingBlock, column: Float64Array): void {
  const n = codes.length
  for (let c = 0; c < k; c++) {
    for (let i = 0; i < n; i++) Ab[at + codes[i] * k + c] += Z[c * n + i] * column[i]
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
function positionsOfPairs(plan: Elimination, symbolic: SymbolicFactor, pairs: TrailingPairs): Int32Array {
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

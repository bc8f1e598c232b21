import { choleskyInPlace } from '../linalg/cholesky'
import { symmetricInverseScaled } from '../linalg/scaledInverse'
import type { Elimination } from './elimination'
import type { GroupingBlock } from './groupingBlock'
import type { Trailing } from './trailing'

/**
 * The trailing system in one dense, column-major matrix of size m = nRandom + p + 1.
 * A class and not closures: its methods are called once per level, and compiled code is then shared between fits.
 */
export class DenseTrailing implements Trailing {
  readonly nRandom: number
  readonly size: number
  readonly #plan: Elimination
  readonly #tail: readonly GroupingBlock[]
  /** First unknown of each trailing block. */
  readonly #start: readonly number[]
  readonly #A: Float64Array
  readonly #L: Float64Array
  readonly #S: Float64Array
  readonly #D: Float64Array
  /** Lambda of each unknown where all blocks have one effect. */
  readonly #scale: Float64Array

  /** @param border orthonormal columns Q and the remainder r orthogonal to them, each of length n */
  constructor(plan: Elimination, border: readonly Float64Array[]) {
    const nStages = plan.stages.length
    this.#plan = plan
    this.#tail = plan.blocks.slice(nStages)
    this.#start = this.#tail.map((_, s) => plan.blockStart[nStages + s] - plan.qStages)
    this.nRandom = plan.q - plan.qStages
    this.size = this.nRandom + plan.nBorder
    const m = this.size
    this.#A = new Float64Array(m * m)
    this.#L = new Float64Array(m * m)
    this.#S = new Float64Array(m * m)
    this.#D = new Float64Array(m).fill(1)
    this.#scale = new Float64Array(m).fill(1)
    this.#accumulate(border)
  }

  #accumulate(border: readonly Float64Array[]): void {
    const A = this.#A
    const m = this.size
    this.#tail.forEach((a, s) => {
      for (let u = s; u < this.#tail.length; u++) {
        const b = this.#tail[u]
        for (let c = 0; c < a.k; c++) {
          for (let r = 0; r < b.k; r++) addProducts(A, m, a, c, this.#start[s] + c, b, r, this.#start[u] + r)
        }
      }
      for (let c = 0; c < a.k; c++) {
        border.forEach((column, j) => {
          addBorder(A, m, a, c, this.#start[s] + c, column, this.nRandom + j)
        })
      }
    })
    const remainder = border[border.length - 1]
    for (let i = this.nRandom; i < m - 1; i++) A[i * m + i] = 1
    A[m * m - 1] = sumOfSquares(remainder)
    for (let c = 0; c < m; c++) for (let r = c + 1; r < m; r++) A[r * m + c] = A[c * m + r]
  }

  /** Calls back once per level of the trailing blocks. */
  #eachLevel(visit: (first: number, k: number, block: number) => void): void {
    const nStages = this.#plan.stages.length
    this.#tail.forEach((b, s) => {
      for (let l = 0; l < b.nLevels; l++) visit(this.#start[s] + l * b.k, b.k, nStages + s)
    })
  }

  load(Lambda: readonly Float64Array[]): void {
    const A = this.#A
    const L = this.#L
    const m = this.size
    if (this.#plan.scalar) {
      const nStages = this.#plan.stages.length
      const scale = this.#scale
      this.#tail.forEach((b, s) => scale.fill(Lambda[nStages + s][0], this.#start[s], this.#start[s] + b.nLevels))
      for (let c = 0; c < m; c++) {
        const f = scale[c]
        for (let r = c; r < m; r++) L[c * m + r] = A[c * m + r] * f * scale[r]
      }
    } else {
      L.set(A)
      this.#eachLevel((first, k, t) => columnsTimesLambda(L, m, first, k, Lambda[t]))
      this.#eachLevel((first, k, t) => lambdaTransposeTimesRows(L, m, first, k, Lambda[t]))
    }
    for (let i = 0; i < this.nRandom; i++) L[i * m + i] += 1
  }

  subtract(stage: number, level: number, B: Float64Array, offset: number, ld: number): void {
    const { k, ptr, row, nStageRows } = this.#plan.stages[stage]
    const L = this.#L
    const m = this.size
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from
    const shift = this.#plan.qStages
    for (let c = 0; c < k; c++) {
      const column = offset + c * ld
      for (let j = 0; j < size; j++) {
        const f = B[column + j]
        const target = (row[from + j] - shift) * m - shift
        for (let i = j; i < size; i++) L[target + row[from + i]] -= f * B[column + i]
      }
    }
  }

  subtractBorder(taken: Float64Array): void {
    const m = this.size
    const p1 = this.#plan.nBorder
    const first = this.nRandom
    for (let j = 0; j < p1; j++) {
      for (let i = j; i < p1; i++) this.#L[(first + j) * m + first + i] -= taken[j * p1 + i]
    }
  }

  factor(): boolean {
    const L = this.#L
    const last = this.size - 1
    const failed = choleskyInPlace(L, this.size)
    if (failed !== last) return failed < 0
    // A perfect fit: rounding can leave the residual sum of squares at or below zero.
    const at = this.size * this.size - 1
    L[at] = Math.sqrt(this.#A[at] * 1e-32 || Number.MIN_VALUE)
    return true
  }

  #logDet(from: number, to: number): number {
    let sum = 0
    for (let i = from; i < to; i++) sum += Math.log(this.#L[i * this.size + i])
    return 2 * sum
  }

  logDetRandom(): number {
    return this.#logDet(0, this.nRandom)
  }

  logDetFixed(): number {
    return this.#logDet(this.nRandom, this.size - 1)
  }

  residualSquare(): number {
    return this.#L[this.size * this.size - 1] ** 2
  }

  invert(dX: number, dY: number): void {
    this.#D.fill(dX, this.nRandom, this.size - 1)
    this.#D[this.size - 1] = dY
    symmetricInverseScaled(this.#L, this.size, this.#D, this.#S)
  }

  gather(stage: number, level: number, out: Float64Array, ld: number, at: number): void {
    const { ptr, row, nStageRows } = this.#plan.stages[stage]
    const S = this.#S
    const m = this.size
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from
    const shift = this.#plan.qStages
    for (let j = 0; j < size; j++) {
      const source = (row[from + j] - shift) * m - shift
      const target = (at + j) * ld + at
      for (let i = 0; i < size; i++) out[target + i] = S[source + row[from + i]]
    }
  }

  gatherBorder(out: Float64Array): void {
    const m = this.size
    const p1 = this.#plan.nBorder
    const first = this.nRandom
    for (let j = 0; j < p1; j++) for (let i = 0; i < p1; i++) out[j * p1 + i] = this.#S[(first + j) * m + first + i]
  }

  inverseBlock(first: number, k: number, out: Float64Array): void {
    const m = this.size
    for (let c = 0; c < k; c++) for (let r = 0; r < k; r++) out[c * k + r] = this.#S[(first + c) * m + first + r]
  }

  addToGradient(Lambda: readonly Float64Array[], M: readonly Float64Array[]): void {
    const m = this.size
    const A = this.#A
    const S = this.#S
    if (this.#plan.scalar) {
      const scale = this.#scale
      const nStages = this.#plan.stages.length
      this.#tail.forEach((b, s) => {
        let sum = 0
        for (let c = this.#start[s]; c < this.#start[s] + b.nLevels; c++) {
          for (let r = 0; r < m; r++) sum += A[c * m + r] * scale[r] * S[c * m + r]
        }
        M[nStages + s][0] += sum
      })
      return
    }
    const W = new Float64Array(m)
    this.#eachLevel((first, k, t) => {
      const target = M[t]
      for (let c = 0; c < k; c++) {
        // W = blockdiag(Lambda, I) S[:, first + c]
        W.set(S.subarray((first + c) * m, (first + c + 1) * m))
        this.#eachLevel((f2, k2, t2) => lambdaTimes(W, f2, k2, Lambda[t2]))
        for (let r = 0; r < k; r++) {
          let sum = 0
          const column = (first + r) * m
          for (let i = 0; i < m; i++) sum += A[column + i] * W[i]
          target[c * k + r] += sum
        }
      }
    })
  }

  multiplyRandom(v: Float64Array, out: Float64Array): void {
    for (let c = 0; c < this.nRandom; c++) {
      const f = v[c]
      if (f !== 0) for (let r = 0; r < this.nRandom; r++) out[r] += f * this.#A[c * this.size + r]
    }
  }

  borderColumn(j: number, out: Float64Array): void {
    for (let i = 0; i < this.nRandom; i++) out[i] = this.#A[(this.nRandom + j) * this.size + i]
  }

  solveBorderRow(j: number, nFixed: number, x: Float64Array): void {
    const L = this.#L
    const m = this.size
    const solved = this.nRandom + nFixed
    for (let i = solved - 1; i >= 0; i--) {
      let sum = L[i * m + this.nRandom + j]
      for (let r = i + 1; r < solved; r++) sum -= L[i * m + r] * x[r]
      x[i] = sum / L[i * m + i]
    }
  }

  borderFactor(): Float64Array {
    const p1 = this.#plan.nBorder
    const first = this.nRandom
    const out = new Float64Array(p1 * p1)
    for (let c = 0; c < p1; c++) {
      for (let r = c; r < p1; r++) out[c * p1 + r] = this.#L[(first + c) * this.size + first + r]
    }
    return out
  }
}

export function sumOfSquares(x: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i]
  return sum
}

/** A[row of b's effect r, column of a's effect c] += z_a z_b over the observations. */
function addProducts(
  A: Float64Array,
  m: number,
  a: GroupingBlock,
  c: number,
  colStart: number,
  b: GroupingBlock,
  r: number,
  rowStart: number,
): void {
  const n = a.codes.length
  const za = a.Z
  const zb = b.Z
  for (let i = 0; i < n; i++) {
    A[(colStart + a.codes[i] * a.k) * m + rowStart + b.codes[i] * b.k] += za[c * n + i] * zb[r * n + i]
  }
}

function addBorder(
  A: Float64Array,
  m: number,
  a: GroupingBlock,
  c: number,
  colStart: number,
  column: Float64Array,
  row: number,
): void {
  const { codes, Z, k } = a
  const n = codes.length
  for (let i = 0; i < n; i++) A[(colStart + codes[i] * k) * m + row] += Z[c * n + i] * column[i]
}

function columnsTimesLambda(L: Float64Array, m: number, first: number, k: number, lambda: Float64Array): void {
  for (let c = 0; c < k; c++) {
    const column = (first + c) * m
    const f = lambda[c * k + c]
    for (let r = 0; r < m; r++) L[column + r] *= f
    for (let s = c + 1; s < k; s++) {
      const g = lambda[c * k + s]
      if (g !== 0) for (let r = 0; r < m; r++) L[column + r] += g * L[(first + s) * m + r]
    }
  }
}

function lambdaTransposeTimesRows(L: Float64Array, m: number, first: number, k: number, lambda: Float64Array): void {
  for (let column = 0; column < m; column++) {
    for (let r = 0; r < k; r++) {
      let sum = 0
      for (let s = r; s < k; s++) sum += lambda[r * k + s] * L[column * m + first + s]
      L[column * m + first + r] = sum
    }
  }
}

/** W[first …] ← Lambda W[first …]. */
function lambdaTimes(W: Float64Array, first: number, k: number, lambda: Float64Array): void {
  for (let r = k - 1; r >= 0; r--) {
    let sum = 0
    for (let s = 0; s <= r; s++) sum += lambda[s * k + r] * W[first + s]
    W[first + r] = sum
  }
}

import { choleskyInPlace } from '../linalg/cholesky'
import { symmetricInverseScaled } from '../linalg/scaledInverse'
import type { Elimination } from './elimination'
import type { Trailing } from './trailing'

/** The trailing system in one dense, column-major matrix. @param border the columns [X y], each of length n */
export function createDenseTrailing(plan: Elimination, border: readonly Float64Array[]): Trailing {
  const nStages = plan.stages.length
  const tail = plan.blocks.slice(nStages)
  const nRandom = plan.q - plan.qStages
  const p1 = plan.nBorder
  const m = nRandom + p1
  const start = tail.map((_, s) => plan.blockStart[nStages + s] - plan.qStages)
  const A = new Float64Array(m * m)
  const L = new Float64Array(m * m)
  const S = new Float64Array(m * m)
  const D = new Float64Array(m).fill(1)
  accumulate()

  /** Group of columns that share a level: first unknown and block, for walking the random effects. */
  const scale = new Float64Array(m).fill(1)

  function accumulate(): void {
    tail.forEach((a, s) => {
      const n = a.codes.length
      for (let u = s; u < tail.length; u++) {
        const b = tail[u]
        for (let c = 0; c < a.k; c++) {
          for (let r = 0; r < b.k; r++) {
            for (let i = 0; i < n; i++) {
              const col = start[s] + a.codes[i] * a.k + c
              const row = start[u] + b.codes[i] * b.k + r
              A[col * m + row] += a.Z[c * n + i] * b.Z[r * n + i]
            }
          }
        }
      }
      for (let c = 0; c < a.k; c++) {
        border.forEach((column, j) => {
          for (let i = 0; i < n; i++) {
            A[(start[s] + a.codes[i] * a.k + c) * m + nRandom + j] += a.Z[c * n + i] * column[i]
          }
        })
      }
    })
    for (let j = 0; j < p1; j++) {
      for (let k = j; k < p1; k++) {
        let sum = 0
        const a = border[j]
        const b = border[k]
        for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
        A[(nRandom + j) * m + nRandom + k] = sum
      }
    }
    for (let c = 0; c < m; c++) for (let r = c + 1; r < m; r++) A[r * m + c] = A[c * m + r]!
  }

  /** Calls back once per level of the trailing blocks. */
  function eachLevel(visit: (first: number, k: number, block: number) => void): void {
    tail.forEach((b, s) => {
      for (let l = 0; l < b.nLevels; l++) visit(start[s] + l * b.k, b.k, nStages + s)
    })
  }

  function load(Lambda: readonly Float64Array[]): void {
    if (plan.scalar) {
      tail.forEach((b, s) => scale.fill(Lambda[nStages + s][0], start[s], start[s] + b.nLevels))
      for (let c = 0; c < m; c++) {
        const f = scale[c]
        for (let r = c; r < m; r++) L[c * m + r] = A[c * m + r] * f * scale[r]
      }
    } else {
      L.set(A)
      eachLevel((first, k, t) => {
        const lambda = Lambda[t]
        for (let c = 0; c < k; c++) {
          const col = (first + c) * m
          const f = lambda[c * k + c]
          for (let r = 0; r < m; r++) L[col + r] *= f
          for (let s = c + 1; s < k; s++) {
            const g = lambda[c * k + s]
            if (g !== 0) for (let r = 0; r < m; r++) L[col + r] += g * L[(first + s) * m + r]
          }
        }
      })
      eachLevel((first, k, t) => {
        const lambda = Lambda[t]
        for (let col = 0; col < m; col++) {
          for (let r = 0; r < k; r++) {
            let sum = 0
            for (let s = r; s < k; s++) sum += lambda[r * k + s] * L[col * m + first + s]
            L[col * m + first + r] = sum
          }
        }
      })
    }
    for (let i = 0; i < nRandom; i++) L[i * m + i] += 1
  }

  function subtract(stage: number, level: number, B: Float64Array, offset: number, ld: number): void {
    const { k, ptr, row, nStageRows } = plan.stages[stage]
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from
    const shift = plan.qStages
    if (k === 1) {
      for (let j = 0; j < size; j++) {
        const f = B[offset + j]
        const col = (row[from + j] - shift) * m - shift
        for (let i = j; i < size; i++) L[col + row[from + i]] -= f * B[offset + i]
      }
      return
    }
    for (let j = 0; j < size; j++) {
      const col = (row[from + j] - shift) * m - shift
      for (let i = j; i < size; i++) {
        let sum = 0
        for (let c = 0; c < k; c++) sum += B[offset + c * ld + i] * B[offset + c * ld + j]
        L[col + row[from + i]] -= sum
      }
    }
  }

  function factor(): boolean {
    const last = m - 1
    const failed = choleskyInPlace(L, m)
    if (failed === last) {
      // A perfect fit: rounding can leave the residual sum of squares at or below zero.
      L[last * m + last] = Math.sqrt(A[last * m + last] * 1e-32 || Number.MIN_VALUE)
      return true
    }
    return failed < 0
  }

  const logDet = (from: number, to: number): number => {
    let sum = 0
    for (let i = from; i < to; i++) sum += Math.log(L[i * m + i])
    return 2 * sum
  }

  function gather(stage: number, level: number, out: Float64Array, ld: number, at: number): void {
    const { ptr, row, nStageRows } = plan.stages[stage]
    const from = ptr[level] + nStageRows[level]
    const size = ptr[level + 1] - from
    const shift = plan.qStages
    for (let j = 0; j < size; j++) {
      const col = (row[from + j] - shift) * m - shift
      const target = (at + j) * ld + at
      for (let i = 0; i < size; i++) out[target + i] = S[col + row[from + i]]
    }
  }

  function addToGradient(Lambda: readonly Float64Array[], M: readonly Float64Array[]): void {
    if (plan.scalar) {
      tail.forEach((b, s) => {
        let sum = 0
        for (let c = start[s]; c < start[s] + b.nLevels; c++) {
          for (let r = 0; r < m; r++) sum += A[c * m + r] * scale[r] * S[c * m + r]
        }
        M[nStages + s][0] += sum
      })
      return
    }
    const W = new Float64Array(m)
    eachLevel((first, k, t) => {
      const target = M[t]
      for (let c = 0; c < k; c++) {
        // W = LambdaTilde S[:, first + c]
        W.set(S.subarray((first + c) * m, (first + c + 1) * m))
        eachLevel((f2, k2, t2) => {
          const lambda = Lambda[t2]
          for (let r = k2 - 1; r >= 0; r--) {
            let sum = 0
            for (let s = 0; s <= r; s++) sum += lambda[s * k2 + r] * W[f2 + s]
            W[f2 + r] = sum
          }
        })
        for (let r = 0; r < k; r++) {
          let sum = 0
          const col = (first + r) * m
          for (let i = 0; i < m; i++) sum += A[col + i] * W[i]
          target[c * k + r] += sum
        }
      }
    })
  }

  return {
    nRandom,
    size: m,
    load,
    subtract,
    factor,
    logDetRandom: () => logDet(0, nRandom),
    logDetFixed: () => logDet(nRandom, m - 1),
    residualSquare: () => L[m * m - 1] ** 2,
    invert(dX, dY) {
      D.fill(dX, nRandom, m - 1)
      D[m - 1] = dY
      symmetricInverseScaled(L, m, D, S)
    },
    gather,
    inverseBlock(first, k, out) {
      for (let c = 0; c < k; c++) for (let r = 0; r < k; r++) out[c * k + r] = S[(first + c) * m + first + r]
    },
    addToGradient,
    multiplyRandom(v, out) {
      for (let c = 0; c < nRandom; c++) {
        const f = v[c]
        if (f !== 0) for (let r = 0; r < nRandom; r++) out[r] += f * A[c * m + r]
      }
    },
    borderColumn(j, out) {
      for (let i = 0; i < nRandom; i++) out[i] = A[(nRandom + j) * m + i]!
    },
    solveBorderRow(j, nFixed, x) {
      const size = nRandom + nFixed
      for (let i = size - 1; i >= 0; i--) {
        let sum = L[i * m + nRandom + j]
        for (let r = i + 1; r < size; r++) sum -= L[i * m + r] * x[r]
        x[i] = sum / L[i * m + i]
      }
    },
    borderFactor() {
      const out = new Float64Array(p1 * p1)
      for (let c = 0; c < p1; c++) for (let r = c; r < p1; r++) out[c * p1 + r] = L[(nRandom + c) * m + nRandom + r]!
      return out
    },
  }
}

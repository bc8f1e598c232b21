import type { LmmSolution } from '../solution'
import { choleskyInPlace } from '../../linalg/cholesky'
import { sortByLevel } from '../../objective/elimination'

/** Random effects that any observation links, directly or through others: V is block diagonal over these sets. */
export interface RandomComponent {
  /** Unknowns of the component, ascending. */
  readonly unknowns: Int32Array
  /** T = Zᵀ V⁻¹ Z among them, dense, column-major. */
  readonly T: Float64Array
}

/** Connected sets of levels: the component of each unknown's level, and how many there are. */
function connect(solution: LmmSolution): { componentOf: (block: number, level: number) => number; count: number } {
  const { blocks } = solution.objective
  const start: number[] = []
  let total = 0
  for (const block of blocks) {
    start.push(total)
    total += block.nLevels
  }
  const parent = Int32Array.from({ length: total }, (_, i) => i)
  const find = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  const n = solution.objective.frame.nObs
  for (let t = 1; t < blocks.length; t++) {
    const a = blocks[0].codes
    const b = blocks[t].codes
    for (let i = 0; i < n; i++) {
      const ra = find(a[i])
      const rb = find(start[t] + b[i])
      if (ra !== rb) parent[Math.max(ra, rb)] = Math.min(ra, rb)
    }
  }
  const number = new Int32Array(total).fill(-1)
  let count = 0
  for (let node = 0; node < total; node++) {
    const root = find(node)
    if (number[root] < 0) number[root] = count++
    number[node] = number[root]
  }
  return { componentOf: (block, level) => number[start[block] + level], count }
}

/** Number of random effects in each component. */
function sizes(solution: LmmSolution, componentOf: (b: number, l: number) => number, count: number): Int32Array {
  const size = new Int32Array(count)
  solution.objective.blocks.forEach((block, t) => {
    for (let l = 0; l < block.nLevels; l++) size[componentOf(t, l)] += block.k
  })
  return size
}

/** Multiply-adds that `eachComponent` would spend on dense matrices. */
export function componentWork(solution: LmmSolution): number {
  const { componentOf, count } = connect(solution)
  let work = 0
  for (const size of sizes(solution, componentOf, count)) work += size ** 3
  return work
}

/** Calls back with each component in turn; its arrays are only valid meanwhile. */
export function eachComponent(solution: LmmSolution, visit: (component: RandomComponent) => void): void {
  const { objective } = solution
  const { blocks, system, frame } = objective
  const n = frame.nObs
  const { componentOf, count } = connect(solution)
  const size = sizes(solution, componentOf, count)
  const ofObs = Int32Array.from({ length: n }, (_, i) => componentOf(0, blocks[0].codes[i]))
  const sorted = sortByLevel(ofObs, count)
  const members: number[][] = Array.from({ length: count }, () => [])
  const local = new Int32Array(system.plan.q)
  blocks.forEach((block, t) => {
    for (let l = 0; l < block.nLevels; l++) {
      const list = members[componentOf(t, l)]
      for (let r = 0; r < block.k; r++) {
        const unknown = system.plan.blockStart[t] + l * block.k + r
        local[unknown] = list.length
        list.push(unknown)
      }
    }
  })
  for (let c = 0; c < count; c++) {
    const m = size[c]
    const A = new Float64Array(m * m)
    for (let e = sorted.ptr[c]; e < sorted.ptr[c + 1]; e++) {
      const i = sorted.order[e]
      blocks.forEach((a, s) => {
        const rowStart = local[system.plan.blockStart[s] + a.codes[i] * a.k]
        blocks.forEach((b, t) => {
          const colStart = local[system.plan.blockStart[t] + b.codes[i] * b.k]
          for (let cc = 0; cc < b.k; cc++) {
            for (let r = 0; r < a.k; r++) A[(colStart + cc) * m + rowStart + r] += a.Z[r * n + i] * b.Z[cc * n + i]
          }
        })
      })
    }
    visit({ unknowns: Int32Array.from(members[c]), T: marginalInverse(solution, A, members[c], m) })
  }
}

/** A − A Lambda Omega⁻¹ Lambdaᵀ A, with Omega = Lambdaᵀ A Lambda + I. */
function marginalInverse(solution: LmmSolution, A: Float64Array, unknowns: readonly number[], m: number): Float64Array {
  const { plan, Lambda } = solution.objective.system
  const G = A.slice()
  timesLambdaTranspose(G)
  const Omega = new Float64Array(m * m)
  for (let c = 0; c < m; c++) for (let r = 0; r < m; r++) Omega[r * m + c] = G[c * m + r]
  timesLambdaTranspose(Omega)
  for (let i = 0; i < m; i++) Omega[i * m + i] += 1
  choleskyInPlace(Omega, m)
  for (let c = 0; c < m; c++) {
    for (let j = 0; j < m; j++) {
      const x = G[c * m + j] / Omega[j * m + j]
      G[c * m + j] = x
      if (x !== 0) for (let i = j + 1; i < m; i++) G[c * m + i] -= Omega[j * m + i] * x
    }
  }
  const T = A
  for (let c = 0; c < m; c++) {
    for (let r = c; r < m; r++) {
      let sum = 0
      for (let i = 0; i < m; i++) sum += G[r * m + i] * G[c * m + i]
      T[c * m + r] -= sum
      T[r * m + c] = T[c * m + r]
    }
  }
  return T

  /** Every column x ← Lambdaᵀ x. */
  function timesLambdaTranspose(X: Float64Array): void {
    for (let at = 0; at < m;) {
      let t = 0
      while (unknowns[at] >= plan.blockStart[t + 1]) t++
      const k = plan.blocks[t].k
      const lambda = Lambda[t]
      for (let c = 0; c < m; c++) {
        for (let r = 0; r < k; r++) {
          let sum = 0
          for (let s = r; s < k; s++) sum += lambda[r * k + s] * X[c * m + at + s]
          X[c * m + at + r] = sum
        }
      }
      at += k
    }
  }
}

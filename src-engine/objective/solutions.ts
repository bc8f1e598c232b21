import type { BlockedSystem } from './blockedSystem'

/**
 * x ← L⁻ᵀ l_j for border row j (a column of X, or y for j = p) over the random effects and the first `nFixed` columns
 * of X. For y with nFixed = p this is the penalised least-squares solution (u, beta); for a column of X with
 * nFixed = 0 it is row j of A_XZ Lambda Omega_ZZ⁻¹. Length q + nFixed.
 */
export function solveBorderRow(system: BlockedSystem, j: number, nFixed: number): Float64Array {
  const { plan, L, trailing } = system
  const x = new Float64Array(plan.q + nFixed)
  const tail = new Float64Array(trailing.nRandom + nFixed)
  trailing.solveBorderRow(j, nFixed, tail)
  x.set(tail, plan.qStages)
  for (let t = plan.stages.length - 1; t >= 0; t--) {
    const { k, nLevels, ptr, row } = plan.stages[t]
    const { diag, below } = L[t]
    const first = plan.blockStart[t]
    for (let l = 0; l < nLevels; l++) {
      const from = ptr[l]
      const rows = ptr[l + 1] - from
      const used = rows - plan.nBorder + nFixed
      const own = first + l * k
      for (let c = k - 1; c >= 0; c--) {
        const at = from * k + c * rows
        let sum = below[at + rows - plan.nBorder + j]
        for (let e = 0; e < used; e++) sum -= below[at + e] * x[row[from + e]]
        for (let s = c + 1; s < k; s++) sum -= diag[l * k * k + c * k + s] * x[own + s]
        x[own + c] = sum / diag[l * k * k + c * k + c]
      }
    }
  }
  return x
}

/** A_ZZ v, length q. */
export function multiplyRandom(system: BlockedSystem, v: Float64Array): Float64Array {
  const { plan, A, trailing } = system
  const out = new Float64Array(plan.q)
  plan.stages.forEach((stage, t) => {
    const { k, nLevels, ptr, row } = stage
    const { diag, below } = A[t]
    const first = plan.blockStart[t]
    for (let l = 0; l < nLevels; l++) {
      const own = first + l * k
      const from = ptr[l]
      const rows = ptr[l + 1] - from
      const nRandom = rows - plan.nBorder
      for (let c = 0; c < k; c++) {
        let sum = 0
        for (let s = 0; s < k; s++) sum += diag[l * k * k + s * k + c] * v[own + s]
        const at = from * k + c * rows
        const f = v[own + c]
        for (let e = 0; e < nRandom; e++) {
          const a = below[at + e]
          const r = row[from + e]
          sum += a * v[r]
          out[r] += a * f
        }
        out[own + c] += sum
      }
    }
  })
  const tail = new Float64Array(trailing.nRandom)
  trailing.multiplyRandom(v.subarray(plan.qStages, plan.q), tail)
  for (let i = 0; i < tail.length; i++) out[plan.qStages + i] += tail[i]
  return out
}

/** A between the random effects and border column j, length q. */
export function borderColumn(system: BlockedSystem, j: number): Float64Array {
  const { plan, A, trailing } = system
  const out = new Float64Array(plan.q)
  plan.stages.forEach(({ k, nLevels, ptr }, t) => {
    for (let l = 0; l < nLevels; l++) {
      const rows = ptr[l + 1] - ptr[l]
      for (let c = 0; c < k; c++) {
        out[plan.blockStart[t] + l * k + c] = A[t].below[ptr[l] * k + c * rows + rows - plan.nBorder + j]!
      }
    }
  })
  trailing.borderColumn(j, out.subarray(plan.qStages))
  return out
}

/** Lambda u (or Lambdaᵀ u) for all levels of all blocks, length q. */
export function timesLambda(system: BlockedSystem, u: Float64Array, transposed = false): Float64Array {
  const { plan, Lambda } = system
  const out = new Float64Array(plan.q)
  plan.blocks.forEach(({ k, nLevels }, t) => {
    const lambda = Lambda[t]
    for (let l = 0; l < nLevels; l++) {
      const at = plan.blockStart[t] + l * k
      for (let r = 0; r < k; r++) {
        let sum = 0
        if (transposed) for (let s = r; s < k; s++) sum += lambda[r * k + s] * u[at + s]
        else for (let s = 0; s <= r; s++) sum += lambda[s * k + r] * u[at + s]
        out[at + r] = sum
      }
    }
  })
  return out
}

/** Diagonal blocks of S of block t at each level, nLevels × k × k; after `invert`. */
export function inverseBlocks(system: BlockedSystem, t: number): Float64Array {
  const { plan, S, trailing } = system
  const { k, nLevels } = plan.blocks[t]
  if (t < plan.stages.length) return S[t].diag.slice()
  const out = new Float64Array(nLevels * k * k)
  const block = new Float64Array(k * k)
  const first = plan.blockStart[t] - plan.qStages
  for (let l = 0; l < nLevels; l++) {
    trailing.inverseBlock(first + l * k, k, block)
    out.set(block, l * k * k)
  }
  return out
}

import type { Elimination } from './elimination'
import type { GroupingBlock } from './groupingBlock'

/**
 * A = Zᵀ W Z of the trailing blocks, kept for the pairs of levels that occur together. Pair e holds a dense block of
 * rows (of the later or same block) and columns from `valueStart[e]` on, column-major.
 */
export interface TrailingPairs {
  readonly count: number
  readonly rowBlock: Uint8Array
  readonly colBlock: Uint8Array
  /** First unknown of each side, numbered from the first trailing random effect. */
  readonly rowFirst: Int32Array
  readonly colFirst: Int32Array
  readonly valueStart: Int32Array
  readonly values: Float64Array
}

export function collectTrailingPairs(plan: Elimination): TrailingPairs {
  const nStages = plan.stages.length
  const tail = plan.blocks.slice(nStages)
  const start = tail.map((_, s) => plan.blockStart[nStages + s] - plan.qStages)
  const found = tail.flatMap((a, s) => tail.slice(s).map((b, d) => ({ s, u: s + d, ...pairUp(a, b, s === s + d) })))
  const count = found.reduce((sum, f) => sum + f.rowLevel.length, 0)
  const length = found.reduce((sum, f) => sum + f.values.length, 0)
  const out = {
    count,
    rowBlock: new Uint8Array(count),
    colBlock: new Uint8Array(count),
    rowFirst: new Int32Array(count),
    colFirst: new Int32Array(count),
    valueStart: new Int32Array(count),
    values: new Float64Array(length),
  }
  let e = 0
  let at = 0
  for (const { s, u, rowLevel, colLevel, values } of found) {
    const ka = tail[s].k
    const kb = tail[u].k
    out.values.set(values, at)
    for (let pair = 0; pair < rowLevel.length; pair++) {
      out.rowBlock[e] = nStages + u
      out.colBlock[e] = nStages + s
      out.rowFirst[e] = start[u] + rowLevel[pair] * kb
      out.colFirst[e] = start[s] + colLevel[pair] * ka
      out.valueStart[e] = at + pair * ka * kb
      e++
    }
    at += values.length
  }
  return out
}

interface BlockPairs {
  readonly rowLevel: Int32Array
  readonly colLevel: Int32Array
  readonly values: Float64Array
}

/** Cross-products of the columns of a (columns) and b (rows) for the pairs of levels that occur. */
function pairUp(a: GroupingBlock, b: GroupingBlock, isSame: boolean): BlockPairs {
  const n = a.codes.length
  const size = a.k * b.k
  const pairOf = new Int32Array(n)
  const rowLevel: number[] = []
  const colLevel: number[] = []
  if (isSame) {
    for (let l = 0; l < a.nLevels; l++) {
      rowLevel.push(l)
      colLevel.push(l)
    }
    pairOf.set(a.codes)
  } else {
    const seen = new Map<number, number>()
    for (let i = 0; i < n; i++) {
      const key = a.codes[i] * b.nLevels + b.codes[i]
      let pair = seen.get(key)
      if (pair === undefined) {
        pair = rowLevel.length
        seen.set(key, pair)
        rowLevel.push(b.codes[i])
        colLevel.push(a.codes[i])
      }
      pairOf[i] = pair
    }
  }
  const values = new Float64Array(rowLevel.length * size)
  for (let c = 0; c < a.k; c++) {
    for (let r = 0; r < b.k; r++) {
      const at = c * b.k + r
      for (let i = 0; i < n; i++) values[pairOf[i] * size + at] += a.Z[c * n + i] * b.Z[r * n + i]
    }
  }
  return { rowLevel: Int32Array.from(rowLevel), colLevel: Int32Array.from(colLevel), values }
}

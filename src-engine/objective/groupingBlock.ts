import type { ModelFrame, RandomDesign } from '../model/modelFrame'

/** A random-effects term inside its block: which term of the frame, and where its effects start. */
export interface BlockMember {
  readonly term: number
  readonly start: number
  readonly k: number
  readonly correlated: boolean
}

/**
 * All random effects of one grouping factor: terms with the same levels share a block, with a block-diagonal template
 * Lambda (k × k, lower triangular). Inside the engine Z is coded anew, `b = T bInternal`, so that the columns of a
 * correlated term are orthogonal and all columns have mean square one; reports go back through T.
 */
export interface GroupingBlock {
  readonly k: number
  readonly nLevels: number
  /** Level of each observation, length n. */
  readonly codes: Int32Array
  /** n × k, column-major: internal coding times the square root of the weights. */
  readonly Z: Float64Array
  /** k × k, column-major. */
  readonly T: Float64Array
  readonly members: readonly BlockMember[]
  /** Position in Lambda of each element of theta that belongs here. */
  readonly lambdaRow: Int32Array
  readonly lambdaCol: Int32Array
  /** First element of theta that belongs here. */
  readonly thetaStart: number
}

/** Blocks by number of levels, largest first: the order of elimination (Bates et al. 2015, section 3). */
export function buildGroupingBlocks(frame: ModelFrame, rootWeights: Float64Array | null): GroupingBlock[] {
  const groups: number[][] = []
  frame.random.forEach((term, index) => {
    const home = groups.find((g) => sameLevels(frame.random[g[0]], term))
    if (home) home.push(index)
    else groups.push([index])
  })
  const nLevels = (g: number[]): number => frame.random[g[0]].nLevels
  groups.sort((a, b) => nLevels(b) - nLevels(a))
  let thetaStart = 0
  return groups.map((terms) => {
    const block = buildBlock(frame, terms, rootWeights, thetaStart)
    thetaStart += block.lambdaRow.length
    return block
  })
}

function sameLevels(a: RandomDesign, b: RandomDesign): boolean {
  if (a.codes === b.codes) return true
  if (a.group !== b.group || a.nLevels !== b.nLevels) return false
  for (let i = 0; i < a.codes.length; i++) if (a.codes[i] !== b.codes[i]) return false
  return true
}

function buildBlock(
  frame: ModelFrame,
  terms: readonly number[],
  rootWeights: Float64Array | null,
  thetaStart: number,
): GroupingBlock {
  const n = frame.nObs
  const designs = terms.map((t) => frame.random[t])
  const k = designs.reduce((sum, d) => sum + d.terms.length, 0)
  const Z = new Float64Array(n * k)
  const T = new Float64Array(k * k)
  const members: BlockMember[] = []
  const lambdaRow: number[] = []
  const lambdaCol: number[] = []
  let start = 0
  designs.forEach((design, m) => {
    const km = design.terms.length
    const part = Z.subarray(start * n, (start + km) * n)
    part.set(design.values.subarray(0, km * n))
    const Tm = recode(part, n, km, design.correlated)
    for (let c = 0; c < km; c++) {
      for (let r = 0; r < km; r++) T[(start + c) * k + start + r] = Tm[c * km + r]!
      for (let r = c; r < (design.correlated ? km : c + 1); r++) {
        lambdaRow.push(start + r)
        lambdaCol.push(start + c)
      }
    }
    members.push({ term: terms[m], start, k: km, correlated: design.correlated })
    start += km
  })
  if (rootWeights) {
    for (let c = 0; c < k; c++) for (let i = 0; i < n; i++) Z[c * n + i] *= rootWeights[i]
  }
  return {
    k,
    nLevels: designs[0].nLevels,
    codes: designs[0].codes,
    Z,
    T,
    members,
    lambdaRow: Int32Array.from(lambdaRow),
    lambdaCol: Int32Array.from(lambdaCol),
    thetaStart,
  }
}

/**
 * Codes the columns of `z` (n × k, in place) anew and returns T (k × k) with `zNew = z T`, hence `b = T bNew`.
 * Uncorrelated effects may only be scaled. Correlated ones are orthogonalised, a constant column first, because the
 * covariance matrix is unrestricted and so is its image under T.
 */
function recode(z: Float64Array, n: number, k: number, correlated: boolean): Float64Array {
  const T = new Float64Array(k * k)
  for (let c = 0; c < k; c++) T[c * k + c] = 1
  const done: number[] = []
  const order = Array.from({ length: k }, (_, c) => c)
  if (correlated && k > 1) {
    const constant = order.findIndex((c) => isConstant(z, c * n, n))
    if (constant > 0) order.unshift(...order.splice(constant, 1))
  }
  for (const c of order) {
    const before = meanSquare(z, c * n, n)
    if (correlated) {
      for (const d of done) {
        let r = 0
        for (let i = 0; i < n; i++) r += z[c * n + i] * z[d * n + i]
        r /= n
        for (let i = 0; i < n; i++) z[c * n + i] -= r * z[d * n + i]
        for (let i = 0; i < k; i++) T[c * k + i] -= r * T[d * k + i]
      }
    }
    const after = meanSquare(z, c * n, n)
    // A column that the others determine stays as it is coded, only scaled.
    const scale = after > 1e-20 * before ? 1 / Math.sqrt(after) : before > 0 ? 1 / Math.sqrt(before) : 1
    if (scale !== 1) {
      for (let i = 0; i < n; i++) z[c * n + i] *= scale
      for (let i = 0; i < k; i++) T[c * k + i] *= scale
    }
    if (after > 1e-20 * before) done.push(c)
  }
  return T
}

function isConstant(z: Float64Array, start: number, n: number): boolean {
  for (let i = 1; i < n; i++) if (z[start + i] !== z[start]) return false
  return z[start] !== 0
}

function meanSquare(z: Float64Array, start: number, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += z[start + i] * z[start + i]
  return sum / n
}

/** Fills the templates Lambda of all blocks from theta. */
export function fillLambda(
  blocks: readonly GroupingBlock[],
  theta: Float64Array,
  Lambda: readonly Float64Array[],
): void {
  blocks.forEach((block, t) => {
    const L = Lambda[t]
    for (let e = 0; e < block.lambdaRow.length; e++) {
      L[block.lambdaCol[e] * block.k + block.lambdaRow[e]] = theta[block.thetaStart + e]!
    }
  })
}

export function countTheta(blocks: readonly GroupingBlock[]): number {
  return blocks.reduce((sum, b) => sum + b.lambdaRow.length, 0)
}

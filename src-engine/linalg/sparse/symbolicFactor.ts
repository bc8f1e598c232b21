import { columnCounts, eliminationTree, postorder, transpose, type UpperPattern } from './eliminationTree'
import { approximateMinimumDegree } from './minimumDegree'
import { buildPanels, type Panels } from './panels'
import type { SymmetricPattern } from './pattern'
import { entryPositionsOf } from './positions'
import { relaxedSupernodes, type SupernodePartition } from './supernodes'

/** How the rows and columns are ordered: a fill-reducing order, as they come, or a permutation of the caller's. */
export type Ordering = 'amd' | 'natural' | Int32Array

/** Everything about a sparse Cholesky factor that does not depend on the numbers. Made once, used for every theta. */
export interface SymbolicFactor {
  readonly n: number
  readonly pattern: SymmetricPattern
  /** `permutation[k]` is the original index of the k-th column of L. */
  readonly permutation: Int32Array
  readonly inversePermutation: Int32Array
  readonly panels: Panels
  readonly nPanels: number
  /** Doubles stored for L: true entries and the zeros that wide panels bring. */
  readonly panelLength: number
  /** True entries of L, diagonal included. */
  readonly nFactorEntries: number
  /** `nFactorEntries` relative to a dense triangle, 0–1. */
  readonly fill: number
  /** Σ counts², the multiply-adds of one factorisation counted as n³/3 for a dense matrix. */
  readonly multiplyAdds: number
  /** For each entry of the pattern, its place in the panels. */
  readonly entryPositions: Int32Array
}

/** Options of `analysePattern`. */
export interface AnalysisOptions {
  /** Default `amd`. */
  readonly ordering?: Ordering
  /** `dense` treats the matrix as full, in its natural order; default `sparse`. */
  readonly structure?: 'sparse' | 'dense'
}

/**
 * Symbolic analysis: order, elimination tree, column counts, relaxed supernodes, panels.
 * @param pattern of the matrix A; entries outside it can never be given a value
 */
export function analysePattern(pattern: SymmetricPattern, options: AnalysisOptions = {}): SymbolicFactor {
  const { n } = pattern
  if (options.structure === 'dense') {
    const order = Int32Array.from({ length: n }, (_, k) => k)
    const single = { firstColumns: Int32Array.of(...(n > 0 ? [0, n] : [0])), parent: Int32Array.of(-1), order }
    const counts = Int32Array.from({ length: n }, (_, j) => n - j)
    return assemble(pattern, order, counts, single, { n, starts: new Int32Array(n + 1), rows: new Int32Array(0) })
  }
  const ordering = options.ordering ?? 'amd'
  const chosen =
    ordering === 'amd'
      ? approximateMinimumDegree(pattern)
      : ordering === 'natural'
        ? Int32Array.from({ length: n }, (_, k) => k)
        : ordering
  const post = postorder(eliminationTree(permutedUpper(pattern, chosen)))
  const inPostorder = compose(chosen, post)
  const upper = permutedUpper(pattern, inPostorder)
  const parent = eliminationTree(upper)
  const counts = columnCounts(upper, parent)
  const supernodes = relaxedSupernodes(parent, counts)
  const permutation = compose(inPostorder, supernodes.order)
  return assemble(pattern, permutation, counts, supernodes, permutedUpper(pattern, permutation))
}

function assemble(
  pattern: SymmetricPattern,
  permutation: Int32Array,
  counts: Int32Array,
  supernodes: SupernodePartition,
  upper: UpperPattern,
): SymbolicFactor {
  const { n } = pattern
  const panels = buildPanels(supernodes, transpose(upper))
  const nFactorEntries = counts.reduce((sum, count) => sum + count, 0)
  const inversePermutation = invert(permutation)
  return {
    n,
    pattern,
    permutation,
    inversePermutation,
    panels,
    nPanels: panels.nPanels,
    panelLength: panels.length,
    nFactorEntries,
    fill: n > 0 ? nFactorEntries / ((n * (n + 1)) / 2) : 1,
    multiplyAdds: counts.reduce((sum, count) => sum + count * count, 0),
    entryPositions: entryPositionsOf(pattern, inversePermutation, panels),
  }
}

/** The strict upper triangle of the permuted pattern, by columns. */
function permutedUpper({ n, columnStarts, rowIndices }: SymmetricPattern, permutation: Int32Array): UpperPattern {
  const place = invert(permutation)
  const starts = new Int32Array(n + 1)
  for (let j = 0; j < n; j++) {
    for (let e = columnStarts[j] + 1; e < columnStarts[j + 1]; e++)
      starts[Math.max(place[j], place[rowIndices[e]]) + 1]++
  }
  for (let k = 0; k < n; k++) starts[k + 1] += starts[k]
  const rows = new Int32Array(starts[n])
  const next = starts.slice(0, n)
  for (let j = 0; j < n; j++) {
    for (let e = columnStarts[j] + 1; e < columnStarts[j + 1]; e++) {
      const a = place[j]
      const b = place[rowIndices[e]]
      rows[next[Math.max(a, b)]++] = Math.min(a, b)
    }
  }
  return { n, starts, rows }
}

function compose(first: Int32Array, second: Int32Array): Int32Array {
  return second.map((k) => first[k])
}

function invert(permutation: Int32Array): Int32Array {
  const inverse = new Int32Array(permutation.length)
  permutation.forEach((original, k) => (inverse[original] = k))
  return inverse
}

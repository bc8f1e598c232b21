import { postorder } from './eliminationTree'

/** A partition of the columns into supernodes, and the order that makes each of them contiguous. */
export interface SupernodePartition {
  /** First column of each supernode, and n at the end. */
  readonly firstColumns: Int32Array
  /** Parent supernode, −1 for a root. */
  readonly parent: Int32Array
  /** New place k holds what was column `order[k]`. */
  readonly order: Int32Array
}

/**
 * When a supernode is merged with its parent although that stores zeros: the share of zeros allowed in the merged
 * trapezoid, by its width. Narrow panels cost more in overhead than their zeros do.
 */
const ALLOWED_ZEROS: readonly { readonly width: number; readonly share: number }[] = [
  { width: 4, share: 0.9 },
  { width: 16, share: 0.4 },
  { width: 48, share: 0.12 },
  { width: Infinity, share: 0.03 },
]

/**
 * Supernodes of the elimination tree (Ng & Peyton 1993, SIAM J. Sci. Comput. 14, 1034–1056), relaxed: a supernode joins
 * its parent while the zeros stay few (Ashcraft & Grimes 1989, ACM TOMS 15, 291–309).
 * @param parent elimination tree, columns in postorder
 * @param counts entries of each column of L, diagonal included
 */
export function relaxedSupernodes(parent: Int32Array, counts: Int32Array): SupernodePartition {
  const n = parent.length
  const first = fundamentalSupernodes(parent, counts)
  const nSupernodes = first.length - 1
  const ofColumn = new Int32Array(n)
  for (let s = 0; s < nSupernodes; s++) ofColumn.fill(s, first[s], first[s + 1])
  const above = new Int32Array(nSupernodes)
  const children: number[][] = Array.from({ length: nSupernodes }, () => [])
  for (let s = 0; s < nSupernodes; s++) {
    const over = parent[first[s + 1] - 1]
    above[s] = over < 0 ? -1 : ofColumn[over]
    if (above[s] >= 0) children[above[s]].push(s)
  }
  const width = Int32Array.from({ length: nSupernodes }, (_, s) => first[s + 1] - first[s])
  const height = Int32Array.from({ length: nSupernodes }, (_, s) => counts[first[s]])
  const zeros = new Float64Array(nSupernodes)
  const into = Int32Array.from({ length: nSupernodes }, (_, s) => s)
  for (let s = 0; s < nSupernodes; s++) {
    const candidates = children[s].sort((a, b) => height[b] - height[a])
    for (const child of candidates) {
      const mergedWidth = width[child] + width[s]
      const mergedHeight = height[s] + width[child]
      const mergedZeros = zeros[child] + zeros[s] + width[child] * (mergedHeight - height[child])
      const size = mergedWidth * mergedHeight - (mergedWidth * (mergedWidth - 1)) / 2
      const { share } = ALLOWED_ZEROS.find((rule) => mergedWidth <= rule.width) ?? ALLOWED_ZEROS[0]
      if (mergedZeros > share * size) continue
      into[child] = s
      width[s] = mergedWidth
      height[s] = mergedHeight
      zeros[s] = mergedZeros
    }
  }
  return gatherSupernodes(first, above, into, height)
}

/** Columns j and j + 1 share a supernode when j + 1 is j's parent and has exactly j's remaining entries. */
function fundamentalSupernodes(parent: Int32Array, counts: Int32Array): number[] {
  const n = parent.length
  const first: number[] = []
  for (let j = 0; j < n; j++) {
    if (j === 0 || parent[j - 1] !== j || counts[j - 1] !== counts[j] + 1) first.push(j)
  }
  first.push(n)
  return first
}

/** Renumbers columns so that every merged supernode is contiguous and the tree of supernodes is in postorder. */
function gatherSupernodes(
  first: readonly number[],
  above: Int32Array,
  into: Int32Array,
  height: Int32Array,
): SupernodePartition {
  const nFundamental = above.length
  const kept: number[] = []
  const number = new Int32Array(nFundamental).fill(-1)
  const root = new Int32Array(nFundamental)
  for (let s = nFundamental - 1; s >= 0; s--) root[s] = into[s] === s ? s : root[into[s]]
  for (let s = 0; s < nFundamental; s++) {
    if (root[s] !== s) continue
    number[s] = kept.length
    kept.push(s)
  }
  const tree = Int32Array.from(kept, (s) => (above[s] < 0 ? -1 : number[root[above[s]]]))
  const sequence = postorder(
    tree,
    kept.map((s) => height[s]),
  )
  const place = new Int32Array(kept.length)
  sequence.forEach((s, k) => (place[s] = k))

  const firstColumns = new Int32Array(kept.length + 1)
  for (let s = 0; s < nFundamental; s++) firstColumns[place[number[root[s]]] + 1] += first[s + 1] - first[s]
  for (let k = 0; k < kept.length; k++) firstColumns[k + 1] += firstColumns[k]
  const next = firstColumns.slice()
  const order = new Int32Array(firstColumns[kept.length])
  for (let s = 0; s < nFundamental; s++) {
    const k = place[number[root[s]]]
    for (let column = first[s]; column < first[s + 1]; column++) order[next[k]++] = column
  }
  const parent = new Int32Array(kept.length)
  tree.forEach((over, s) => (parent[place[s]] = over < 0 ? -1 : place[over]))
  return { firstColumns, parent, order }
}

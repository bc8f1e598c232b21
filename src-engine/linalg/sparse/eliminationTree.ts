/**
 * The elimination tree and what follows from it. All functions take the pattern of the permuted matrix by columns of
 * its strict upper triangle: column k lists the rows i < k (in any order), between `starts[k]` and `starts[k + 1]`.
 */
export interface UpperPattern {
  readonly n: number
  readonly starts: Int32Array
  readonly rows: Int32Array
}

/**
 * The elimination tree by ancestors with path compression (Liu 1990, SIAM J. Matrix Anal. Appl. 11, 134–172).
 * @returns the parent of each column, −1 for a root
 */
export function eliminationTree({ n, starts, rows }: UpperPattern): Int32Array {
  const parent = new Int32Array(n).fill(-1)
  const ancestor = new Int32Array(n).fill(-1)
  for (let k = 0; k < n; k++) {
    for (let at = starts[k]; at < starts[k + 1]; at++) {
      for (let i = rows[at]; i !== -1 && i < k;) {
        const next = ancestor[i]
        ancestor[i] = k
        if (next === -1) parent[i] = k
        i = next
      }
    }
  }
  return parent
}

/**
 * A postorder of a forest: children before their parents, subtrees contiguous. Among siblings the one with the largest
 * `priority` comes last, next to its parent.
 * @returns the nodes in postorder
 */
export function postorder(parent: Int32Array, priority?: ArrayLike<number>): Int32Array {
  const n = parent.length
  const nodes = Array.from({ length: n }, (_, i) => i)
  if (priority) nodes.sort((a, b) => priority[a] - priority[b] || a - b)
  const firstChild = new Int32Array(n).fill(-1)
  const sibling = new Int32Array(n).fill(-1)
  const roots: number[] = []
  for (let k = n - 1; k >= 0; k--) {
    const node = nodes[k]
    const above = parent[node]
    if (above < 0) {
      roots.push(node)
      continue
    }
    sibling[node] = firstChild[above]
    firstChild[above] = node
  }
  const order = new Int32Array(n)
  const stack: number[] = []
  let at = 0
  for (const root of roots.reverse()) {
    stack.push(root)
    while (stack.length > 0) {
      const node = stack[stack.length - 1]
      const child = firstChild[node]
      if (child >= 0) {
        firstChild[node] = sibling[child]
        stack.push(child)
      } else {
        order[at++] = node
        stack.pop()
      }
    }
  }
  return order
}

/**
 * The number of entries of each column of L, diagonal included, in nearly linear time from the leaves of the row
 * subtrees (Gilbert, Ng & Peyton 1994, SIAM J. Matrix Anal. Appl. 15, 1075–1091). The columns must be numbered in
 * postorder, so that `parent[j] > j` and subtrees are contiguous.
 */
export function columnCounts({ n, starts, rows }: UpperPattern, parent: Int32Array): Int32Array {
  const firstDescendant = Int32Array.from({ length: n }, (_, j) => j)
  for (let j = 0; j < n; j++) {
    const above = parent[j]
    if (above >= 0) firstDescendant[above] = Math.min(firstDescendant[above], firstDescendant[j])
  }
  const change = new Int32Array(n)
  for (let j = 0; j < n; j++) {
    if (firstDescendant[j] === j) change[j]++
    if (parent[j] >= 0) change[parent[j]]--
  }
  const lower = transpose({ n, starts, rows })
  const set = Int32Array.from({ length: n }, (_, j) => j)
  const find = (node: number): number => {
    let root = node
    while (set[root] !== root) root = set[root]
    for (let at = node; at !== root;) {
      const next = set[at]
      set[at] = root
      at = next
    }
    return root
  }
  const newestFirst = new Int32Array(n).fill(-1)
  const newestLeaf = new Int32Array(n).fill(-1)
  for (let j = 0; j < n; j++) {
    for (let at = lower.starts[j]; at < lower.starts[j + 1]; at++) {
      const row = lower.rows[at]
      if (firstDescendant[j] <= newestFirst[row]) continue
      newestFirst[row] = firstDescendant[j]
      change[j]++
      if (newestLeaf[row] >= 0) change[find(newestLeaf[row])]--
      newestLeaf[row] = j
    }
    if (parent[j] >= 0) set[j] = parent[j]
  }
  for (let j = 0; j < n; j++) if (parent[j] >= 0) change[parent[j]] += change[j]
  return change
}

/** The same entries by columns of the other triangle, rows ascending. */
export function transpose({ n, starts, rows }: UpperPattern): UpperPattern {
  const counts = new Int32Array(n + 1)
  for (const row of rows) counts[row + 1]++
  for (let j = 0; j < n; j++) counts[j + 1] += counts[j]
  const next = counts.slice(0, n)
  const columns = new Int32Array(rows.length)
  for (let k = 0; k < n; k++) for (let at = starts[k]; at < starts[k + 1]; at++) columns[next[rows[at]]++] = k
  return { n, starts: counts, rows: columns }
}

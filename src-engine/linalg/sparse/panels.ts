import type { UpperPattern } from './eliminationTree'
import type { SupernodePartition } from './supernodes'

/**
 * The dense panels that hold L. Panel k has the columns `firstColumns[k] … firstColumns[k + 1] − 1` and the rows
 * `rows[rowStarts[k]] … rows[rowEnds[k] − 1]`, ascending, of which the first ones are its own columns. It is stored by
 * columns from `offsets[k]`, with as many entries per column as it has rows; entries above the diagonal mean nothing.
 */
export interface Panels {
  readonly nPanels: number
  readonly firstColumns: Int32Array
  readonly rowStarts: Int32Array
  readonly rowEnds: Int32Array
  /** Row indices of all panels. Panels that were cut from one supernode share them. */
  readonly rows: Int32Array
  readonly offsets: Int32Array
  /** Doubles in all panels together. */
  readonly length: number
  /** The panel that holds each column. */
  readonly ofColumn: Int32Array
  readonly widest: number
  readonly tallest: number
  /** Largest number of rows below the diagonal block times columns, over the panels. */
  readonly largestBelow: number
  /** Largest number of rows times columns that one panel sends to another. */
  readonly largestUpdate: number
}

/**
 * Wider supernodes are cut into chains of panels: it bounds the work space, and the selected inverse need not invert a
 * large triangle.
 */
const WIDEST_PANEL = 96

/**
 * Lays out the panels of a supernode partition.
 * @param lower the strict lower triangle of the permuted pattern by columns, rows ascending
 */
export function buildPanels(supernodes: SupernodePartition, lower: UpperPattern): Panels {
  const cut = cutSupernodes(supernodes)
  const { rows, rowStarts, rowEnds } = collectRows(supernodes, lower, cut)
  const { firstColumns, nPanels } = cut
  const offsets = new Int32Array(nPanels + 1)
  const ofColumn = new Int32Array(lower.n)
  let widest = 0
  let tallest = 0
  let largestBelow = 0
  let length = 0
  for (let k = 0; k < nPanels; k++) {
    const width = firstColumns[k + 1] - firstColumns[k]
    const height = rowEnds[k] - rowStarts[k]
    ofColumn.fill(k, firstColumns[k], firstColumns[k + 1])
    widest = Math.max(widest, width)
    tallest = Math.max(tallest, height)
    largestBelow = Math.max(largestBelow, (height - width) * width)
    length += width * height
    if (length >= 2 ** 31) throw new RangeError('The factor has more entries than can be indexed')
    offsets[k + 1] = length
  }
  const panels = {
    nPanels,
    firstColumns,
    rowStarts,
    rowEnds,
    rows,
    offsets,
    length,
    ofColumn,
    widest,
    tallest,
    largestBelow,
  }
  return { ...panels, largestUpdate: largestUpdate(panels) }
}

interface Cut {
  readonly nPanels: number
  readonly firstColumns: Int32Array
  readonly supernode: Int32Array
}

function cutSupernodes({ firstColumns }: SupernodePartition): Cut {
  const firsts: number[] = []
  const supernode: number[] = []
  for (let s = 0; s + 1 < firstColumns.length; s++) {
    const width = firstColumns[s + 1] - firstColumns[s]
    const nPieces = Math.ceil(width / WIDEST_PANEL)
    // Multiples of four fill the kernels' tiles.
    const piece = Math.ceil(width / nPieces / 4) * 4
    for (let at = 0; at < width; at += piece) {
      firsts.push(firstColumns[s] + at)
      supernode.push(s)
    }
  }
  firsts.push(firstColumns[firstColumns.length - 1])
  return { nPanels: supernode.length, firstColumns: Int32Array.from(firsts), supernode: Int32Array.from(supernode) }
}

/** Row structure: the columns' own entries and those of the children (George & Liu 1981), supernode by supernode. */
function collectRows(
  { firstColumns, parent }: SupernodePartition,
  lower: UpperPattern,
  cut: Cut,
): Pick<Panels, 'rows' | 'rowStarts' | 'rowEnds'> {
  const nSupernodes = firstColumns.length - 1
  const seenBy = new Int32Array(lower.n).fill(-1)
  const children: number[][] = Array.from({ length: nSupernodes }, () => [])
  const lists: Int32Array[] = []
  const starts = new Int32Array(nSupernodes + 1)
  for (let s = 0; s < nSupernodes; s++) {
    const first = firstColumns[s]
    const end = firstColumns[s + 1]
    const found: number[] = []
    const add = (row: number): void => {
      if (row < end || seenBy[row] === s) return
      seenBy[row] = s
      found.push(row)
    }
    for (let at = lower.starts[first]; at < lower.starts[end]; at++) add(lower.rows[at])
    for (const child of children[s]) for (const row of lists[child]) add(row)
    lists.push(Int32Array.from(found).sort())
    if (parent[s] >= 0) children[parent[s]].push(s)
    starts[s + 1] = starts[s] + end - first + found.length
  }
  const rows = new Int32Array(starts[nSupernodes])
  for (let s = 0; s < nSupernodes; s++) {
    const width = firstColumns[s + 1] - firstColumns[s]
    for (let k = 0; k < width; k++) rows[starts[s] + k] = firstColumns[s] + k
    rows.set(lists[s], starts[s] + width)
  }
  return {
    rows,
    rowStarts: cut.supernode.map((s, k) => starts[s] + cut.firstColumns[k] - firstColumns[s]),
    rowEnds: cut.supernode.map((s) => starts[s + 1]),
  }
}

function largestUpdate(panels: Omit<Panels, 'largestUpdate'>): number {
  const { nPanels, firstColumns, rowStarts, rowEnds, rows, ofColumn } = panels
  let largest = 0
  for (let k = 0; k < nPanels; k++) {
    const end = rowEnds[k]
    for (let at = rowStarts[k] + firstColumns[k + 1] - firstColumns[k]; at < end;) {
      const last = firstColumns[ofColumn[rows[at]] + 1]
      const from = at
      while (at < end && rows[at] < last) at++
      largest = Math.max(largest, (end - from) * (at - from))
    }
  }
  return largest
}

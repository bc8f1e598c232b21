import type { Workspace } from '../kernels'
import type { Panels } from './panels'

/** Updates this narrow are subtracted entry by entry: a kernel call and a scatter would cost more. */
const NARROW = 3

/** Where the numeric routines find their arrays in the workspace. */
export interface FactorRegions {
  /** First double of L's panels. */
  readonly factor: number
  /** Room for `panels.largestUpdate` doubles. */
  readonly update: number
}

/**
 * Supernodal left-looking Cholesky (Ng & Peyton 1993): each panel gathers the updates of the earlier panels that reach
 * it, then is factored with dense kernels. The panels hold the lower triangle of A on entry and L on exit.
 * @returns −1, or the first column (in the factor's order) whose pivot is not positive and finite
 */
export function factorisePanels(panels: Panels, workspace: Workspace, regions: FactorRegions): number {
  const { nPanels, firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const { kernels } = workspace
  const waiting = new WaitingPanels(panels)
  const localRow = new Int32Array(panels.ofColumn.length)
  for (let k = 0; k < nPanels; k++) {
    const width = firstColumns[k + 1] - firstColumns[k]
    const height = rowEnds[k] - rowStarts[k]
    const at = regions.factor + offsets[k]
    if (waiting.first(k) >= 0) {
      for (let i = 0; i < height; i++) localRow[rows[rowStarts[k] + i]] = i
      for (let j = waiting.first(k); j >= 0;) {
        const next = waiting.after(j)
        applyUpdate(panels, workspace, regions, j, waiting.from(j), k, localRow)
        waiting.advance(j, k)
        j = next
      }
    }
    const failed = kernels.choleskyInPlace(width, at, height)
    if (failed >= 0) return firstColumns[k] + failed
    kernels.solveRightTransposedInPlace(height - width, width, at, height, at + width, height)
    waiting.enter(k)
  }
  return -1
}

/** Subtracts panel j's outer product, from its row `from` on, from panel k. */
function applyUpdate(
  panels: Panels,
  { kernels, doubles: x }: Workspace,
  regions: FactorRegions,
  j: number,
  from: number,
  k: number,
  localRow: Int32Array,
): void {
  const { firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const source = rowStarts[j] + from
  const height = rowEnds[j] - rowStarts[j]
  const m = height - from
  const columnEnd = firstColumns[k + 1]
  let n = 0
  while (n < m && rows[source + n] < columnEnd) n++
  const depth = firstColumns[j + 1] - firstColumns[j]
  const a = regions.factor + offsets[j] + from
  const target = regions.factor + offsets[k]
  const ld = rowEnds[k] - rowStarts[k]
  const top = localRow[rows[source]]
  if (localRow[rows[source + m - 1]] - top === m - 1) {
    kernels.addSquareLower(-1, m, n, depth, a, height, target + top + top * ld, ld)
    return
  }
  if (depth <= NARROW) {
    for (let d = 0; d < depth; d++) {
      const column = a + d * height
      for (let c = 0; c < n; c++) {
        const factor = x[column + c]
        const to = target + localRow[rows[source + c]] * ld
        for (let i = c; i < m; i++) x[to + localRow[rows[source + i]]] -= factor * x[column + i]
      }
    }
    return
  }
  x.fill(0, regions.update, regions.update + m * n)
  kernels.addSquareLower(1, m, n, depth, a, height, regions.update, m)
  for (let c = 0; c < n; c++) {
    const update = regions.update + c * m
    const to = target + localRow[rows[source + c]] * ld
    for (let i = c; i < m; i++) x[to + localRow[rows[source + i]]] -= x[update + i]
  }
}

/** For each panel, the earlier panels whose next rows fall among its columns: linked lists, one link per panel. */
class WaitingPanels {
  readonly #panels: Panels
  readonly #head: Int32Array
  readonly #next: Int32Array
  readonly #from: Int32Array

  constructor(panels: Panels) {
    this.#panels = panels
    this.#head = new Int32Array(panels.nPanels).fill(-1)
    this.#next = new Int32Array(panels.nPanels).fill(-1)
    this.#from = new Int32Array(panels.nPanels)
  }

  first(k: number): number {
    return this.#head[k]
  }

  after(j: number): number {
    return this.#next[j]
  }

  /** The first row of panel j that has not been used yet. */
  from(j: number): number {
    return this.#from[j]
  }

  /** Panel k is finished: it waits for the panel of its first row below. */
  enter(k: number): void {
    this.#from[k] = this.#panels.firstColumns[k + 1] - this.#panels.firstColumns[k]
    this.#wait(k)
  }

  /** Panel j has updated panel k: it waits for the panel of its next row. */
  advance(j: number, k: number): void {
    const { rows, rowStarts, rowEnds, firstColumns } = this.#panels
    const height = rowEnds[j] - rowStarts[j]
    let from = this.#from[j]
    while (from < height && rows[rowStarts[j] + from] < firstColumns[k + 1]) from++
    this.#from[j] = from
    this.#wait(j)
  }

  #wait(j: number): void {
    const { rows, rowStarts, rowEnds, ofColumn } = this.#panels
    const at = rowStarts[j] + this.#from[j]
    if (at >= rowEnds[j]) return
    const target = ofColumn[rows[at]]
    this.#next[j] = this.#head[target]
    this.#head[target] = j
  }
}

import type { Workspace } from '../kernels'
import type { Panels } from './panels'
import { SOLVE_COLUMNS } from './triangularSolve'

/** Where the selected inverse finds its arrays in the workspace. */
export interface InverseRegions {
  /** First double of L's panels. */
  readonly factor: number
  /** First double of the inverse's panels. */
  readonly inverse: number
  /** Room for `panels.largestUpdate` doubles. */
  readonly update: number
  /** Room for `panels.largestBelow` doubles. */
  readonly below: number
  /** Room for `panels.widest`² doubles. */
  readonly square: number
}

/**
 * The entries of S = A⁻¹ on the structure of L, from the last panel to the first (Takahashi, Fagan & Chin 1973; by
 * blocks as in Campbell & Davis 1995 and Rouet 2012). With Y = L_RJ L_JJ⁻¹ for panel J and its rows R below:
 * S_RJ = −S_RR Y and S_JJ = L_JJ⁻ᵀ L_JJ⁻¹ − Yᵀ S_RJ. About twice the work of the factorisation.
 * On exit the diagonal blocks hold both triangles.
 */
export function invertPanels(panels: Panels, workspace: Workspace, regions: InverseRegions): void {
  const { nPanels, firstColumns, rowStarts, rowEnds, offsets } = panels
  const { kernels, doubles: x } = workspace
  const { square, below } = regions
  const relative = new Int32Array(panels.ofColumn.length)
  x.fill(0, regions.inverse, regions.inverse + panels.length)
  for (let k = nPanels - 1; k >= 0; k--) {
    const width = firstColumns[k + 1] - firstColumns[k]
    const height = rowEnds[k] - rowStarts[k]
    const m = height - width
    const factor = regions.factor + offsets[k]
    const inverse = regions.inverse + offsets[k]
    x.fill(0, square, square + width * width)
    for (let j = 0; j < width; j++) x[square + j * (width + 1)] = 1
    kernels.solveRightTransposedInPlace(width, width, factor, height, square, width)
    kernels.addProductNT(1, width, width, width, square, width, square, width, inverse, height)
    if (m > 0) {
      x.fill(0, below, below + m * width)
      kernels.addProductNT(1, m, width, width, factor + width, height, square, width, below, m)
      multiplyByInverse(panels, workspace, regions, k, relative)
      kernels.addProductTN(-1, width, width, m, below, m, inverse + width, height, inverse, height)
    }
    for (let j = 0; j < width; j++) {
      for (let i = j + 1; i < width; i++) x[inverse + j + i * height] = x[inverse + i + j * height]
    }
  }
}

/** Where `addLowRank` finds its arrays in the workspace. */
export interface LowRankRegions {
  /** First double of the inverse's panels. */
  readonly inverse: number
  /** Room for `panels.tallest` · `SOLVE_COLUMNS` doubles. */
  readonly tall: number
  /** Room for `panels.widest` · `SOLVE_COLUMNS` doubles. */
  readonly wide: number
}

/**
 * Adds left · rightᵀ, which must be symmetric, to the inverse's panels.
 * @param left, right n × nColumns, column-major, in original order
 * @param permutation the original index of each of the factor's columns
 */
export function addLowRank(
  panels: Panels,
  { kernels, doubles: x }: Workspace,
  regions: LowRankRegions,
  permutation: Int32Array,
  left: Float64Array,
  right: Float64Array,
  nColumns: number,
): void {
  const { nPanels, firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const n = permutation.length
  for (let c0 = 0; c0 < nColumns; c0 += SOLVE_COLUMNS) {
    const nHere = Math.min(SOLVE_COLUMNS, nColumns - c0)
    for (let k = 0; k < nPanels; k++) {
      const first = firstColumns[k]
      const width = firstColumns[k + 1] - first
      const start = rowStarts[k]
      const height = rowEnds[k] - start
      for (let c = 0; c < nHere; c++) {
        const column = (c0 + c) * n
        const tall = regions.tall + c * height
        const wide = regions.wide + c * width
        for (let i = 0; i < height; i++) x[tall + i] = left[column + permutation[rows[start + i]]]
        for (let j = 0; j < width; j++) x[wide + j] = right[column + permutation[first + j]]
      }
      const inverse = regions.inverse + offsets[k]
      kernels.addProductNT(1, height, width, nHere, regions.tall, height, regions.wide, width, inverse, height)
    }
  }
}

/** S_RJ −= S_RR Y for panel k, one column block of S_RR at a time, from the panel that holds it. */
function multiplyByInverse(
  panels: Panels,
  workspace: Workspace,
  regions: InverseRegions,
  k: number,
  relative: Int32Array,
): void {
  const { firstColumns, rowStarts, rowEnds, rows, offsets, ofColumn } = panels
  const { kernels } = workspace
  const width = firstColumns[k + 1] - firstColumns[k]
  const height = rowEnds[k] - rowStarts[k]
  const firstBelow = rowStarts[k] + width
  const m = height - width
  const y = regions.below
  const result = regions.inverse + offsets[k] + width
  for (let from = 0; from < m;) {
    const source = ofColumn[rows[firstBelow + from]]
    const columnEnd = firstColumns[source + 1]
    let to = from
    while (to < m && rows[firstBelow + to] < columnEnd) to++
    const n = to - from
    const mHere = m - from
    const ld = rowEnds[source] - rowStarts[source]
    locateRows(panels, firstBelow + from, mHere, source, relative)
    const at = regions.inverse + offsets[source]
    const top = relative[0]
    let block = at + top + top * ld
    let ldBlock = ld
    if (relative[mHere - 1] - top !== mHere - 1) {
      block = regions.update
      ldBlock = mHere
      gather(workspace.doubles, at, ld, relative, mHere, n, block)
    }
    kernels.addProductNN(-1, mHere, width, n, block, ldBlock, y + from, m, result + from, height)
    kernels.addProductTN(-1, n, width, mHere - n, block + n, ldBlock, y + to, m, result + from, height)
    from = to
  }
}

/** The places within panel `source` of the `count` rows that begin at `first` in the row lists. */
function locateRows(panels: Panels, first: number, count: number, source: number, relative: Int32Array): void {
  const { rows, rowStarts, firstColumns } = panels
  const start = rowStarts[source]
  let at = rows[first] - firstColumns[source]
  for (let i = 0; i < count; i++) {
    const row = rows[first + i]
    while (rows[start + at] < row) at++
    relative[i] = at
  }
}

function gather(
  x: Float64Array,
  source: number,
  ld: number,
  relative: Int32Array,
  m: number,
  n: number,
  target: number,
): void {
  for (let c = 0; c < n; c++) {
    const column = source + relative[c] * ld
    for (let i = 0; i < m; i++) x[target++] = x[column + relative[i]]
  }
}

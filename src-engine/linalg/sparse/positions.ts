import type { Panels } from './panels'
import type { SymmetricPattern } from './pattern'
import type { SymbolicFactor } from './symbolicFactor'

/** The place in the panels of each entry of the pattern. */
export function entryPositionsOf(pattern: SymmetricPattern, place: Int32Array, panels: Panels): Int32Array {
  const { n, columnStarts, rowIndices } = pattern
  const positions = new Int32Array(rowIndices.length)
  const table = tabulatePlaces(panels)
  for (let j = 0; j < n; j++) {
    for (let e = columnStarts[j]; e < columnStarts[j + 1]; e++) {
      positions[e] = table
        ? tabulatedPosition(table, place[rowIndices[e]], place[j])
        : positionOf(panels, place[rowIndices[e]], place[j])
    }
  }
  return positions
}

/**
 * The places in the panels of arbitrary entries of A, given in original indices, in either triangle.
 * Throws if an entry lies outside the factor's structure.
 */
export function positionsOf(symbolic: SymbolicFactor, rows: Int32Array, columns: Int32Array): Int32Array {
  const { panels, inversePermutation: place } = symbolic
  return rows.map((row, e) => positionOf(panels, place[row], place[columns[e]]))
}

/**
 * The places of all entries of complete graphs (see `patternFromCliques`): for each clique with members m₀ … m₍ₖ₋₁₎ its
 * packed lower triangle, (m₀,m₀), (m₁,m₀), … , (m₁,m₁), …, one clique after another.
 */
export function cliquePositions(symbolic: SymbolicFactor, cliqueStarts: Int32Array, members: Int32Array): Int32Array {
  const { panels, inversePermutation: place } = symbolic
  const nCliques = cliqueStarts.length - 1
  let total = 0
  for (let c = 0; c < nCliques; c++) {
    const size = cliqueStarts[c + 1] - cliqueStarts[c]
    total += (size * (size + 1)) / 2
  }
  const positions = new Int32Array(total)
  const table = tabulatePlaces(panels)
  let at = 0
  for (let c = 0; c < nCliques; c++) {
    const end = cliqueStarts[c + 1]
    for (let b = cliqueStarts[c]; b < end; b++) {
      const second = place[members[b]]
      if (table) {
        for (let a = b; a < end; a++) positions[at++] = tabulatedPosition(table, place[members[a]], second)
      } else {
        for (let a = b; a < end; a++) positions[at++] = positionOf(panels, place[members[a]], second)
      }
    }
  }
  return positions
}

/** Place of entry (row, column) of L: `offset[column] + row[first[column] + row]`. */
interface PlaceTable {
  readonly offset: Int32Array
  readonly first: Int32Array
  readonly row: Int32Array
}

/** Most entries of a table of places; beyond, searching is better than filling memory. */
const LARGEST_TABLE = 2 ** 24

function tabulatePlaces(panels: Panels): PlaceTable | null {
  const { nPanels, firstColumns, ofColumn, rows, rowStarts, rowEnds, offsets } = panels
  const n = ofColumn.length
  if (nPanels * n > LARGEST_TABLE) return null
  const row = new Int32Array(nPanels * n)
  for (let k = 0; k < nPanels; k++) {
    for (let at = rowStarts[k]; at < rowEnds[k]; at++) row[k * n + rows[at]] = at - rowStarts[k]
  }
  const offset = ofColumn.map((k, column) => offsets[k] + (column - firstColumns[k]) * (rowEnds[k] - rowStarts[k]))
  return { offset, first: ofColumn.map((k) => k * n), row }
}

function tabulatedPosition({ offset, first, row }: PlaceTable, a: number, b: number): number {
  const column = Math.min(a, b)
  return offset[column] + row[first[column] + Math.max(a, b)]
}

/** The place of one entry, in permuted indices of either triangle. */
function positionOf(panels: Panels, a: number, b: number): number {
  const { ofColumn, firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const row = a > b ? a : b
  const column = a > b ? b : a
  const panel = ofColumn[column]
  const first = firstColumns[panel]
  const start = rowStarts[panel]
  const height = rowEnds[panel] - start
  let local = row - first
  if (row >= firstColumns[panel + 1]) {
    let low = firstColumns[panel + 1] - first
    let high = height - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows[start + middle] < row) low = middle + 1
      else high = middle
    }
    if (low >= height || rows[start + low] !== row) throw new RangeError('The entry lies outside the factor')
    local = low
  }
  return offsets[panel] + (column - first) * height + local
}

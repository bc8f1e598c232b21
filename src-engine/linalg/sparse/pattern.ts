/**
 * The pattern of a symmetric n × n matrix: its lower triangle by columns. Column j has the rows
 * `rowIndices[columnStarts[j]] … rowIndices[columnStarts[j + 1] − 1]`, ascending, the first of them j itself: the
 * diagonal is always part of the pattern.
 */
export interface SymmetricPattern {
  readonly n: number
  /** Length n + 1. */
  readonly columnStarts: Int32Array
  readonly rowIndices: Int32Array
}

/**
 * Builds a pattern from entries in any order. An entry of the upper triangle stands for its mirror image; duplicates
 * and absent diagonal entries do not matter.
 * @param rows, columns indices in 0 … n − 1, of equal length
 */
export function patternFromEntries(n: number, rows: Int32Array, columns: Int32Array): SymmetricPattern {
  const starts = new Int32Array(n + 1)
  for (let e = 0; e < rows.length; e++) starts[Math.min(rows[e], columns[e]) + 1]++
  for (let j = 0; j < n; j++) starts[j + 1] += starts[j]
  const entries = new Int32Array(rows.length)
  const next = starts.slice(0, n)
  for (let e = 0; e < rows.length; e++) entries[next[Math.min(rows[e], columns[e])]++] = Math.max(rows[e], columns[e])
  const own = Int32Array.from({ length: n + 1 }, (_, j) => j)
  return collectColumns(n, own, own, starts, entries)
}

/**
 * The union of complete graphs. Clique c joins all of `members[cliqueStarts[c]] … members[cliqueStarts[c + 1] − 1]`.
 * With one clique per data row (the columns of Z that are not zero there) this is the pattern of ZᵀZ; with one clique
 * per level of an eliminated factor (the remaining columns that occur together with it) it is the pattern of the Schur
 * complement.
 */
export function patternFromCliques(n: number, cliqueStarts: Int32Array, members: Int32Array): SymmetricPattern {
  const nCliques = cliqueStarts.length - 1
  const starts = new Int32Array(n + 1)
  for (const member of members) starts[member + 1]++
  for (let j = 0; j < n; j++) starts[j + 1] += starts[j]
  const cliques = new Int32Array(members.length)
  const next = starts.slice(0, n)
  for (let c = 0; c < nCliques; c++) {
    for (let m = cliqueStarts[c]; m < cliqueStarts[c + 1]; m++) cliques[next[members[m]]++] = c
  }
  return collectColumns(n, starts, cliques, cliqueStarts, members)
}

/** A grouping factor with `width` random effects per level (1 for an intercept alone). Code −1 means missing. */
export interface FactorCodes {
  readonly codes: Int32Array
  readonly nLevels: number
  readonly width?: number
}

/**
 * The pattern of ZᵀZ for factors that are crossed in any way, all over the same rows. Columns are numbered factor by
 * factor, level by level: column = (columns of the factors before) + level · width + k.
 */
export function crossedFactorPattern(factors: readonly FactorCodes[]): SymmetricPattern {
  const nRows = factors.length > 0 ? factors[0].codes.length : 0
  const perRow = factors.reduce((sum, { width = 1 }) => sum + width, 0)
  const starts = new Int32Array(nRows + 1)
  const members = new Int32Array(nRows * perRow)
  let at = 0
  for (let row = 0; row < nRows; row++) {
    let first = 0
    for (const { codes, nLevels, width = 1 } of factors) {
      const level = codes[row]
      if (level >= 0) for (let k = 0; k < width; k++) members[at++] = first + level * width + k
      first += nLevels * width
    }
    starts[row + 1] = at
  }
  const n = factors.reduce((sum, { nLevels, width = 1 }) => sum + nLevels * width, 0)
  return patternFromCliques(n, starts, members.subarray(0, at))
}

/** The full n × n pattern. */
export function densePattern(n: number): SymmetricPattern {
  const columnStarts = new Int32Array(n + 1)
  const rowIndices = new Int32Array((n * (n + 1)) / 2)
  let at = 0
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) rowIndices[at++] = i
    columnStarts[j + 1] = at
  }
  return { n, columnStarts, rowIndices }
}

/**
 * Collects each column's distinct rows below the diagonal from the lists that belong to it: column j has the lists
 * `lists[starts[j]] … `, list c the rows `rows[listStarts[c]] …`. Rows above the diagonal are left out.
 */
function collectColumns(
  n: number,
  starts: Int32Array,
  lists: Int32Array,
  listStarts: Int32Array,
  rows: Int32Array,
): SymmetricPattern {
  const columnStarts = new Int32Array(n + 1)
  const seenIn = new Int32Array(n).fill(-1)
  let rowIndices = new Int32Array(Math.max(16, 4 * n))
  let at = 0
  for (let column = 0; column < n; column++) {
    if (at + n - column > rowIndices.length) {
      const larger = new Int32Array(Math.max(2 * rowIndices.length, at + n - column))
      larger.set(rowIndices)
      rowIndices = larger
    }
    rowIndices[at++] = column
    for (let l = starts[column]; l < starts[column + 1]; l++) {
      const end = listStarts[lists[l] + 1]
      for (let e = listStarts[lists[l]]; e < end; e++) {
        const row = rows[e]
        if (row <= column || seenIn[row] === column) continue
        seenIn[row] = column
        rowIndices[at++] = row
      }
    }
    columnStarts[column + 1] = at
  }
  return sortRows({ n, columnStarts, rowIndices: rowIndices.subarray(0, at) })
}

/** Sorts the rows of every column at once, by transposing twice. */
function sortRows({ n, columnStarts, rowIndices }: SymmetricPattern): SymmetricPattern {
  const rowStarts = new Int32Array(n + 1)
  for (const row of rowIndices) rowStarts[row + 1]++
  for (let i = 0; i < n; i++) rowStarts[i + 1] += rowStarts[i]
  const columns = new Int32Array(rowIndices.length)
  const nextInRow = rowStarts.slice(0, n)
  for (let j = 0; j < n; j++) {
    for (let e = columnStarts[j]; e < columnStarts[j + 1]; e++) columns[nextInRow[rowIndices[e]]++] = j
  }
  const sorted = new Int32Array(rowIndices.length)
  const nextInColumn = columnStarts.slice(0, n)
  for (let i = 0; i < n; i++) {
    for (let e = rowStarts[i]; e < rowStarts[i + 1]; e++) sorted[nextInColumn[columns[e]]++] = i
  }
  return { n, columnStarts, rowIndices: sorted }
}

/** A place in the grid as shown: display row and display column, 0-based. */
export interface CellPosition {
  readonly row: number
  readonly column: number
}

/** One rectangle. The anchor is the active cell, the head is what Shift moves. */
export interface Selection {
  readonly anchor: CellPosition
  readonly head: CellPosition
  /** Whole rows or columns stay whole while they are extended. */
  readonly whole: 'cells' | 'rows' | 'columns' | 'all'
}

/** Inclusive bounds. */
export interface Rectangle {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** What navigation needs to know of a grid. */
export interface GridShape {
  readonly nRows: number
  readonly nColumns: number
  readonly isEmpty: (row: number, column: number) => boolean
}

export type Direction = 'up' | 'down' | 'left' | 'right'

export type Move =
  | { readonly by: 'cell' | 'edge' | 'page'; readonly direction: Direction }
  | { readonly by: 'next' | 'previous' | 'rowStart' | 'rowEnd' | 'tableStart' | 'tableEnd' }

export function cellSelection(row: number, column: number): Selection {
  return { anchor: { row, column }, head: { row, column }, whole: 'cells' }
}

export function rowSelection(from: number, to: number): Selection {
  return { anchor: { row: from, column: 0 }, head: { row: to, column: 0 }, whole: 'rows' }
}

export function columnSelection(from: number, to: number): Selection {
  return { anchor: { row: 0, column: from }, head: { row: 0, column: to }, whole: 'columns' }
}

export const everything: Selection = { anchor: { row: 0, column: 0 }, head: { row: 0, column: 0 }, whole: 'all' }

/** The cells of a selection; null in a grid without cells. */
export function rectangle({ anchor, head, whole }: Selection, { nRows, nColumns }: GridShape): Rectangle | null {
  if (nRows === 0 || nColumns === 0) return null
  const rows = whole === 'columns' || whole === 'all' ? [0, nRows - 1] : ordered(anchor.row, head.row, nRows)
  const columns =
    whole === 'rows' || whole === 'all' ? [0, nColumns - 1] : ordered(anchor.column, head.column, nColumns)
  return { top: rows[0] ?? 0, bottom: rows[1] ?? 0, left: columns[0] ?? 0, right: columns[1] ?? 0 }
}

function ordered(a: number, b: number, n: number): [number, number] {
  return [clamp(Math.min(a, b), n), clamp(Math.max(a, b), n)]
}

function clamp(at: number, n: number): number {
  return Math.max(0, Math.min(n - 1, at))
}

export function contains(box: Rectangle, row: number, column: number): boolean {
  return row >= box.top && row <= box.bottom && column >= box.left && column <= box.right
}

export function countCells(box: Rectangle): number {
  return (box.bottom - box.top + 1) * (box.right - box.left + 1)
}

/** The selection after a key. `extend`: Shift is held. `nPage`: rows of a page. */
export function moveSelection(
  selection: Selection,
  move: Move,
  extend: boolean,
  grid: GridShape,
  nPage: number,
): Selection {
  const from = extend ? selection.head : selection.anchor
  const to = target(from, move, grid, nPage)
  if (!extend) return cellSelection(to.row, to.column)
  return { ...selection, head: to, whole: selection.whole === 'all' ? 'cells' : selection.whole }
}

function target(from: CellPosition, move: Move, grid: GridShape, nPage: number): CellPosition {
  const { nRows, nColumns } = grid
  const at = (row: number, column: number): CellPosition => ({
    row: clamp(row, nRows),
    column: clamp(column, nColumns),
  })
  switch (move.by) {
    case 'next':
      return from.column < nColumns - 1 || from.row >= nRows - 1 ? at(from.row, from.column + 1) : at(from.row + 1, 0)
    case 'previous':
      return from.column > 0 || from.row <= 0 ? at(from.row, from.column - 1) : at(from.row - 1, nColumns - 1)
    case 'rowStart':
      return at(from.row, 0)
    case 'rowEnd':
      return at(from.row, nColumns - 1)
    case 'tableStart':
      return at(0, 0)
    case 'tableEnd':
      return at(nRows - 1, nColumns - 1)
    case 'edge':
      return edge(from, move.direction, grid)
    case 'cell':
    case 'page': {
      const n = move.by === 'page' ? nPage : 1
      const [dRow, dColumn] = step(move.direction)
      return at(from.row + n * dRow, from.column + n * dColumn)
    }
  }
}

function step(direction: Direction): readonly [dRow: number, dColumn: number] {
  switch (direction) {
    case 'up':
      return [-1, 0]
    case 'down':
      return [1, 0]
    case 'left':
      return [0, -1]
    case 'right':
      return [0, 1]
  }
}

/** As in a spreadsheet: the end of a run of filled cells, else the next filled cell, else the border. */
function edge(from: CellPosition, direction: Direction, { nRows, nColumns, isEmpty }: GridShape): CellPosition {
  const [dRow, dColumn] = step(direction)
  const inside = (row: number, column: number): boolean => row >= 0 && row < nRows && column >= 0 && column < nColumns
  let { row, column } = from
  if (!inside(row + dRow, column + dColumn)) return from
  const inRun = !isEmpty(row, column) && !isEmpty(row + dRow, column + dColumn)
  while (inside(row + dRow, column + dColumn)) {
    const nextIsEmpty = isEmpty(row + dRow, column + dColumn)
    if (inRun && nextIsEmpty) break
    row += dRow
    column += dColumn
    if (!inRun && !nextIsEmpty) break
  }
  return { row, column }
}

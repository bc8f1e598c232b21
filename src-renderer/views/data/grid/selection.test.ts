import { describe, expect, it } from 'vitest'
import {
  cellSelection,
  columnSelection,
  everything,
  moveSelection,
  rectangle,
  rowSelection,
  type GridShape,
  type Move,
  type Selection,
} from './selection'

/** Filled cells are x. */
const rows = ['xx.x', 'x..x', '...x', 'x..x', 'x...']
const grid: GridShape = { nRows: 5, nColumns: 4, isEmpty: (row, column) => rows[row]?.[column] !== 'x' }

const move = (from: Selection, by: Move, extend = false) => moveSelection(from, by, extend, grid, 3)
const anchorOf = ({ anchor }: Selection) => [anchor.row, anchor.column]

describe('moving in the grid', () => {
  it('stops at the borders', () => {
    expect(anchorOf(move(cellSelection(0, 0), { by: 'cell', direction: 'left' }))).toEqual([0, 0])
    expect(anchorOf(move(cellSelection(3, 2), { by: 'page', direction: 'down' }))).toEqual([4, 2])
    expect(anchorOf(move(cellSelection(3, 2), { by: 'tableEnd' }))).toEqual([4, 3])
  })

  it('goes on in the next row with Tab, and back', () => {
    expect(anchorOf(move(cellSelection(1, 3), { by: 'next' }))).toEqual([2, 0])
    expect(anchorOf(move(cellSelection(2, 0), { by: 'previous' }))).toEqual([1, 3])
    expect(anchorOf(move(cellSelection(4, 3), { by: 'next' }))).toEqual([4, 3])
    expect(anchorOf(move(cellSelection(0, 0), { by: 'previous' }))).toEqual([0, 0])
  })

  it('runs with Ctrl to the end of filled cells, then to the next filled one, then to the border', () => {
    const down: Move = { by: 'edge', direction: 'down' }
    let at = cellSelection(0, 0)
    const stops = []
    for (let k = 0; k < 3; k++) stops.push(anchorOf((at = move(at, down))))
    expect(stops).toEqual([
      [1, 0],
      [3, 0],
      [4, 0],
    ])
    expect(anchorOf(move(cellSelection(2, 1), down))).toEqual([4, 1])
    expect(anchorOf(move(cellSelection(0, 0), { by: 'edge', direction: 'right' }))).toEqual([0, 1])
  })

  it('extends from the active cell and back over it', () => {
    let selection = cellSelection(2, 2)
    selection = move(selection, { by: 'cell', direction: 'right' }, true)
    selection = move(selection, { by: 'cell', direction: 'up' }, true)
    expect(rectangle(selection, grid)).toEqual({ top: 1, bottom: 2, left: 2, right: 3 })
    expect(anchorOf(selection)).toEqual([2, 2])
    for (let k = 0; k < 3; k++) selection = move(selection, { by: 'cell', direction: 'left' }, true)
    expect(rectangle(selection, grid)).toEqual({ top: 1, bottom: 2, left: 0, right: 2 })
  })
})

describe('a selection', () => {
  it('of rows or columns spans the table', () => {
    expect(rectangle(rowSelection(3, 1), grid)).toEqual({ top: 1, bottom: 3, left: 0, right: 3 })
    expect(rectangle(columnSelection(1, 2), grid)).toEqual({ top: 0, bottom: 4, left: 1, right: 2 })
    expect(rectangle(everything, grid)).toEqual({ top: 0, bottom: 4, left: 0, right: 3 })
  })

  it('is cut to a table that became smaller, and is none in an empty one', () => {
    expect(rectangle(cellSelection(9, 9), grid)).toEqual({ top: 4, bottom: 4, left: 3, right: 3 })
    expect(rectangle(everything, { ...grid, nRows: 0 })).toBeNull()
  })
})

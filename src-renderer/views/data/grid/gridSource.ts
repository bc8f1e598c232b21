import type { Column } from '../../../../src-engine/contract'
import { cellText, isMissing } from '../../../document/tables/cellText'
import { editedRows } from '../../../document/tables/editedCells'
import type { TableView } from '../table/tableView.svelte'
import { contains, type Rectangle, type Selection } from './selection'

/** Stands in a cell without a value. */
const missingSign = '·'

const editedSets = new WeakMap<readonly number[], ReadonlySet<number>>()
const none: ReadonlySet<number> = new Set()

/**
 * What the grid's cells read when they are drawn: plain fields, taken from the view once per change, because thousands
 * of cells ask while scrolling.
 */
export class GridSource {
  readonly #columns = new Map<
    string,
    { readonly column: Column; readonly at: number; readonly edited: ReadonlySet<number> }
  >()
  #order: Int32Array | null = null
  #box: Rectangle | null = null
  #selection: Selection | null = null

  constructor(view: TableView) {
    this.takeCells(view)
    this.takeSelection(view)
  }

  takeCells({ entry, order }: TableView): void {
    this.#order = order
    this.#columns.clear()
    entry.table.columns.forEach((column, at) => {
      const rows = editedRows(entry.edited, column.id)
      let edited = rows === undefined ? none : editedSets.get(rows)
      if (edited === undefined && rows !== undefined) editedSets.set(rows, (edited = new Set(rows)))
      this.#columns.set(column.id, { column, at, edited: edited ?? none })
    })
  }

  takeSelection({ box, selection }: TableView): void {
    this.#box = box
    this.#selection = selection
  }

  /** The row of the table behind a display row. */
  row(displayRow: number): number {
    return this.#order === null ? displayRow : (this.#order[displayRow] ?? -1)
  }

  column(id: string): Column | undefined {
    return this.#columns.get(id)?.column
  }

  /** Position among the table's columns; −1 for the row numbers. */
  place(id: string): number {
    return this.#columns.get(id)?.at ?? -1
  }

  text(displayRow: number, id: string): string {
    const column = this.column(id)
    const text = column === undefined ? '' : cellText(column, this.row(displayRow))
    return text === '' ? missingSign : text
  }

  missing(displayRow: number, id: string): boolean {
    const column = this.column(id)
    return column === undefined || isMissing(column, this.row(displayRow))
  }

  edited(displayRow: number, id: string): boolean {
    return this.#columns.get(id)?.edited.has(this.row(displayRow)) === true
  }

  /** Whether a cell is in a selection of several. */
  inRange(displayRow: number, at: number): boolean {
    const box = this.#box
    if (box === null || (box.top === box.bottom && box.left === box.right)) return false
    return contains(box, displayRow, at)
  }

  /** Whether a cell is the one that takes the keys. */
  active(displayRow: number, at: number): boolean {
    const box = this.#box
    const anchor = this.#selection?.anchor
    if (box === null || anchor?.column !== at) return false
    return displayRow === Math.max(box.top, Math.min(anchor.row, box.bottom))
  }

  /** Whether a row's number is marked: whole columns mark none. */
  rowTouched(displayRow: number): boolean {
    const whole = this.#selection?.whole
    const box = this.#box
    return box !== null && whole !== 'columns' && whole !== 'all' && displayRow >= box.top && displayRow <= box.bottom
  }
}

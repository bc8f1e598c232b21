import type { Column, DataTable, ProjectTable } from '../../../../src-engine/contract'
import type { MenuAnchor } from '../../../components/menuTypes'
import { project } from '../../../document/project'
import { isMissing } from '../../../document/tables/cellText'
import {
  cellSelection,
  columnSelection,
  countCells,
  rectangle,
  type GridShape,
  type Rectangle,
  type Selection,
} from '../grid/selection'
import { rowOrder, type Filter, type Filters, type SortKey } from './rowOrder'

export type GridPopup =
  | { readonly kind: 'column-menu' | 'filter'; readonly columnId: string; readonly anchor: MenuAnchor }
  | { readonly kind: 'cell-menu'; readonly anchor: MenuAnchor }

/** How one table is shown: selection, order of rows, open panels. No part of the document. */
export class TableView {
  readonly tableId: string
  selection = $state.raw<Selection>(cellSelection(0, 0))
  sort = $state.raw<SortKey | null>(null)
  filters = $state.raw<Filters>({})
  /** Table rows in the order shown; null: all, in their own order. Edits of cells do not move rows until asked. */
  order = $state.raw<Int32Array | null>(null)
  setUpOpen = $state(false)
  /** Asks the set-up to put the cursor into the name. */
  naming = $state(false)
  /** What is open over the grid, and where. */
  popup = $state.raw<GridPopup | null>(null)
  /** Raised to ask the grid to take the keyboard focus. */
  focusRequest = $state(0)

  #last: ProjectTable

  constructor(entry: ProjectTable) {
    this.tableId = entry.table.id
    this.#last = entry
  }

  /** The table as it is now; as it was last where it has just been removed. */
  readonly entry = $derived.by(() => {
    this.#last = project.table(this.tableId) ?? this.#last
    return this.#last
  })

  get table(): DataTable {
    return this.entry.table
  }

  get nRows(): number {
    return this.order?.length ?? this.table.nRows
  }

  get shape(): GridShape {
    const { columns } = this.table
    return {
      nRows: this.nRows,
      nColumns: columns.length,
      isEmpty: (row, at) => {
        const column = columns.at(at)
        return column === undefined || isMissing(column, this.tableRow(row))
      },
    }
  }

  readonly box = $derived<Rectangle | null>(rectangle(this.selection, this.shape))

  /** The variable of the active cell. */
  readonly activeColumn = $derived<Column | undefined>(
    this.table.columns[Math.min(this.selection.anchor.column, this.table.columns.length - 1)],
  )

  /** The row of the table behind a display row. */
  tableRow(displayRow: number): number {
    return this.order === null ? displayRow : (this.order[displayRow] ?? -1)
  }

  /** Rows of the table from one display row to another, inclusive. */
  tableRows(top: number, bottom: number): Int32Array {
    if (this.order !== null) return this.order.slice(top, bottom + 1)
    return Int32Array.from({ length: Math.max(0, bottom - top + 1) }, (_, k) => top + k)
  }

  get selectedColumns(): readonly Column[] {
    return this.box === null ? [] : this.table.columns.slice(this.box.left, this.box.right + 1)
  }

  get selectedRows(): Int32Array {
    return this.box === null ? new Int32Array(0) : this.tableRows(this.box.top, this.box.bottom)
  }

  get nSelected(): number {
    return this.box === null ? 0 : countCells(this.box)
  }

  columnIndex(id: string): number {
    return this.table.columns.findIndex((column) => column.id === id)
  }

  setSort(sort: SortKey | null): void {
    this.sort = sort
    this.reorder()
  }

  /** null takes the filter away. */
  setFilter(columnId: string, filter: Filter | null): void {
    const { [columnId]: _, ...others } = this.filters
    this.filters = filter === null ? others : { ...others, [columnId]: filter }
    this.reorder()
  }

  clearOrder(): void {
    this.sort = null
    this.filters = {}
    this.reorder()
  }

  /** Sorts and filters again, e.g. after rows were inserted. */
  reorder(): void {
    this.order = rowOrder(this.table, this.sort, this.filters)
  }

  /** Opens the set-up of a variable. */
  openSetUp(columnId: string): void {
    const at = this.columnIndex(columnId)
    if (at < 0) return
    if (this.box === null || at < this.box.left || at > this.box.right || this.selection.anchor.column !== at)
      this.selection = columnSelection(at, at)
    this.setUpOpen = true
  }

  focusGrid(): void {
    this.focusRequest++
  }
}

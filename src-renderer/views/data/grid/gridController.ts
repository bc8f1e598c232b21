import { createGrid, type ColumnMovedEvent, type GridApi } from 'ag-grid-community'
import { styleNonce } from '../../../styles/nonce'
import { clearSelection, moveVariable } from '../table/actions'
import type { TableView } from '../table/tableView.svelte'
import { CellEditor } from './cellEditor'
import { columnsSignature, gridColumns, rowNumberId } from './gridColumns'
import { keyInEditor, keyOnCell, type GridAction } from './gridKeys'
import { registerGridModules } from './gridModules'
import { followPointer, type GridPlace } from './gridPointer'
import { GridSource } from './gridSource'
import { gridTheme } from './gridTheme'
import { columnSelection, everything, moveSelection, rowSelection, type CellPosition, type Move } from './selection'

registerGridModules()

/**
 * The grid widget, bound to a table's view. It holds no data: cells read the document when they are drawn. Rows are
 * never loaded either, since the rows of an infinite model that still load are drawn all the same; so a table of a
 * million rows costs as much as what is on screen.
 */
export class GridController {
  readonly #element: HTMLElement
  readonly #view: TableView
  readonly #source: GridSource
  readonly #api: GridApi
  readonly #leave: () => void
  #signature: string
  /** Whether the open editor was opened by typing. */
  #typing = false
  #onleave: () => void

  /** `onleave`: F6 was pressed, the focus should go elsewhere. */
  constructor(element: HTMLElement, view: TableView, label: string, onleave: () => void) {
    this.#element = element
    this.#view = view
    this.#onleave = onleave
    this.#source = new GridSource(view)
    this.#signature = columnsSignature(view.table)
    const nonce = styleNonce()
    this.#api = createGrid(element, {
      theme: gridTheme,
      ...(nonce !== undefined && { styleNonce: nonce }),
      columnDefs: gridColumns(view, this.#source),
      defaultColDef: {
        sortable: false,
        cellDataType: false,
        suppressHeaderMenuButton: true,
        suppressHeaderContextMenu: true,
      },
      rowModelType: 'infinite',
      datasource: { getRows: () => undefined },
      infiniteInitialRowCount: view.nRows,
      cacheBlockSize: 200,
      maxBlocksInCache: 10,
      readOnlyEdit: true,
      suppressClickEdit: true,
      suppressDragLeaveHidesColumns: true,
      suppressHeaderFocus: true,
      suppressCellFocus: false,
      suppressNoRowsOverlay: true,
      suppressMultiSort: true,
      suppressContextMenu: true,
      preventDefaultOnContextMenu: true,
      animateRows: false,
      suppressColumnMoveAnimation: true,
      enableCellTextSelection: false,
      onColumnMoved: (event) => this.#moved(event),
      onGridReady: ({ api }) => api.setRowCount(view.nRows, true),
    })
    element.querySelector('[role="grid"], [role="treegrid"]')?.setAttribute('aria-label', label)
    const keydown = (event: KeyboardEvent): void => this.#onKey(event)
    element.addEventListener('keydown', keydown, true)
    const leavePointer = followPointer(element, {
      press: (at, extend) => this.#press(at, extend),
      drag: (at) => this.#drag(at),
      doublePress: () => this.#edit(null),
      menu: (at, x, y) => this.#openMenu(at, x, y),
    })
    this.#leave = () => {
      element.removeEventListener('keydown', keydown, true)
      leavePointer()
    }
  }

  destroy(): void {
    this.#leave()
    this.#api.destroy()
  }

  /** Takes up added, deleted, moved or converted columns. */
  syncColumns(): void {
    this.#source.takeCells(this.#view)
    const signature = columnsSignature(this.#view.table)
    if (signature === this.#signature) return
    this.#signature = signature
    this.#api.setGridOption('columnDefs', gridColumns(this.#view, this.#source))
  }

  /** Draws the rows on screen anew. */
  syncRows(): void {
    this.#source.takeCells(this.#view)
    if (this.#api.getDisplayedRowCount() !== this.#view.nRows) this.#api.setRowCount(this.#view.nRows, true)
    this.#api.refreshCells({ force: true, suppressFlash: true })
  }

  /** Marks the selection in the cells on screen. */
  paint(): void {
    const source = this.#source
    source.takeSelection(this.#view)
    for (const row of this.#element.querySelectorAll('.ag-row')) {
      const rowIndex = Number(row.getAttribute('row-index'))
      for (const cell of row.querySelectorAll('.ag-cell')) {
        const at = source.place(cell.getAttribute('col-id') ?? '')
        if (at < 0) {
          cell.classList.toggle('touched', source.rowTouched(rowIndex))
          continue
        }
        const inRange = source.inRange(rowIndex, at)
        const active = source.active(rowIndex, at)
        cell.classList.toggle('in-range', inRange)
        cell.classList.toggle('active', active)
        cell.setAttribute('aria-selected', String(inRange || active))
      }
    }
  }

  /** Scrolls to where the selection was extended last. */
  reveal(): void {
    const { head, whole } = this.#view.selection
    if (whole === 'all') return
    const column = this.#view.table.columns.at(head.column)
    if (whole !== 'columns' && head.row < this.#view.nRows) this.#api.ensureIndexVisible(head.row)
    if (whole !== 'rows' && column !== undefined) this.#api.ensureColumnVisible(column.id)
  }

  /** Gives the keyboard to the active cell. */
  focus(): void {
    const { anchor, whole } = this.#view.selection
    const column = this.#view.table.columns.at(anchor.column)
    if (column === undefined || this.#view.nRows === 0 || this.#editing()) return
    const row = Math.min(
      whole === 'columns' || whole === 'all' ? this.#firstRowOnScreen() : anchor.row,
      this.#view.nRows - 1,
    )
    this.#api.setFocusedCell(row, column.id)
  }

  #firstRowOnScreen(): number {
    return Math.max(0, this.#api.getFirstDisplayedRowIndex())
  }

  #onKey(event: KeyboardEvent): void {
    const { target } = event
    if (!(target instanceof Element) || event.defaultPrevented) return
    const inEditor = target.closest('.cell-editor') !== null
    if (!inEditor && target.closest('.ag-cell') === null) return
    if (event.isComposing && inEditor) return
    const action = inEditor ? keyInEditor(event, this.#typing) : keyOnCell(event)
    if (inEditor && !event.ctrlKey && !event.metaKey) event.stopPropagation()
    if (action === null) return
    event.stopPropagation()
    if (event.key !== 'Process') event.preventDefault()
    this.#act(action)
  }

  #act(action: GridAction): void {
    const view = this.#view
    const { shape, selection } = view
    switch (action.kind) {
      case 'move':
        if (shape.nRows === 0 || shape.nColumns === 0) return
        view.selection = moveSelection(this.#landed(), action.move, action.extend, shape, this.#rowsPerPage())
        this.reveal()
        if (!action.extend) this.focus()
        return
      case 'edit':
        this.#edit(action.text)
        return
      case 'commit':
        this.#finish('commit')
        this.#step(action.then)
        return
      case 'revert':
        this.#finish('revert')
        this.focus()
        return
      case 'clear':
        clearSelection(view)
        return
      case 'selectAll':
        view.selection = everything
        return
      case 'selectRows':
        if (view.box !== null) view.selection = rowSelection(view.box.top, view.box.bottom)
        return
      case 'selectColumns':
        view.selection = columnSelection(selection.anchor.column, selection.head.column)
        return
      case 'menu':
        this.#openKeyboardMenu()
        return
      case 'setUp':
        if (view.activeColumn !== undefined) view.openSetUp(view.activeColumn.id)
        return
      case 'leave':
        this.#onleave()
    }
  }

  /** A selection of whole columns or rows is left from the cell that has the focus. */
  #landed(): TableView['selection'] {
    const { selection } = this.#view
    if (selection.whole !== 'columns' && selection.whole !== 'all') return selection
    const row = this.#api.getFocusedCell()?.rowIndex ?? 0
    return { ...selection, anchor: { ...selection.anchor, row }, head: { ...selection.head, row } }
  }

  #step(move: Move): void {
    const view = this.#view
    view.selection = moveSelection(view.selection, move, false, view.shape, 1)
    this.reveal()
    this.focus()
  }

  #rowsPerPage(): number {
    return Math.max(1, this.#api.getLastDisplayedRowIndex() - this.#api.getFirstDisplayedRowIndex() - 1)
  }

  #edit(text: string | null): void {
    const view = this.#view
    const { anchor } = view.selection
    const column = view.activeColumn
    if (column === undefined || view.nRows === 0) return
    const row = this.#landed().anchor.row
    this.#api.ensureIndexVisible(row)
    this.#api.ensureColumnVisible(column.id)
    view.selection = { anchor: { ...anchor, row }, head: { ...anchor, row }, whole: 'cells' }
    this.#typing = text !== null
    this.#api.startEditingCell({
      rowIndex: row,
      colKey: column.id,
      key: text === null ? 'F2' : text === '' ? 'Backspace' : text,
    })
  }

  #editing(): boolean {
    return this.#api.getEditingCells().length > 0
  }

  /** Closes the editor, if one is open, with its text or without. */
  #finish(how: 'commit' | 'revert'): void {
    for (const editor of this.#api.getCellEditorInstances()) if (editor instanceof CellEditor) editor[how]()
    this.#api.stopEditing(true)
  }

  #moved({ finished, column, source }: ColumnMovedEvent): void {
    if (!finished || column === null || source !== 'uiColumnMoved') return
    const order = this.#api
      .getAllGridColumns()
      .map((other) => other.getColId())
      .filter((id) => id !== rowNumberId)
    moveVariable(this.#view, column.getColId(), order.indexOf(column.getColId()))
  }

  /** A place as the DOM tells it, in terms of the selection. */
  #position({ row, columnId }: GridPlace): CellPosition {
    return { row, column: Math.max(0, this.#view.columnIndex(columnId)) }
  }

  #press(place: GridPlace, extend: boolean): void {
    const view = this.#view
    if (this.#editing()) this.#finish('commit')
    const position = this.#position(place)
    if (place.columnId === rowNumberId)
      view.selection = rowSelection(extend ? view.selection.anchor.row : place.row, place.row)
    else if (extend) view.selection = { ...view.selection, head: position, whole: 'cells' }
    else view.selection = { anchor: position, head: position, whole: 'cells' }
    this.focus()
  }

  #drag(place: GridPlace): void {
    const view = this.#view
    const { selection } = view
    const head = selection.whole === 'rows' ? { row: place.row, column: 0 } : this.#position(place)
    if (selection.head.row === head.row && selection.head.column === head.column) return
    view.selection = { ...selection, head }
    this.reveal()
  }

  #openMenu(place: GridPlace, x: number, y: number): void {
    const view = this.#view
    const position = this.#position(place)
    const { box } = view
    const inside =
      box !== null &&
      position.row >= box.top &&
      position.row <= box.bottom &&
      (place.columnId === rowNumberId
        ? view.selection.whole === 'rows'
        : position.column >= box.left && position.column <= box.right)
    if (!inside) this.#press(place, false)
    view.popup = { kind: 'cell-menu', anchor: { x, y } }
  }

  #openKeyboardMenu(): void {
    const view = this.#view
    const { activeColumn, selection } = view
    if (activeColumn === undefined) return
    if (selection.whole === 'rows') {
      const cell = this.#element.querySelector('.ag-cell-focus')?.getBoundingClientRect()
      view.popup = { kind: 'cell-menu', anchor: { x: cell?.left ?? 0, y: cell?.bottom ?? 0 } }
      return
    }
    const header = this.#element.querySelector<HTMLElement>(`.ag-header-cell[col-id="${CSS.escape(activeColumn.id)}"]`)
    if (header !== null) view.popup = { kind: 'column-menu', columnId: activeColumn.id, anchor: header }
  }
}

import type { Column } from '../../../../src-engine/contract'
import { notices } from '../../../components/notices.svelte'
import { lastChangeKey, project, undo } from '../../../document/project'
import { clearCells, setCells } from '../../../document/tables/cellCommands'
import { cellText } from '../../../document/tables/cellText'
import { addColumn, deleteColumns, duplicateColumn, moveColumn } from '../../../document/tables/columnCommands'
import { addRows, deleteRows } from '../../../document/tables/rowCommands'
import { host } from '../../../host/host'
import { t } from '../../../i18n/t'
import { planPaste, readTexts } from '../clipboard/planPaste'
import { readBlock } from '../clipboard/readBlock'
import { writeBlock, writeLargeBlock } from '../clipboard/writeBlock'
import { cellSelection, columnSelection } from '../grid/selection'
import type { TableView } from './tableView.svelte'

/** Beyond this a copy is written in slices, without HTML. */
const largeCopy = 20_000

/** Accepts a typed text. A text that is no number leaves a continuous variable's cell as it was, and says so. */
export function commitCell(view: TableView, column: Column, row: number, text: string): void {
  if (text.trim() === cellText(column, row)) return
  const { cells, nRejected } = readTexts(column, [text])
  if (nRejected > 0) {
    notices.show(t('data.notANumber', { text, name: column.name }), {
      severity: 'warning',
      key: 'cell',
      durationMs: 8000,
      action: { label: t('data.setUpVariable'), run: () => view.openSetUp(column.id) },
    })
    return
  }
  project.dispatch(setCells(view.tableId, [{ columnId: column.id, rows: [row], cells }]))
}

export function clearSelection(view: TableView, cut = false): void {
  const ids = view.selectedColumns.map((column) => column.id)
  if (ids.length > 0) project.dispatch(clearCells(view.table, ids, view.selectedRows, cut))
}

/** Puts the selection on the clipboard. `data` is that of a copy event, which must be filled at once. */
export function copySelection(view: TableView, data: DataTransfer | null): void {
  const columns = view.selectedColumns
  const rows = view.selectedRows
  if (columns.length === 0 || rows.length === 0) return
  const { whole } = view.selection
  const names = whole === 'columns' || whole === 'all'
  if (rows.length * columns.length <= largeCopy || data === null) {
    const { text, html } = writeBlock(columns, rows, names)
    if (data === null) void host.invoke('clipboard.write', { text, html })
    else {
      data.setData('text/plain', text)
      data.setData('text/html', html)
    }
    return
  }
  void writeLargeBlock(columns, rows, names).then((text) => host.invoke('clipboard.write', { text }))
}

/** Pastes at the active cell, over the selection where the block fits into it. */
export function pasteText(view: TableView, text: string): void {
  const { box, table } = view
  const at = box ?? { top: 0, bottom: 0, left: 0, right: 0 }
  const plan = planPaste(table, readBlock(text), {
    rows: view.tableRows(at.top, view.nRows - 1),
    firstColumn: at.left,
    nSelectedRows: at.bottom - at.top + 1,
    nSelectedColumns: at.right - at.left + 1,
  })
  if (plan === null) {
    notices.show(t('data.nothingToPaste'), { severity: 'warning', durationMs: 5000 })
    return
  }
  project.dispatch(plan.command)
  if (plan.nNewRows > 0) view.reorder()
  view.selection = {
    anchor: { row: at.top, column: at.left },
    head: { row: at.top + plan.nRows - 1, column: at.left + plan.nColumns - 1 },
    whole: 'cells',
  }
  if (plan.nRejected > 0)
    notices.show(t('data.pasteRejected', { n: plan.nRejected, example: plan.firstRejected, name: plan.rejectedIn }), {
      severity: 'warning',
      key: lastChangeKey,
      action: { label: t('shell.undo'), run: undo },
    })
  else if (plan.headerSkipped) notices.show(t('data.pasteHeader'))
}

/** Inserts as many rows as are selected. */
export function insertRowsAt(view: TableView, where: 'above' | 'below' | 'end'): void {
  const { box } = view
  const count = where === 'end' || box === null ? 1 : box.bottom - box.top + 1
  const display = where === 'end' || box === null ? view.nRows : where === 'above' ? box.top : box.bottom + 1
  const at =
    where === 'end' || box === null
      ? view.table.nRows
      : where === 'above'
        ? view.tableRow(box.top)
        : view.tableRow(box.bottom) + 1
  project.dispatch(addRows(view.tableId, at, count))
  view.reorder()
  view.selection = {
    anchor: { row: display, column: view.selection.anchor.column },
    head: { row: display + count - 1, column: view.selection.anchor.column },
    whole: view.selection.whole === 'rows' ? 'rows' : 'cells',
  }
  view.focusGrid()
}

export function deleteSelectedRows(view: TableView): void {
  const { box } = view
  if (box === null) return
  project.dispatch(deleteRows(view.tableId, [...view.selectedRows]))
  view.reorder()
  view.selection = cellSelection(Math.max(0, Math.min(box.top, view.nRows - 1)), view.selection.anchor.column)
  view.focusGrid()
}

/** Inserts an empty variable and shows its set-up. */
export function insertColumnAt(view: TableView, at: number): void {
  project.dispatch(addColumn(view.table, at, { name: `V${view.table.columns.length + 1}` }))
  view.selection = columnSelection(at, at)
  view.setUpOpen = true
  view.naming = true
}

export function duplicateVariable(view: TableView, column: Column): void {
  const at = view.columnIndex(column.id)
  project.dispatch(duplicateColumn(view.table, column))
  view.selection = columnSelection(at + 1, at + 1)
}

export function deleteSelectedColumns(view: TableView): void {
  const { box, selectedColumns } = view
  if (box === null) return
  project.dispatch(
    deleteColumns(
      view.tableId,
      selectedColumns.map((column) => column.id),
    ),
  )
  view.reorder()
  view.selection = cellSelection(box.top, Math.max(0, Math.min(box.left, view.table.columns.length - 1)))
  view.focusGrid()
}

export function moveVariable(view: TableView, columnId: string, to: number): void {
  const column = view.table.columns.find((other) => other.id === columnId)
  if (column !== undefined) project.dispatch(moveColumn(view.tableId, column, to))
}

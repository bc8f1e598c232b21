import type { ColDef } from 'ag-grid-community'
import type { Column } from '../../../../src-engine/contract'
import { cellText } from '../../../document/tables/cellText'
import { commitCell } from '../table/actions'
import type { TableView } from '../table/tableView.svelte'
import { CellEditor, type CellEditorParams } from './cellEditor'
import { CornerComponent } from './cornerComponent'
import type { GridSource } from './gridSource'
import { HeaderComponent, type HeaderParams } from './headerComponent'

/** The column of row numbers. */
export const rowNumberId = '#row'

/** Definitions of the grid's columns. Values are read when they are drawn, so only the set of columns matters here. */
export function gridColumns(view: TableView, source: GridSource): ColDef[] {
  return [rowNumbers(view, source), ...view.table.columns.map((column) => dataColumn(view, source, column))]
}

/** Changes where `gridColumns` would return something else. */
export function columnsSignature({ columns, nRows }: TableView['table']): string {
  return [String(nRows).length, ...columns.map((column) => `${column.id} ${column.kind}`)].join('\n')
}

function rowNumbers(view: TableView, source: GridSource): ColDef {
  const nDigits = String(view.table.nRows).length
  return {
    colId: rowNumberId,
    headerName: '',
    pinned: 'left',
    lockPinned: true,
    lockPosition: 'left',
    suppressMovable: true,
    resizable: false,
    width: Math.max(40, 16 + 7 * nDigits),
    cellClass: 'row-number',
    cellClassRules: { touched: ({ rowIndex }) => source.rowTouched(rowIndex) },
    valueGetter: ({ node }) => source.row(node?.rowIndex ?? -1) + 1,
    headerComponent: CornerComponent,
    headerComponentParams: { view } satisfies HeaderParams,
  }
}

function dataColumn(view: TableView, source: GridSource, column: Column): ColDef {
  const { id, name, kind } = column
  return {
    colId: id,
    headerName: name,
    initialWidth: startWidth(column),
    minWidth: 56,
    editable: true,
    ...(kind === 'numeric' && { cellClass: 'numeric' }),
    cellClassRules: {
      missing: ({ rowIndex }) => source.missing(rowIndex, id),
      edited: ({ rowIndex }) => source.edited(rowIndex, id),
      'in-range': ({ rowIndex }) => source.inRange(rowIndex, source.place(id)),
      active: ({ rowIndex }) => source.active(rowIndex, source.place(id)),
    },
    valueGetter: ({ node }) => source.text(node?.rowIndex ?? -1, id),
    headerComponent: HeaderComponent,
    headerComponentParams: { view } satisfies HeaderParams,
    cellEditor: CellEditor,
    cellEditorParams: {
      tableRow: (displayRow) => source.row(displayRow),
      startText: (row) => {
        const column = source.column(id)
        return column === undefined ? '' : cellText(column, row)
      },
      commit: (row, text) => {
        const column = view.table.columns.find((other) => other.id === id)
        if (column !== undefined && row >= 0 && row < view.table.nRows) commitCell(view, column, row, text)
      },
      suggestions: () => {
        const column = source.column(id)
        return column?.kind === 'factor' ? column.levels : []
      },
      label: (row) => `${source.column(id)?.name ?? ''} ${row + 1}`,
    } satisfies CellEditorParams,
  }
}

/** Wide enough for the name and the first values, as far as that is reasonable. */
function startWidth(column: Column): number {
  let longest = 0
  const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
  for (let row = 0; row < Math.min(nRows, nRowsMeasured); row++)
    longest = Math.max(longest, cellText(column, row).length)
  return Math.max(88, Math.min(260, Math.max(46 + 8 * column.name.length, 24 + 7.5 * longest)))
}

const nRowsMeasured = 60

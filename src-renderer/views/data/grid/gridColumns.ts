import type { CellClassParams, ColDef, ValueGetterParams } from 'ag-grid-community'
import type { Column } from '../../../../src-engine/contract'
import { cellText, isMissing } from '../../../document/tables/cellText'
import type { TableView } from '../table/tableView.svelte'
import { CellEditor, type CellEditorParams } from './cellEditor'
import { HeaderComponent, type HeaderParams } from './headerComponent'
import { CornerComponent } from './cornerComponent'

/** The column of row numbers. */
export const rowNumberId = '#row'

/** Stands in a cell without a value. */
const missingSign = '·'

/** Definitions of the grid's columns. Values are read when they are shown, so only the set of columns matters here. */
export function gridColumns(view: TableView): ColDef[] {
  return [rowNumbers(view), ...view.table.columns.map((column) => dataColumn(view, column))]
}

/** Changes where `gridColumns` would return something else. */
export function columnsSignature(columns: readonly Column[]): string {
  return columns.map((column) => `${column.id} ${column.kind}`).join('\n')
}

function rowNumbers(view: TableView): ColDef {
  const nDigits = String(view.table.nRows).length
  return {
    colId: rowNumberId,
    headerName: '',
    pinned: 'left',
    lockPinned: true,
    lockPosition: 'left',
    suppressMovable: true,
    resizable: false,
    width: Math.max(40, 20 + 8 * nDigits),
    cellClass: 'row-number',
    cellClassRules: { touched: (params) => inRows(view, params.rowIndex) },
    valueGetter: ({ node }) => view.tableRow(node?.rowIndex ?? -1) + 1,
    headerComponent: CornerComponent,
    headerComponentParams: { view } satisfies HeaderParams,
  }
}

function dataColumn(view: TableView, { id, name, kind }: Column): ColDef {
  // Found again after every change: columns are replaced, not changed.
  let known: readonly Column[] | null = null
  let found: Column | undefined
  const current = (): Column | undefined => {
    if (known !== view.table.columns) {
      known = view.table.columns
      found = known.find((column) => column.id === id)
    }
    return found
  }
  const rowOf = ({ node }: { node: { rowIndex: number | null } | null }): number => view.tableRow(node?.rowIndex ?? -1)
  return {
    colId: id,
    headerName: name,
    initialWidth: Math.max(88, Math.min(220, 64 + 7 * name.length)),
    minWidth: 56,
    editable: true,
    cellClass: kind === 'numeric' ? 'numeric' : undefined,
    cellClassRules: {
      missing: (params) => {
        const column = current()
        return column === undefined || isMissing(column, rowOf(params))
      },
      edited: (params) => editedRows(view, id).has(rowOf(params)),
      ...rangeRules(view, id),
    },
    valueGetter: (params: ValueGetterParams) => {
      const column = current()
      if (column === undefined) return ''
      const text = cellText(column, rowOf(params))
      return text === '' ? missingSign : text
    },
    headerComponent: HeaderComponent,
    headerComponentParams: { view } satisfies HeaderParams,
    cellEditor: CellEditor,
    cellEditorParams: {
      startText: (rowIndex) => {
        const column = current()
        return column === undefined ? '' : cellText(column, view.tableRow(rowIndex))
      },
      suggestions: () => {
        const column = current()
        return column?.kind === 'factor' ? column.levels : []
      },
      label: (rowIndex) => `${current()?.name ?? ''} ${view.tableRow(rowIndex) + 1}`,
    } satisfies CellEditorParams,
  }
}

const editedSets = new WeakMap<readonly number[], ReadonlySet<number>>()
const none: ReadonlySet<number> = new Set()

function editedRows(view: TableView, columnId: string): ReadonlySet<number> {
  const rows = view.entry.edited[columnId]
  if (rows === undefined) return none
  let set = editedSets.get(rows)
  if (set === undefined) editedSets.set(rows, (set = new Set(rows)))
  return set
}

function inRows(view: TableView, row: number): boolean {
  return view.box !== null && row >= view.box.top && row <= view.box.bottom
}

/** Classes of a cell in the selection, by display position. The grid asks for new cells, `paint` for those on screen. */
export function rangeClasses(view: TableView, row: number, at: number): Readonly<Record<RangeClass, boolean>> {
  const { box } = view
  const { anchor } = view.selection
  const inside = box !== null && row >= box.top && row <= box.bottom && at >= box.left && at <= box.right
  const single = box !== null && box.top === box.bottom && box.left === box.right
  return {
    'in-range': inside && !single,
    'range-top': inside && row === box.top,
    'range-bottom': inside && row === box.bottom,
    'range-left': inside && at === box.left,
    'range-right': inside && at === box.right,
    active: inside && row === Math.max(box.top, Math.min(anchor.row, box.bottom)) && at === anchor.column,
  }
}

type RangeClass = 'in-range' | 'range-top' | 'range-bottom' | 'range-left' | 'range-right' | 'active'
export const rangeClassNames: readonly RangeClass[] = [
  'in-range',
  'range-top',
  'range-bottom',
  'range-left',
  'range-right',
  'active',
]

function rangeRules(view: TableView, id: string): Record<RangeClass, (params: CellClassParams) => boolean> {
  const rule =
    (name: RangeClass) =>
    ({ rowIndex }: CellClassParams): boolean =>
      rangeClasses(view, rowIndex, view.columnIndex(id))[name]
  return Object.fromEntries(rangeClassNames.map((name) => [name, rule(name)])) as Record<
    RangeClass,
    (params: CellClassParams) => boolean
  >
}

import type { MenuAnchor, MenuItem } from '../../../components/menuTypes'
import { t } from '../../../i18n/t'
import { deleteSelectedColumns, duplicateVariable, insertColumnAt, moveVariable } from '../table/actions'
import type { TableView } from '../table/tableView.svelte'
import { columnSelection } from './selection'

/** What can be done with a variable from its header. */
export function columnMenu(view: TableView, columnId: string, anchor: MenuAnchor): MenuItem[] {
  const at = view.columnIndex(columnId)
  const column = view.table.columns.find((other) => other.id === columnId)
  if (column === undefined) return []
  const { sort, box } = view
  const sorted = sort?.columnId === columnId ? (sort.descending ? 'down' : 'up') : null
  const nSelected =
    box !== null && view.selection.whole === 'columns' && at >= box.left && at <= box.right
      ? box.right - box.left + 1
      : 1
  const filtered = view.filters[columnId] !== undefined
  return [
    { label: t('data.setUpEllipsis'), icon: 'settings', shortcut: 'Alt+Enter', run: () => view.openSetUp(columnId) },
    {
      label: t('data.renameEllipsis'),
      icon: 'pencil',
      run: () => {
        view.openSetUp(columnId)
        view.naming = true
      },
    },
    { kind: 'separator' },
    {
      label: t('data.sortAscending'),
      icon: 'sortAscending',
      ...(sorted === 'up' && { checked: true }),
      run: () => view.setSort({ columnId, descending: false }),
    },
    {
      label: t('data.sortDescending'),
      icon: 'sortDescending',
      ...(sorted === 'down' && { checked: true }),
      run: () => view.setSort({ columnId, descending: true }),
    },
    ...(sort === null ? [] : [{ label: t('data.sortNone'), run: () => view.setSort(null) }]),
    { label: t('data.filterEllipsis'), icon: 'filter', run: () => (view.popup = { kind: 'filter', columnId, anchor }) },
    ...(filtered ? [{ label: t('data.filterClear'), run: () => view.setFilter(columnId, null) }] : []),
    { kind: 'separator' },
    { label: t('data.insertLeft'), icon: 'plus', run: () => insertColumnAt(view, at) },
    { label: t('data.insertRight'), run: () => insertColumnAt(view, at + 1) },
    { label: t('data.duplicate'), icon: 'duplicate', run: () => duplicateVariable(view, column) },
    {
      label: t('data.moveLeft'),
      icon: 'chevronLeft',
      disabled: at === 0,
      run: () => moveVariable(view, columnId, at - 1),
    },
    {
      label: t('data.moveRight'),
      icon: 'chevronRight',
      disabled: at === view.table.columns.length - 1,
      run: () => moveVariable(view, columnId, at + 1),
    },
    { kind: 'separator' },
    {
      label: t('data.deleteVariables', { n: nSelected }),
      icon: 'trash',
      danger: true,
      run: () => {
        if (nSelected === 1) view.selection = columnSelection(at, at)
        deleteSelectedColumns(view)
      },
    },
  ]
}

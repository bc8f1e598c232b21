import type { MenuItem } from '../../../components/menuTypes'
import { host } from '../../../host/host'
import { t } from '../../../i18n/t'
import { clearSelection, copySelection, deleteSelectedRows, insertRowsAt, pasteText } from '../table/actions'
import type { TableView } from '../table/tableView.svelte'

/** What can be done with the selected cells. */
export function cellMenu(view: TableView): MenuItem[] {
  const { box, activeColumn } = view
  const nRows = box === null ? 0 : box.bottom - box.top + 1
  return [
    {
      label: t('data.cut'),
      shortcut: 'Ctrl+X',
      run: () => {
        copySelection(view, null)
        clearSelection(view, true)
      },
    },
    { label: t('data.copy'), icon: 'copy', shortcut: 'Ctrl+C', run: () => copySelection(view, null) },
    {
      label: t('data.paste'),
      icon: 'paste',
      shortcut: 'Ctrl+V',
      run: () => void host.invoke('clipboard.readText', null).then((text) => pasteText(view, text)),
    },
    { label: t('data.clear'), shortcut: 'Delete', run: () => clearSelection(view) },
    { kind: 'separator' },
    { label: t('data.insertRowsAbove', { n: nRows }), icon: 'plus', run: () => insertRowsAt(view, 'above') },
    { label: t('data.insertRowsBelow', { n: nRows }), run: () => insertRowsAt(view, 'below') },
    { label: t('data.deleteRows', { n: nRows }), icon: 'trash', danger: true, run: () => deleteSelectedRows(view) },
    { kind: 'separator' },
    {
      label: t('data.setUpNamed', { name: activeColumn?.name ?? '' }),
      icon: 'settings',
      disabled: activeColumn === undefined,
      run: () => {
        if (activeColumn !== undefined) view.openSetUp(activeColumn.id)
      },
    },
  ]
}

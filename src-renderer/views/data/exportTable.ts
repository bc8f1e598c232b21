import { notices } from '../../components/notices.svelte'
import { engine } from '../../engine/engine.svelte'
import { isUnwanted } from '../../engine/engineFailure'
import { failureText } from '../../host/failureText'
import { host, isHostFailure } from '../../host/host'
import { t } from '../../i18n/t'
import type { DataTable } from '../../../src-engine/contract'

/** Writes a table as CSV to a file that the user chooses. */
export async function exportTable(table: DataTable): Promise<void> {
  try {
    const bytes = await engine.request('export.csv', { tableId: table.id, version: table.version })
    const saved = await host.invoke('files.saveExport', { suggestedName: `${table.name}.csv`, kind: 'csv', bytes })
    if (saved === null) return
    if (isHostFailure(saved)) notices.show(failureText(saved, table.name), { severity: 'error' })
    else notices.show(t('data.exported', { name: saved.name }), { severity: 'success' })
  } catch (error) {
    if (isUnwanted(error)) return
    notices.show(t('shell.engineBug', { detail: error instanceof Error ? error.message : String(error) }), {
      severity: 'error',
    })
  }
}

import type { TableBlock } from '../../../src-engine/contract'
import { host } from '../../host/host'
import { clipboardTable } from './tableClipboard'

/** Puts a table on the clipboard for spreadsheets and word processors. */
export async function copyTable(block: TableBlock): Promise<void> {
  await host.invoke('clipboard.write', clipboardTable(block))
}

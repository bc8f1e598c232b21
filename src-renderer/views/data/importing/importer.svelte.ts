import type { ImportPreview, ReadOptions, TableSource } from '../../../../src-engine/contract'
import { importSentence } from '../../../../src-engine/report/messages'
import { notices } from '../../../components/notices.svelte'
import { newId } from '../../../document/newId'
import { project } from '../../../document/project'
import { addTable } from '../../../document/tables/tableCommands'
import { workspace } from '../../../document/workspace.svelte'
import { engine } from '../../../engine/engine.svelte'
import { isUnwanted } from '../../../engine/engineFailure'
import { failureText } from '../../../host/failureText'
import { host, isHostFailure } from '../../../host/host'
import { t } from '../../../i18n/t'

/** Bytes to be read as a table, and where they came from. */
export interface ImportSource {
  readonly kind: Extract<TableSource['kind'], 'file' | 'paste'>
  readonly name: string
  readonly bytes: Uint8Array
}

const nPreviewRows = 50

/** The import dialog's state: what was detected, what the user overruled. */
class Importer {
  source = $state.raw<ImportSource | null>(null)
  preview = $state.raw<ImportPreview | null>(null)
  /** What the user chose; everything else is detected. */
  chosen = $state.raw<Partial<ReadOptions>>({})
  tableName = $state('')
  reading = $state(false)
  /** Why there is no preview, as a sentence. */
  failure = $state<string | null>(null)

  readonly open = $derived(this.source !== null)
  readonly problems = $derived(this.preview?.problems ?? [])
  /** Whether nothing stands in the way of importing. */
  readonly ready = $derived(
    this.preview !== null &&
      this.failure === null &&
      !this.reading &&
      this.preview.columns.length > 0 &&
      !this.preview.problems.some((problem) => problem.severity === 'error'),
  )

  /** Opens the dialog with a first preview. */
  async start(source: ImportSource): Promise<void> {
    this.source = source
    this.preview = null
    this.chosen = {}
    this.tableName = source.name.replace(/\.[^.]+$/, '')
    await this.#refresh()
  }

  close(): void {
    this.source = null
    this.preview = null
    this.failure = null
    this.reading = false
  }

  /** Overrules how the file is read. Corrections by position do not outlive a change of the positions. */
  async choose(options: Partial<ReadOptions>): Promise<void> {
    const moved = 'delimiter' in options || 'quote' in options || 'header' in options || 'encoding' in options
    const { types: _types, names: _names, ...kept } = this.chosen
    this.chosen = { ...(moved ? kept : this.chosen), ...options }
    await this.#refresh()
  }

  /** Reads the whole file and adds the table to the project. */
  async accept(): Promise<void> {
    const { source, preview } = this
    if (source === null || preview === null) return
    this.reading = true
    try {
      const tableId = newId('t')
      const name = this.tableName.trim() === '' ? source.name : this.tableName.trim()
      const result = await engine.request('import.read', {
        tableId,
        name,
        bytes: source.bytes,
        options: preview.options,
      })
      if (this.source !== source) return
      if (result.table === null) {
        this.failure = result.problems.map((problem) => importSentence(problem)).join(' ')
        return
      }
      project.dispatch(addTable(result.table, { kind: source.kind, name: source.name }))
      showTable(tableId)
      this.close()
    } catch (error) {
      this.failure = isUnwanted(error) ? null : t('shell.engineBug', { detail: messageOf(error) })
    } finally {
      this.reading = false
    }
  }

  async #refresh(): Promise<void> {
    const { source } = this
    if (source === null) return
    this.reading = true
    try {
      const preview = await engine.request(
        'import.preview',
        { name: source.name, bytes: source.bytes, options: this.chosen, nPreviewRows },
        { topic: 'import.preview' },
      )
      if (this.source !== source) return
      this.preview = preview
      this.failure = null
      this.reading = false
    } catch (error) {
      if (isUnwanted(error)) return
      this.failure = t('shell.engineBug', { detail: messageOf(error) })
      this.reading = false
    }
  }
}

export const importer = new Importer()

/** Asks for a data file and opens it in the import dialog. */
export async function openData(): Promise<void> {
  const opened = await host.invoke('files.chooseData', null)
  if (opened === null) return
  if (isHostFailure(opened)) notices.show(failureText(opened, t('shell.startOpenData')), { severity: 'error' })
  else await importer.start({ kind: 'file', name: opened.file.name, bytes: opened.bytes })
}

/** Opens the text on the clipboard in the import dialog. */
export async function openClipboard(text: string): Promise<void> {
  if (text.trim() === '') notices.show(t('shell.pasteNothing'), { severity: 'warning' })
  else await importer.start({ kind: 'paste', name: t('data.pastedTable'), bytes: new TextEncoder().encode(text) })
}

/** Adds one of the sample tables as it is. */
export async function openSample(id: string): Promise<void> {
  try {
    const { entry, bytes } = await host.invoke('samples.read', { id })
    const tableId = newId('t')
    const result = await engine.request('import.read', { tableId, name: entry.id, bytes, options: {} })
    if (result.table === null) {
      notices.show(result.problems.map((problem) => importSentence(problem)).join(' '), { severity: 'error' })
      return
    }
    project.dispatch(addTable(result.table, { kind: 'sample', name: entry.title, note: entry.provenance }))
    showTable(tableId)
  } catch (error) {
    if (!isUnwanted(error)) notices.show(t('shell.engineBug', { detail: messageOf(error) }), { severity: 'error' })
  }
}

function showTable(tableId: string): void {
  workspace.tableId = tableId
  workspace.choosing = false
  workspace.view = 'data'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

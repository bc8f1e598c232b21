import { app, dialog, type BrowserWindow } from 'electron'
import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { FileRef, HostFailure, OpenedFile, ThemeChoice } from '../src-engine/contract'
import { copyImage, copyText, readText } from './clipboard'
import { atomicWrite } from './files/atomicWrite'
import { fileFailure } from './files/fileFailure'
import type { FileTokens } from './files/fileTokens'
import type { JsonStore } from './files/jsonStore'
import type { RecentFiles } from './files/recentFiles'
import type { Recovery } from './files/recovery'
import type { Samples } from './files/samples'
import type { HostHandlers } from './hostDispatch'
import type { PdfPrinter } from './pdf'
import type { Settings } from './settings'

const projectExtension = '.henderson'
const projectFilter = { name: 'Henderson projects', extensions: ['henderson'] }
const dataFilter = { name: 'Data (CSV, TSV, text)', extensions: ['csv', 'tsv', 'tab', 'txt', 'dat'] }
const allFiles = { name: 'All files', extensions: ['*'] }
const exportNames = { pdf: 'PDF', html: 'Web page', csv: 'CSV', svg: 'SVG drawing', png: 'PNG image' }

export interface HostServices {
  readonly window: () => BrowserWindow | null
  readonly tokens: FileTokens
  readonly recent: RecentFiles
  readonly recovery: Recovery
  readonly samples: Samples
  readonly printer: PdfPrinter
  readonly settings: JsonStore<Settings>
  readonly setDocument: (title: string, dirty: boolean) => void
  readonly closeNow: () => void
  readonly setTheme: (theme: ThemeChoice) => void
  readonly restartEngine: () => void
}

/** Reads a file that the user named by dialog, drop, menu or command line, and remembers it as recent. */
export async function openPath(services: HostServices, path: string): Promise<OpenedFile | HostFailure> {
  try {
    const bytes = await readFile(path)
    const file = services.tokens.refer(path)
    await services.recent.add(path, new Date())
    return { file, bytes }
  } catch (error) {
    return fileFailure(error)
  }
}

/** What main does for the window. Dialogs, files and the system; no document and no statistics. */
export function createHostHandlers(services: HostServices): HostHandlers {
  const { tokens, recent, recovery, samples } = services

  const chooseOpen = async (
    title: string,
    filters: Electron.FileFilter[],
  ): Promise<OpenedFile | HostFailure | null> => {
    const options: Electron.OpenDialogOptions = { title, filters: [...filters, allFiles], properties: ['openFile'] }
    const window = services.window()
    const chosen = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    const path = chosen.filePaths.at(0)
    return chosen.canceled || path === undefined ? null : openPath(services, path)
  }

  const chooseSave = async (suggestedName: string, filter: Electron.FileFilter): Promise<string | null> => {
    const extension = `.${filter.extensions.at(0) ?? ''}`
    const options: Electron.SaveDialogOptions = {
      defaultPath: join(app.getPath('documents'), basename(suggestedName)),
      filters: [filter],
    }
    const window = services.window()
    const chosen = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
    if (chosen.canceled || chosen.filePath === '') return null
    return extname(chosen.filePath) === '' ? chosen.filePath + extension : chosen.filePath
  }

  const write = async (path: string, bytes: Uint8Array): Promise<FileRef | HostFailure> => {
    try {
      await atomicWrite(path, bytes)
      return tokens.refer(path)
    } catch (error) {
      return fileFailure(error)
    }
  }

  return {
    'files.chooseData': () => chooseOpen('Import Data', [dataFilter]),
    'files.chooseProject': () => chooseOpen('Open Project', [projectFilter]),
    'files.open': ({ token }) => {
      const path = tokens.pathOf(token)
      return path === null ? { failed: true, code: 'not-found', detail: '' } : openPath(services, path)
    },
    async 'files.saveProject'({ token, suggestedName, bytes }) {
      const known = token === null ? null : tokens.pathOf(token)
      // A project never overwrites the data file it was imported from.
      const isProject = known !== null && extname(known).toLowerCase() === projectExtension
      const path = isProject ? known : await chooseSave(suggestedName, projectFilter)
      if (path === null) return null
      const written = await write(path, bytes)
      if (!('failed' in written)) await recent.add(path, new Date())
      return written
    },
    async 'files.saveExport'({ suggestedName, kind, bytes }) {
      const path = await chooseSave(suggestedName, { name: exportNames[kind], extensions: [kind] })
      return path === null ? null : write(path, bytes)
    },
    'files.recent': () =>
      recent.list().map(({ path, openedAt, exists }) => ({ ...tokens.refer(path), openedAt, exists })),
    async 'files.clearRecent'() {
      await recent.clear()
      return null
    },
    'samples.list': () => samples.list(),
    'samples.read': ({ id }) => samples.read(id),
    'pdf.render': ({ html }) => services.printer.print(html),
    async 'recovery.write'({ name, bytes }) {
      try {
        await recovery.write(name, bytes, new Date())
        return null
      } catch (error) {
        return fileFailure(error)
      }
    },
    'recovery.read': () => recovery.read(),
    async 'recovery.clear'() {
      await recovery.clear()
      return null
    },
    'window.setDocument': ({ title, dirty }) => {
      services.setDocument(title, dirty)
      return null
    },
    async 'window.confirmDiscard'({ name }) {
      const options: Electron.MessageBoxOptions = {
        type: 'warning',
        title: 'Henderson',
        message: `Do you want to save the changes to “${name}”?`,
        detail: 'Your changes will be lost if you do not save them.',
        buttons: ['Save', 'Don’t Save', 'Cancel'],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      }
      const window = services.window()
      const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
      return response === 0 ? 'save' : response === 1 ? 'discard' : 'cancel'
    },
    'window.closeNow': () => {
      services.closeNow()
      return null
    },
    'theme.get': () => services.settings.get().theme,
    'theme.set': ({ theme }) => {
      services.setTheme(theme)
      return null
    },
    'engine.restart': () => {
      services.restartEngine()
      return null
    },
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      platform: `${process.platform}-${process.arch}`,
    }),
    async 'clipboard.writeImage'({ png }) {
      await copyImage(png)
      return null
    },
    'clipboard.readText': () => readText(),
    async 'clipboard.write'({ text, html }) {
      await copyText(text, html)
      return null
    },
  }
}

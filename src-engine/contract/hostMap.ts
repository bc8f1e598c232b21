/** What the renderer may ask of main. The preload exposes `window.henderson` with exactly this. */

export interface FileRef {
  /** Opaque to the renderer: a token of a file that the user chose; main keeps the path. */
  readonly token: string
  /** Base name for display. */
  readonly name: string
  /** Folder for display. */
  readonly folder: string
}

export interface OpenedFile {
  readonly file: FileRef
  readonly bytes: Uint8Array
}

export type HostFailure = {
  readonly failed: true
  readonly code: 'not-found' | 'no-permission' | 'disk-full' | 'too-large' | 'other'
  readonly detail: string
}

export interface RecentFile extends FileRef {
  readonly openedAt: string
  readonly exists: boolean
}

export interface SampleEntry {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly provenance: string
  readonly nRows: number
  readonly nColumns: number
  /** A formula that shows what the data are for. */
  readonly formula: string
  readonly file: string
}

export type ThemeChoice = 'system' | 'light' | 'dark'

export interface HostMap {
  'files.chooseData': { params: null; result: OpenedFile | HostFailure | null }
  'files.chooseProject': { params: null; result: OpenedFile | HostFailure | null }
  /** Re-reads a file the user chose earlier (recent, dropped). */
  'files.open': { params: { token: string }; result: OpenedFile | HostFailure }
  /** Writes atomically. Without a token, asks where. null: the user changed their mind. */
  'files.saveProject': {
    params: { token: string | null; suggestedName: string; bytes: Uint8Array }
    result: FileRef | HostFailure | null
  }
  'files.saveExport': {
    params: { suggestedName: string; kind: 'pdf' | 'html' | 'csv' | 'svg' | 'png'; bytes: Uint8Array }
    result: FileRef | HostFailure | null
  }
  'files.recent': { params: null; result: readonly RecentFile[] }
  'files.clearRecent': { params: null; result: null }
  'samples.list': { params: null; result: readonly SampleEntry[] }
  'samples.read': { params: { id: string }; result: { entry: SampleEntry; bytes: Uint8Array } }
  /** Renders a self-contained page to PDF in a hidden window without scripts. */
  'pdf.render': { params: { html: string }; result: Uint8Array }
  /** Autosave: main keeps the latest copy outside the project's folder. */
  'recovery.write': { params: { name: string; bytes: Uint8Array }; result: null | HostFailure }
  'recovery.read': { params: null; result: { name: string; savedAt: string; bytes: Uint8Array } | null }
  'recovery.clear': { params: null; result: null }
  'window.setDocument': { params: { title: string; dirty: boolean }; result: null }
  /** Asks Save / Don't save / Cancel in a native dialog. */
  'window.confirmDiscard': { params: { name: string }; result: 'save' | 'discard' | 'cancel' }
  /** Answer to `close-requested`. */
  'window.closeNow': { params: null; result: null }
  'theme.get': { params: null; result: ThemeChoice }
  'theme.set': { params: { theme: ThemeChoice }; result: null }
  /** The engine did not answer a cancel in time: kill it and start another; a new port follows. */
  'engine.restart': { params: null; result: null }
  'app.info': { params: null; result: { version: string; electron: string; chrome: string; platform: string } }
  'clipboard.writeImage': { params: { png: Uint8Array }; result: null }
  /** Plain text on the clipboard; the page itself may not read it without a paste of the user. */
  'clipboard.readText': { params: null; result: string }
  'clipboard.write': { params: { text: string; html?: string }; result: null }
}

export type HostMethod = keyof HostMap
export type HostParams<M extends HostMethod> = HostMap[M]['params']
export type HostResult<M extends HostMethod> = HostMap[M]['result']

export type MenuCommand =
  | 'new'
  | 'open'
  | 'save'
  | 'save-as'
  | 'import'
  | 'export-pdf'
  | 'export-html'
  | 'export-csv'
  | 'undo'
  | 'redo'
  | 'view-data'
  | 'view-models'
  | 'view-report'
  | 'samples'
  | 'shortcuts'
  | 'about'

/** What main tells the renderer unasked. */
export interface HostEventMap {
  menu: { readonly command: MenuCommand }
  /** A file dropped, given on the command line, or chosen under Recent. */
  'open-file': OpenedFile
  'engine-died': { readonly reason: 'crashed' | 'killed' | 'unresponsive'; readonly exitCode: number | null }
  'engine-started': { readonly pid: number }
  'close-requested': null
  'theme-changed': { readonly dark: boolean }
}

export type HostEvent = keyof HostEventMap

/** `window.henderson` in the renderer. The engine's MessagePort arrives by window.postMessage with `enginePortMessage` as data. */
export interface HendersonBridge {
  invoke<M extends HostMethod>(method: M, params: HostParams<M>): Promise<HostResult<M>>
  on<E extends HostEvent>(event: E, listener: (payload: HostEventMap[E]) => void): () => void
  /** Token and bytes of a dropped File. */
  openDropped(file: unknown): Promise<OpenedFile | HostFailure>
}

export const enginePortMessage = 'henderson:engine-port'

import {
  emptyProject,
  type FileRef,
  type HostFailure,
  type OpenedFile,
  type ProjectDocument,
  type ProjectNotice,
} from '../../src-engine/contract'
import { isHostFailure } from '../host/host'
import { Autosave, type AutosaveTiming } from './autosave'
import { projectExtension, projectNameOf, safeFileName } from './fileNames'
import { messageOf } from './messageOf'
import type { LifecyclePorts } from './ports'

export interface PendingRecovery {
  readonly name: string
  /** ISO 8601. */
  readonly savedAt: string
}

export interface LifecycleState {
  /** Where Save writes; null until a place was chosen. */
  readonly file: FileRef | null
  /** The file's name without its extension, else the document's, else the word for a project without a name. */
  readonly name: string
  readonly dirty: boolean
  /** The file must not be written over: it is of a newer format, or damaged. */
  readonly readOnly: boolean
  readonly notices: readonly ProjectNotice[]
  readonly activity: 'idle' | 'opening' | 'saving' | 'exporting'
  /** Unsaved work of an earlier session that waits for a decision. */
  readonly recovery: PendingRecovery | null
}

/**
 * New, open, save, close and recovery of one project. Requests run one after another, so that a second click or a
 * closing window never meets a half-opened project. The document and the file system are reached through ports.
 */
export class Lifecycle {
  readonly #ports: LifecyclePorts
  readonly #autosave: Autosave
  readonly #listeners = new Set<(state: LifecycleState) => void>()
  #state: LifecycleState
  #queue: Promise<unknown> = Promise.resolve()
  #recoveryBytes: Uint8Array | null = null
  #decided: (() => void) | null = null
  #shown = ''

  constructor(ports: LifecyclePorts, timing?: AutosaveTiming) {
    this.#ports = ports
    this.#autosave = new Autosave(() => this.#writeRecovery(), timing)
    this.#state = {
      file: null,
      name: ports.untitled(),
      dirty: false,
      readOnly: false,
      notices: [],
      activity: 'idle',
      recovery: null,
    }
    ports.document.subscribe(() => this.#documentChanged())
  }

  get state(): LifecycleState {
    return this.#state
  }

  subscribe(listener: (state: LifecycleState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Asks main for unsaved work of a session that ended badly. Everything else waits until that is decided. */
  start(): Promise<void> {
    this.#set({})
    return this.#enqueue(async () => {
      const found = await this.#ports.host.invoke('recovery.read', null)
      if (!found) return
      this.#recoveryBytes = found.bytes
      this.#autosave.hold(true)
      this.#set({ recovery: { name: found.name, savedAt: found.savedAt } })
      await new Promise<void>((resolve) => (this.#decided = resolve))
    })
  }

  /** Takes up the work found by `start`. It counts as unsaved, and Save asks for a place. */
  async recover(): Promise<void> {
    const { recovery } = this.#state
    const bytes = this.#recoveryBytes
    if (!recovery || !bytes) return
    try {
      const decoded = await this.#ports.engine.request('project.decode', { bytes })
      if (decoded.document) {
        this.#ports.document.load(decoded.document, { saved: false })
        this.#set({ file: null, readOnly: false, notices: decoded.notices })
        this.#documentChanged()
        this.#ports.say({ kind: 'recovered', name: recovery.name })
        if (decoded.notices.length > 0)
          this.#ports.say({ kind: 'opened-with-notices', name: recovery.name, notices: decoded.notices })
      } else {
        this.#ports.say({ kind: 'not-opened', name: recovery.name, notices: decoded.notices })
      }
      this.#recoveryDecided()
    } catch (error) {
      this.#ports.say({ kind: 'failed', action: 'recover', name: recovery.name, detail: messageOf(error) })
    }
  }

  async discardRecovery(): Promise<void> {
    if (!this.#state.recovery) return
    await this.#ports.host.invoke('recovery.clear', null)
    this.#recoveryDecided()
  }

  create(): Promise<void> {
    return this.#enqueue(async () => {
      if (!(await this.#mayLeave())) return
      this.#adopt(emptyProject, { file: null, readOnly: false, notices: [] })
      await this.#forgetRecoveryCopy()
    })
  }

  /** Shows the dialog for choosing a project. */
  open(): Promise<void> {
    return this.#enqueue(async () => {
      if (!(await this.#mayLeave())) return
      const chosen = await this.#ports.host.invoke('files.chooseProject', null)
      if (chosen === null) return
      if (isHostFailure(chosen)) this.#sayFailure('open', this.#state.name, chosen)
      else await this.#openBytes(chosen)
    })
  }

  /** Opens a project whose bytes are at hand: dropped, from the command line, or chosen under Recent. */
  openFile(opened: OpenedFile): Promise<void> {
    return this.#enqueue(async () => {
      if (await this.#mayLeave()) await this.#openBytes(opened)
    })
  }

  openRecent(token: string, name: string): Promise<void> {
    return this.#enqueue(async () => {
      if (!(await this.#mayLeave())) return
      const opened = await this.#ports.host.invoke('files.open', { token })
      if (isHostFailure(opened)) this.#sayFailure('open', name, opened)
      else await this.#openBytes(opened)
    })
  }

  /** Resolves to whether the project is saved now. */
  save(): Promise<boolean> {
    return this.#enqueue(() => this.#save(false))
  }

  saveAs(): Promise<boolean> {
    return this.#enqueue(() => this.#save(true))
  }

  exportReport(kind: 'pdf' | 'html'): Promise<void> {
    return this.#enqueue(() => this.#export(kind))
  }

  /** The window wants to close: it may once the work is saved or given up. */
  closeRequested(): Promise<void> {
    if (this.#state.recovery) {
      return this.#ports.host.invoke('window.closeNow', null).then(() => undefined)
    }
    return this.#enqueue(async () => {
      if (!(await this.#mayLeave())) return
      await this.#forgetRecoveryCopy()
      await this.#ports.host.invoke('window.closeNow', null)
    })
  }

  /** Writes the recovery copy now, if one is due. */
  flushAutosave(): Promise<void> {
    return this.#autosave.flush()
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(work)
    this.#queue = run.catch(() => undefined)
    return run
  }

  async #mayLeave(): Promise<boolean> {
    if (!this.#state.dirty) return true
    const answer = await this.#ports.host.invoke('window.confirmDiscard', { name: this.#state.name })
    if (answer === 'save') return this.#save(false)
    return answer === 'discard'
  }

  async #openBytes({ file, bytes }: OpenedFile): Promise<void> {
    this.#set({ activity: 'opening' })
    try {
      const decoded = await this.#ports.engine.request('project.decode', { bytes })
      if (!decoded.document) {
        this.#ports.say({ kind: 'not-opened', name: file.name, notices: decoded.notices })
        return
      }
      const { document, notices } = decoded
      const readOnly = decoded.readOnly || notices.some(isDamage)
      this.#adopt(document, { file, readOnly, notices })
      if (notices.length > 0) this.#ports.say({ kind: 'opened-with-notices', name: file.name, notices })
      await this.#forgetRecoveryCopy()
    } catch (error) {
      this.#ports.say({ kind: 'failed', action: 'open', name: file.name, detail: messageOf(error) })
    } finally {
      this.#set({ activity: 'idle' })
    }
  }

  #adopt(document: ProjectDocument, about: Pick<LifecycleState, 'file' | 'readOnly' | 'notices'>): void {
    this.#ports.document.load(document, { saved: true })
    this.#set({ ...about, dirty: this.#ports.document.isDirty() })
  }

  async #save(elsewhere: boolean): Promise<boolean> {
    const { file, name, readOnly } = this.#state
    const document = this.#ports.document.get()
    this.#set({ activity: 'saving' })
    try {
      const bytes = await this.#encode(document)
      const result = await this.#ports.host.invoke('files.saveProject', {
        token: elsewhere || readOnly ? null : (file?.token ?? null),
        suggestedName: safeFileName(name, projectExtension, 'project'),
        bytes,
      })
      if (result === null) return false
      if (isHostFailure(result)) {
        this.#sayFailure('save', file?.name ?? name, result)
        return false
      }
      this.#ports.document.markSaved(document)
      this.#set({ file: result, readOnly: false, notices: [] })
      this.#documentChanged()
      this.#ports.say({ kind: 'saved', name: result.name, folder: result.folder })
      return true
    } catch (error) {
      this.#ports.say({ kind: 'failed', action: 'save', name: file?.name ?? name, detail: messageOf(error) })
      return false
    } finally {
      this.#set({ activity: 'idle' })
    }
  }

  async #export(kind: 'pdf' | 'html'): Promise<void> {
    this.#set({ activity: 'exporting' })
    const { host, engine } = this.#ports
    let suggestedName = safeFileName(this.#state.name, `.${kind}`, 'report')
    try {
      const report = await this.#ports.report(this.#ports.document.get())
      suggestedName = safeFileName(report.title, `.${kind}`, 'report')
      const html = await engine.request('report.html', { report, theme: kind === 'pdf' ? 'print' : 'screen' })
      const bytes = kind === 'pdf' ? await host.invoke('pdf.render', { html }) : new TextEncoder().encode(html)
      const result = await host.invoke('files.saveExport', { suggestedName, kind, bytes })
      if (result === null) return
      if (isHostFailure(result)) this.#sayFailure('export', suggestedName, result)
      else this.#ports.say({ kind: 'exported', name: result.name, folder: result.folder })
    } catch (error) {
      this.#ports.say({ kind: 'failed', action: 'export', name: suggestedName, detail: messageOf(error) })
    } finally {
      this.#set({ activity: 'idle' })
    }
  }

  async #encode(document: ProjectDocument): Promise<Uint8Array> {
    const [report, info] = await Promise.all([this.#ports.report(document), this.#ports.host.invoke('app.info', null)])
    return this.#ports.engine.request('project.encode', {
      document,
      report,
      appVersion: info.version,
      savedAt: this.#ports.now().toISOString(),
    })
  }

  async #writeRecovery(): Promise<void> {
    if (!this.#state.dirty) return
    try {
      const bytes = await this.#encode(this.#ports.document.get())
      if (!this.#ports.document.isDirty()) return
      const failure = await this.#ports.host.invoke('recovery.write', { name: this.#state.name, bytes })
      if (failure) this.#ports.say({ kind: 'autosave-failed', failure })
    } catch (error) {
      this.#ports.say({ kind: 'autosave-broken', detail: messageOf(error) })
    }
  }

  async #forgetRecoveryCopy(): Promise<void> {
    await this.#autosave.settle()
    await this.#ports.host.invoke('recovery.clear', null)
  }

  #recoveryDecided(): void {
    this.#recoveryBytes = null
    this.#set({ recovery: null })
    this.#autosave.hold(false)
    this.#decided?.()
    this.#decided = null
  }

  #documentChanged(): void {
    const dirty = this.#ports.document.isDirty()
    if (dirty) this.#autosave.changed()
    else if (this.#state.dirty && this.#state.recovery === null) void this.#forgetRecoveryCopy()
    this.#set({ dirty })
  }

  #sayFailure(action: 'open' | 'save' | 'export', name: string, failure: HostFailure): void {
    this.#ports.say({ kind: 'file-failure', action, name, failure })
  }

  #set(change: Partial<LifecycleState>): void {
    const file = 'file' in change ? change.file : this.#state.file
    const name = file ? projectNameOf(file.name) : this.#ports.document.get().name || this.#ports.untitled()
    const next = { ...this.#state, ...change, name }
    if (shallowEqual(next, this.#state) && this.#shown !== '') return
    this.#state = next
    for (const listener of this.#listeners) listener(next)
    const shown = `${this.#state.dirty ? '*' : ''}${this.#state.name}`
    if (shown === this.#shown) return
    this.#shown = shown
    void this.#ports.host.invoke('window.setDocument', { title: this.#state.name, dirty: this.#state.dirty })
  }
}

function shallowEqual<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((key) => Object.is(a[key], b[key]))
}

/** Entries that were lost on reading would be lost for good by saving in place. */
function isDamage({ code }: ProjectNotice): boolean {
  return code === 'entry-damaged' || code === 'entry-missing'
}

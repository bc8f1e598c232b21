import type { ProjectNotice } from '../../src-engine/contract'
import { notices } from '../components/notices.svelte'
import { project } from '../document/project'
import { workspace } from '../document/workspace.svelte'
import { engine } from '../engine/engine.svelte'
import { handleCommands } from '../host/commands'
import { host } from '../host/host'
import { t } from '../i18n/t'
import { analysisAnswers } from '../views/model/analyses/analysisAnswers'
import { reportWords } from '../views/report/reportWords'
import { ReportBuilder } from '../views/report/reportBuilder'
import { isProjectFile } from './fileNames'
import { Lifecycle, type LifecycleState } from './lifecycle'
import type { LifecycleNews } from './news'
import { newsSentence } from './newsSentence'

/** A project that was opened with something to say about it. */
export interface Reservations {
  readonly name: string
  readonly notices: readonly ProjectNotice[]
}

/** Builds the report of this window's project, for the preview, for exports and for saving. */
export const reportBuilder = new ReportBuilder(engine, reportWords, undefined, analysisAnswers)

/** The life of this window's project, bound to its store, its host and its engine. */
class ProjectSession {
  /** Shown in a dialog until dismissed. */
  reservations = $state.raw<Reservations | null>(null)
  /** Whether the dialog that recomputes stored results is open. */
  recomputing = $state(false)
  #state = $state.raw<LifecycleState | null>(null)
  readonly #lifecycle: Lifecycle

  constructor() {
    this.#lifecycle = new Lifecycle({
      host,
      engine,
      document: {
        get: () => project.document,
        isDirty: () => project.dirty,
        load: (document, how) => {
          project.load(document, how)
          workspace.tableId = null
          workspace.modelId = null
        },
        markSaved: (document) => project.markSaved(document),
        subscribe: (listener) => project.subscribe(listener),
      },
      report: async (document) => (await reportBuilder.build(document)).report,
      say: (news) => this.#say(news),
      now: () => new Date(),
      untitled: () => t('report.projectUntitled'),
    })
    this.#state = this.#lifecycle.state
    this.#lifecycle.subscribe((state) => {
      this.#state = state
      workspace.file = state.file
      workspace.activity = state.activity === 'idle' ? null : activityText(state.activity)
    })
  }

  get state(): LifecycleState {
    return this.#state ?? this.#lifecycle.state
  }

  /** Takes its commands and files, and looks for unsaved work of an earlier session. Returns how to stop. */
  start(): () => void {
    const stops = [
      handleCommands({
        new: this.create,
        open: this.open,
        save: this.save,
        'save-as': this.saveAs,
        'export-pdf': () => this.exportReport('pdf'),
        'export-html': () => this.exportReport('html'),
        openFile: (opened) => {
          const ours = isProjectFile(opened.file.name)
          if (ours) void this.openFile(opened)
          return ours
        },
      }),
      host.on('close-requested', () => {
        commitField()
        void this.#lifecycle.closeRequested()
      }),
    ]
    void this.#lifecycle.start()
    return () => stops.forEach((stop) => stop())
  }

  /** Writes the recovery copy at once if one is due. */
  flushAutosave = (): Promise<void> => this.#lifecycle.flushAutosave()
  create = (): Promise<void> => this.#lifecycle.create()
  open = (): Promise<void> => this.#lifecycle.open()
  openFile = (opened: Parameters<Lifecycle['openFile']>[0]): Promise<void> => this.#lifecycle.openFile(opened)
  openRecent = (token: string, name: string): Promise<void> => this.#lifecycle.openRecent(token, name)
  save = (): Promise<boolean> => {
    commitField()
    return this.#lifecycle.save()
  }
  saveAs = (): Promise<boolean> => {
    commitField()
    return this.#lifecycle.saveAs()
  }
  exportReport = (kind: 'pdf' | 'html'): Promise<void> => {
    commitField()
    return this.#lifecycle.exportReport(kind)
  }
  recover = (): Promise<void> => this.#lifecycle.recover()
  discardRecovery = (): Promise<void> => this.#lifecycle.discardRecovery()

  #say(news: LifecycleNews): void {
    const sentence = newsSentence(news)
    if (sentence) notices.show(sentence.text, { severity: sentence.severity })
    if (news.kind === 'opened-with-notices') this.reservations = { name: news.name, notices: news.notices }
  }
}

export const session = new ProjectSession()

function activityText(activity: Exclude<LifecycleState['activity'], 'idle'>): string {
  switch (activity) {
    case 'opening':
      return t('report.busyOpening')
    case 'saving':
      return t('report.busySaving')
    case 'exporting':
      return t('report.busyExporting')
  }
}

/** Fields that take their value when they are left give it now, so that a save holds what is on screen. */
function commitField(): void {
  const field = document.activeElement
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    field.dispatchEvent(new Event('change', { bubbles: true }))
}

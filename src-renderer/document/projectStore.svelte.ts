import {
  emptyProject,
  type ProjectDocument,
  type ProjectModel,
  type ProjectTable,
  type StoredResult,
} from '../../src-engine/contract'
import type { Phrase } from '../i18n/t'
import type { Command, Workspace } from './command'
import { pushStep, type HistoryStep } from './history'

/** The project: its document, its history, and whether it differs from what is on disk. Its only writer. */
export class ProjectStore {
  /** Replaced as a whole with every change; never a proxy, so typed arrays stay as fast as they are. */
  document = $state.raw<ProjectDocument>(emptyProject)

  /** Raised when another project takes the place of this one. */
  generation = $state(0)

  #saved = $state.raw<ProjectDocument>(emptyProject)
  #undo = $state.raw<readonly HistoryStep[]>([])
  #redo = $state.raw<readonly HistoryStep[]>([])
  #stamp = 0
  #listeners: readonly (() => void)[] = []

  /** Whether saving would change the file. A result that is computed again does not count, a model's first one does. */
  readonly dirty = $derived(differs(this.document, this.#saved))

  /** What Undo would take back; null when nothing. */
  readonly undoName = $derived<Phrase | null>(this.#undo.at(-1)?.name ?? null)
  readonly redoName = $derived<Phrase | null>(this.#redo.at(-1)?.name ?? null)
  /** Names of all steps that can be undone, oldest first. */
  readonly history = $derived<readonly Phrase[]>(this.#undo.map((step) => step.name))

  /** Calls `listener` right after every change of the document or of what counts as saved; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  /** Makes the change, if it is one. Returns the document after it. */
  dispatch(command: Command): ProjectDocument {
    const before = this.document
    const after = command.apply(before, this.#stamp + 1)
    if (after === before) return before
    this.#stamp++
    this.document = after
    if (command.undoable !== false) {
      this.#undo = pushStep(this.#undo, command, before, after, Date.now())
      this.#redo = []
    }
    this.#tell()
    return after
  }

  /** Takes the last step back. Returns its name and workspace, or null when there is none. */
  undo(): { name: Phrase; place: Workspace } | null {
    const step = this.#undo.at(-1)
    if (step === undefined) return null
    this.#undo = this.#undo.slice(0, -1)
    this.#redo = [...this.#redo, { ...step, document: this.document }]
    this.document = withResults(step.document, this.document.results)
    this.#tell()
    return step
  }

  redo(): { name: Phrase; place: Workspace } | null {
    const step = this.#redo.at(-1)
    if (step === undefined) return null
    this.#redo = this.#redo.slice(0, -1)
    this.#undo = [...this.#undo, { ...step, document: this.document, coalesce: undefined }]
    this.document = withResults(step.document, this.document.results)
    this.#tell()
    return step
  }

  /** Replaces the project by another and forgets the history. `saved`: the file holds just this. */
  load(document: ProjectDocument, { saved }: { saved: boolean }): void {
    this.generation++
    this.#stamp = highestVersion(document)
    this.#undo = []
    this.#redo = []
    this.document = document
    this.#saved = saved ? document : emptyProject
    this.#tell()
  }

  /** The file now holds `document`, which may be older than the present one where typing went on during the save. */
  markSaved(document: ProjectDocument = this.document): void {
    this.#saved = document
    this.#tell()
  }

  table(id: string | null): ProjectTable | undefined {
    return this.document.tables.find((entry) => entry.table.id === id)
  }

  model(id: string | null): ProjectModel | undefined {
    return this.document.models.find((model) => model.id === id)
  }

  result(modelId: string | null): StoredResult | undefined {
    return this.document.results.find((result) => result.modelId === modelId)
  }
}

/** Results are no part of the history: the newest stay, and those of models that come back come with them. */
function withResults(document: ProjectDocument, current: readonly StoredResult[]): ProjectDocument {
  const known = new Set(document.models.map((model) => model.id))
  const kept = current.filter((result) => known.has(result.modelId))
  const have = new Set(kept.map((result) => result.modelId))
  return { ...document, results: [...kept, ...document.results.filter((result) => !have.has(result.modelId))] }
}

function differs(document: ProjectDocument, saved: ProjectDocument): boolean {
  if (
    document.name !== saved.name ||
    document.tables !== saved.tables ||
    document.models !== saved.models ||
    document.report !== saved.report ||
    document.numberStyle !== saved.numberStyle
  )
    return true
  const stored = new Set(saved.results.map((result) => result.modelId))
  return document.results.some((result) => !stored.has(result.modelId))
}

function highestVersion(document: ProjectDocument): number {
  let highest = 0
  for (const { table } of document.tables) {
    highest = Math.max(highest, table.version)
    for (const column of table.columns) highest = Math.max(highest, column.version)
  }
  return highest
}

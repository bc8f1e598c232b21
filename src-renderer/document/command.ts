import type { ProjectDocument } from '../../src-engine/contract'
import type { Phrase } from '../i18n/t'

/** The workspace in which a change shows; undo goes there. */
export type Workspace = 'data' | 'models' | 'report'

/** A named change of the project. */
export interface Command {
  /** Stands after "Undo": "paste of 12 cells". */
  readonly name: Phrase
  readonly place: Workspace
  /**
   * The document after the change; the same object when nothing changes. `stamp` is a number never used before in this
   * project: changed tables and columns take it as their version, so that a version always means the same contents.
   */
  readonly apply: (document: ProjectDocument, stamp: number) => ProjectDocument
  /** false: the change takes no step of the history, e.g. a result that arrives. */
  readonly undoable?: boolean
  /** Changes with the same key that follow each other closely make one step, e.g. typing in a note. */
  readonly coalesce?: string
}

import type {
  HendersonBridge,
  MethodName,
  ParamsOf,
  ProjectDocument,
  ReportDocument,
  ResultOf,
} from '../../src-engine/contract'
import type { LifecycleNews } from './news'

/** The document store as the lifecycle needs it. */
export interface DocumentPort {
  get(): ProjectDocument
  /** Whether the present document differs from what is on disk. */
  isDirty(): boolean
  /** Puts another project in the place of the present one and forgets its undo steps. `saved`: the file holds just this. */
  load(document: ProjectDocument, how: { saved: boolean }): void
  /** The file now holds `document`, which may be older than the present one. */
  markSaved(document: ProjectDocument): void
  /** Calls `listener` after every change; returns how to stop. */
  subscribe(listener: () => void): () => void
}

export interface EnginePort {
  request<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>>
}

/** All that the project's lifecycle touches, so that it can be tested without a window. */
export interface LifecyclePorts {
  readonly host: Pick<HendersonBridge, 'invoke'>
  readonly engine: EnginePort
  readonly document: DocumentPort
  /** The report of a document as it would print now. */
  readonly report: (document: ProjectDocument) => Promise<ReportDocument>
  readonly say: (news: LifecycleNews) => void
  readonly now: () => Date
  /** What a project without a name is called. */
  readonly untitled: () => string
}

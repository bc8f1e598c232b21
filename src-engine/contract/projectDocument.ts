import type { AnalysisRequest } from './analysis'
import type { DataTable } from './columns'
import type { FitResult } from './fitResult'
import type { ModelSpec } from './modelSpec'
import type { NumberStyle } from './reportBlocks'

/** The project as one value. The renderer owns it and is its only writer. */

/** Where a table came from, for the report and for a later refresh. */
export interface TableSource {
  readonly kind: 'file' | 'sample' | 'paste' | 'new'
  readonly name: string
  /** Provenance of a sample, or a remark of the analyst. */
  readonly note?: string
}

export interface ProjectTable {
  readonly table: DataTable
  readonly source: TableSource
  /** Cells changed since import: `columnId` → sorted rows. */
  readonly edited: Readonly<Record<string, readonly number[]>>
}

/** An analysis as a project keeps it: the models of a comparison go by their ids, so that they are taken as they are now. */
export type StoredAnalysisRequest =
  | Exclude<AnalysisRequest, { readonly kind: 'comparison' }>
  | { readonly kind: 'comparison'; readonly modelIds: readonly string[] }

/** Something asked of a model beyond its fit. Ids of its blocks are `<modelId>/<id>/<name>`. */
export interface ProjectAnalysis {
  /** Unique among the analyses of its model. */
  readonly id: string
  readonly request: StoredAnalysisRequest
}

export interface ProjectModel {
  readonly id: string
  readonly name: string
  readonly tableId: string
  readonly spec: ModelSpec
  /** In the order in which they are shown. */
  readonly analyses?: readonly ProjectAnalysis[]
}

/** A frozen result: what the numbers were, with which engine, from which input. */
export interface StoredResult {
  readonly modelId: string
  readonly tableVersion: number
  readonly fit: FitResult
}

/** One entry of the report, in order. */
export type ReportEntry =
  | { readonly kind: 'note'; readonly id: string; readonly text: string }
  | { readonly kind: 'heading'; readonly id: string; readonly text: string }
  /**
   * `block` is the name part of a block id (`fixed`, `random`, `plot-residuals` …); `conditions` stands for all conditions
   * of a fit, the id of an analysis for all its blocks.
   */
  | { readonly kind: 'block'; readonly id: string; readonly modelId: string; readonly block: string }
  | { readonly kind: 'comparison'; readonly id: string; readonly modelIds: readonly string[] }

export interface ProjectReport {
  readonly title: string
  readonly author: string
  readonly entries: readonly ReportEntry[]
  /** True once the analyst arranged the entries; until then the report shows the key blocks of every fitted model. */
  readonly arranged?: boolean
}

export interface ProjectDocument {
  readonly name: string
  readonly tables: readonly ProjectTable[]
  readonly models: readonly ProjectModel[]
  readonly results: readonly StoredResult[]
  readonly report: ProjectReport
  readonly numberStyle: NumberStyle
}

export const emptyProject: ProjectDocument = {
  name: '',
  tables: [],
  models: [],
  results: [],
  report: { title: '', author: '', entries: [] },
  numberStyle: { significant: 3, decimals: {} },
}

/** Format version written by this application. */
export const projectFormatVersion = 1

/** What reading a project file found beside the document. */
export interface ProjectNotice {
  readonly code: 'newer-format' | 'migrated' | 'entry-damaged' | 'entry-missing' | 'not-a-project'
  readonly params: Readonly<Record<string, string | number>>
}

export interface DecodedProject {
  /** null when nothing could be read. */
  readonly document: ProjectDocument | null
  readonly readOnly: boolean
  readonly notices: readonly ProjectNotice[]
}

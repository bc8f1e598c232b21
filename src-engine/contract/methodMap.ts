import type { AnalysisReply, AnalysisRequest } from './analysis'
import type { DataTable, TablePatch } from './columns'
import type { DesignDescription } from './design'
import type { FitResult } from './fitResult'
import type { ImportPreview, ImportResult, ReadOptions } from './importing'
import type { ModelSpec } from './modelSpec'
import type { SpecProblem } from './problems'
import type { DecodedProject, ProjectDocument } from './projectDocument'
import type { EquationBlock, NumberStyle, ReportBlock, ReportDocument } from './reportBlocks'

/** A table that the engine holds. */
export interface TableRef {
  readonly tableId: string
  readonly version: number
}

/** What can be said of a model before it is fitted. */
export interface ModelDescription {
  /** Canonical print, or the formula as typed where it cannot be read. */
  readonly formula: string
  readonly problems: readonly SpecProblem[]
  readonly equations: EquationBlock | null
}

export type FitReply =
  | { readonly status: 'fitted'; readonly fit: FitResult; readonly blocks: readonly ReportBlock[] }
  | { readonly status: 'refused'; readonly problems: readonly SpecProblem[] }

/** Requests that the renderer makes of the engine. Every method is a function of its parameters and the cached tables. */
export interface MethodMap {
  'table.put': { params: { table: DataTable }; result: null }
  'table.patch': { params: { patch: TablePatch }; result: null }
  'table.drop': { params: { tableId: string }; result: null }
  'import.preview': {
    params: { name: string; bytes: Uint8Array; options: Partial<ReadOptions>; nPreviewRows: number }
    result: ImportPreview
  }
  'import.read': {
    params: { tableId: string; name: string; bytes: Uint8Array; options: Partial<ReadOptions> }
    result: ImportResult
  }
  /** The layout of the table: grouping candidates, nesting and crossing, random effects that it calls for. */
  'data.describe': { params: TableRef; result: DesignDescription }
  'export.csv': { params: TableRef; result: Uint8Array }
  'model.describe': { params: TableRef & { spec: ModelSpec; modelId: string }; result: ModelDescription }
  'model.fit': { params: TableRef & { spec: ModelSpec; modelId: string; style: NumberStyle }; result: FitReply }
  /** Ids of the blocks are `<id>/<name>`. */
  'analysis.run': {
    params: TableRef & { id: string; spec: ModelSpec; request: AnalysisRequest; style: NumberStyle }
    result: AnalysisReply
  }
  /** Blocks of a fit that is at hand, e.g. one stored in a project. Needs the table for raw-data plots only where it is cached. */
  'report.blocks': {
    /** `maxModeRows`: rows of tables of conditional modes; 50 where absent. */
    params: Partial<TableRef> & { fit: FitResult; modelId: string; style: NumberStyle; maxModeRows?: number }
    result: readonly ReportBlock[]
  }
  'report.compare': {
    params: { id: string; models: readonly { modelId: string; name: string; fit: FitResult }[]; style: NumberStyle }
    result: readonly ReportBlock[]
  }
  /** A whole page that needs nothing beside itself: styles, fonts and charts are inside. */
  'report.html': { params: { report: ReportDocument; theme: 'print' | 'screen' }; result: string }
  'project.encode': {
    params: { document: ProjectDocument; report: ReportDocument; appVersion: string; savedAt: string }
    result: Uint8Array
  }
  'project.decode': { params: { bytes: Uint8Array }; result: DecodedProject }
}

export type MethodName = keyof MethodMap
export type ParamsOf<M extends MethodName> = MethodMap[M]['params']
export type ResultOf<M extends MethodName> = MethodMap[M]['result']

/** News that the engine sends unasked. */
export interface EventMap {
  progress: {
    readonly requestId: number
    readonly stage: 'reading' | 'frame' | 'optimising' | 'inference' | 'report'
    /** 0–1 where it can be told. */
    readonly fraction: number | null
    readonly nEvaluations: number
    readonly objective: number | null
  }
}

export type EventName = keyof EventMap

/** What a handler may do while it works. */
export interface RequestContext {
  /** Resolves soon, after messages were read; rejects with Cancelled once the request is cancelled or superseded. Await it between evaluations. */
  checkpoint(): Promise<void>
  progress(news: Omit<EventMap['progress'], 'requestId'>): void
}

export type EngineMethods = {
  readonly [M in MethodName]: (params: ParamsOf<M>, context: RequestContext) => Promise<ResultOf<M>> | ResultOf<M>
}

import type { ReportBlock } from '../../../src-engine/contract'

/** What the report knows of one fitted model. */
export interface ModelBlocks {
  readonly blocks: readonly ReportBlock[]
  /** The data or the specification changed after these numbers were computed. */
  readonly stale: boolean
}

/** Blocks by model id; a model without a result is absent. */
export type BlocksByModel = ReadonlyMap<string, ModelBlocks>

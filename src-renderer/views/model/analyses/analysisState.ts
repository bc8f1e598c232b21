import type { ReportBlock, SpecProblem } from '../../../../src-engine/contract'
import type { Progress } from '../../../engine/client'
import type { Obstacle } from './readiness'

/** What is known of one analysis at this moment. */
export interface AnalysisState {
  /** Blocks of the newest answer; they stay until the next is there. */
  readonly blocks: readonly ReportBlock[] | null
  /** The blocks answer something else than what is asked now. */
  readonly stale: boolean
  readonly phase: 'idle' | 'waiting' | 'running'
  /** Running for so long that progress and a cancel button are due. */
  readonly slow: boolean
  readonly progress: Progress | null
  /** Why the engine refused it; empty when it did not. */
  readonly problems: readonly SpecProblem[]
  readonly obstacle: Obstacle | null
  readonly cancelled: boolean
  /** An error of ours, in the engine's words. */
  readonly failure: string | null
}

export const noAnalysis: AnalysisState = {
  blocks: null,
  stale: false,
  phase: 'idle',
  slow: false,
  progress: null,
  problems: [],
  obstacle: null,
  cancelled: false,
  failure: null,
}

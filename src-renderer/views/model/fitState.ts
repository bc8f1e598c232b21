import type {
  EquationBlock,
  FitResult,
  ModelSpec,
  NumberStyle,
  ReportBlock,
  SpecProblem,
} from '../../../src-engine/contract'
import type { Progress } from '../../engine/client'

/** What is known of one model's fit at this moment. */
export interface FitState {
  /** Blocks of the newest result; null before there is one. They stay until the next result is there. */
  readonly blocks: readonly ReportBlock[] | null
  readonly phase: 'idle' | 'waiting' | 'running'
  /** Running for so long that progress and a cancel button are due. */
  readonly slow: boolean
  readonly progress: Progress | null
  /** Why the newest spec that was tried was refused; empty when it was not. */
  readonly problems: readonly SpecProblem[]
  /** The formula that the problems are about: their places are places in it. */
  readonly refusedFormula: string | null
  /** Equations of a spec whose fit is refused or takes long. */
  readonly equations: EquationBlock | null
  /** The user cancelled the fit of the present spec. */
  readonly cancelled: boolean
  /** An error of ours, in the engine's words. */
  readonly failure: string | null
}

export const noFit: FitState = {
  blocks: null,
  phase: 'idle',
  slow: false,
  progress: null,
  problems: [],
  refusedFormula: null,
  equations: null,
  cancelled: false,
  failure: null,
}

/** What a fit is computed from; equal inputs give equal results. */
export interface FitInput {
  readonly tableId: string
  readonly version: number
  readonly spec: ModelSpec
}

/** What blocks are made from. */
export interface BlocksSource {
  readonly fit: FitResult
  readonly style: NumberStyle
}

import type { NumberStyle } from '../../contract/reportBlocks'
import type { Catalogue } from '../messages'

/** What the blocks of one analysis are built from. */
export interface AnalysisContext {
  /** Ids of blocks are `<id>/<name>`. */
  readonly id: string
  readonly style: NumberStyle
  readonly texts: Catalogue
  /** Confidence level in (0, 1). */
  readonly level: number
}

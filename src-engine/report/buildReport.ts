import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { NumberStyle, ReportBlock } from '../contract/reportBlocks'
import { anovaBlock } from './blocks/anova'
import { conditionBlocks } from './blocks/conditions'
import { fixedBlock } from './blocks/fixed'
import { modesBlocks } from './blocks/modes'
import { randomBlock } from './blocks/random'
import { summaryBlock } from './blocks/summary'
import type { ReportContext } from './context'
import { describeEquations } from './equations'
import { caterpillarBlocks } from './figures/caterpillar'
import { dataLinesBlock } from './figures/dataLines'
import { qqRandomBlocks, qqResidualsBlock } from './figures/quantiles'
import { residualsByGroupBlocks } from './figures/residualsByGroup'
import { residualsFittedBlock, scaleLocationBlock } from './figures/scatter'
import { english, type Catalogue } from './messages'

export interface ReportOptions {
  readonly modelId: string
  readonly style: NumberStyle
  /** The fitted table; without it, plots by group and of the raw data are left out. */
  readonly table?: DataTable | undefined
  /** Rows in tables of conditional modes; 50 where absent. */
  readonly maxModeRows?: number | undefined
  readonly texts?: Catalogue
}

const modeRowsInReports = 50

/** Every block that one fit has to show, in the order of reading. Ids are `<modelId>/<name>` and stable over refits. */
export function buildReport(fit: FitResult, options: ReportOptions): ReportBlock[] {
  const context: ReportContext = {
    fit,
    modelId: options.modelId,
    style: options.style,
    table: options.table ?? null,
    texts: options.texts ?? english,
    maxModeRows: options.maxModeRows ?? modeRowsInReports,
  }
  const equations = describeEquations(fit.spec, context.table, {
    id: `${context.modelId}/equations`,
    coding: fit.coding,
  })
  return [
    summaryBlock(context),
    ...conditionBlocks(context),
    ...(equations === null ? [] : [equations]),
    ...optional(fixedBlock(context)),
    ...optional(anovaBlock(context)),
    ...optional(randomBlock(context)),
    ...modesBlocks(context),
    ...optional(dataLinesBlock(context)),
    residualsFittedBlock(context),
    qqResidualsBlock(context),
    scaleLocationBlock(context),
    ...residualsByGroupBlocks(context),
    ...qqRandomBlocks(context),
    ...caterpillarBlocks(context),
  ]
}

function optional<Block>(block: Block | null): Block[] {
  return block === null ? [] : [block]
}

import type { AnalysisRequest } from '../../contract/analysis'
import type { FitResult } from '../../contract/fitResult'
import type { NumberStyle, ReportBlock } from '../../contract/reportBlocks'
import type { Analysis } from '../../inference/analyse'
import { Footnotes } from '../blocks/cells'
import { addCommonNotes } from '../blocks/footnotes'
import { english, type Catalogue } from '../messages'
import { approachesBlock } from './approaches'
import { comparisonBlock } from './comparison'
import type { AnalysisContext } from './context'
import { effectSizeBlocks } from './effectSizes'
import { bootstrapBlock, profileBlocks } from './intervals'
import { ladderBlocks } from './ladder'
import { marginalMeansBlocks } from './marginalMeans'
import { randomTestsBlock } from './randomTests'

/** The tables and plots of one analysis, in reading order. */
export function analysisBlocks(
  analysis: Analysis,
  request: AnalysisRequest,
  options: { readonly id: string; readonly level: number; readonly style: NumberStyle; readonly texts?: Catalogue },
): ReportBlock[] {
  const { id, level, style, texts = english } = options
  const context: AnalysisContext = { id, level, style, texts }
  switch (analysis.kind) {
    case 'marginal-means':
      return request.kind === 'marginal-means'
        ? marginalMeansBlocks(analysis.value, request, fitNotes(analysis.fit, context, true), context)
        : []
    case 'random-tests':
      return [randomTestsBlock(analysis.value, fitNotes(analysis.fit, context, false), context)]
    case 'effect-sizes':
      return effectSizeBlocks(analysis.value, fitNotes(analysis.fit, context, false), context)
    case 'profile':
      return profileBlocks(analysis.value, fitNotes(analysis.fit, context, false), context)
    case 'bootstrap':
      return [bootstrapBlock(analysis.value, fitNotes(analysis.fit, context, false), context)]
    case 'ladder':
      return ladderBlocks(analysis.value, context)
    case 'approaches':
      return [approachesBlock(analysis.value, request.kind === 'approaches' ? request.predictor : '', context)]
    case 'comparison':
      return [comparisonBlock(analysis.rows, analysis, context)]
  }
}

/** The lines that stand under every table of a fit. */
function fitNotes(fit: FitResult, { id, style, texts }: AnalysisContext, withDf: boolean): readonly string[] {
  const notes = new Footnotes()
  if (withDf) notes.add(texts.footnotes.df(fit.dfMethod))
  addCommonNotes(notes, { fit, modelId: id, style, table: null, texts, maxModeRows: 0 }, { coding: false })
  return notes.all
}

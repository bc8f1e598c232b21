import type { TableBlock } from '../../contract/reportBlocks'
import { blockId, type ReportContext } from '../context'
import { dfFormat, formatP, statisticFormat } from '../format'
import { Footnotes, left, number, right, text } from './cells'
import { addCommonNotes } from './footnotes'

/** F tests (chi-square where there are no denominator degrees of freedom) of whole terms; null where there are none. */
export function anovaBlock(context: ReportContext): TableBlock | null {
  const { fit, style, texts } = context
  if (fit.anova.length === 0) return null
  const words = texts.tables.anova
  const hasDf = fit.anova.some(({ denDf }) => denDf !== null)
  const numDf = dfFormat(
    fit.anova.map((row) => row.numDf),
    style,
  )
  const denDf = dfFormat(
    fit.anova.map((row) => row.denDf ?? Infinity),
    style,
  )
  const notes = new Footnotes()
  notes.add(texts.footnotes.anovaType(fit.anovaType))
  notes.add(texts.footnotes.df(fit.dfMethod))
  addCommonNotes(notes, context, { coding: true })
  return {
    id: blockId(context, 'anova'),
    kind: 'table',
    title: words.title,
    columns: [
      left('term', words.term),
      right('numDf', words.numDf),
      ...(hasDf ? [right('denDf', words.denDf)] : []),
      right('statistic', hasDf ? words.f : words.chiSquare),
      right('pValue', words.p),
    ],
    rows: fit.anova.map((row) => ({
      cells: [
        text(row.term),
        number(row.numDf, numDf),
        ...(hasDf ? [number(row.denDf ?? Infinity, denDf)] : []),
        number(row.statistic, statisticFormat(style)),
        number(row.pValue, (v) => formatP(v, style)),
      ],
    })),
    footnotes: notes.all,
  }
}

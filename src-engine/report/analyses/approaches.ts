import type { TableBlock } from '../../contract/reportBlocks'
import type { Approaches } from '../../inference/approaches'
import { empty, Footnotes, left, number, right, text } from '../blocks/cells'
import { dfFormat, estimateFormat, formatP, noValue, sizeFormat, statisticFormat } from '../format'
import { problemSentence } from '../messages'
import type { AnalysisContext } from './context'

/** The effect of one predictor by seven analyses. */
export function approachesBlock(
  { approaches, refused }: Approaches,
  predictor: string,
  { id, style, texts }: AnalysisContext,
): TableBlock {
  const words = texts.analyses.approaches
  const notes = new Footnotes()
  const format = estimateFormat(
    approaches.map(({ estimate }) => estimate),
    approaches.map(({ stdError }) => stdError),
    style,
  )
  const rmse = sizeFormat(
    approaches.map((a) => a.rmse),
    style,
    'rmse',
  )
  const df = dfFormat(
    approaches.map((a) => a.df ?? Infinity),
    style,
  )
  const rows = approaches.map((a) => ({
    cells: [
      text(words.names[a.code], a.singular ? [notes.add(words.singularNote)] : []),
      text(a.formula ?? noValue),
      number(a.nObs, texts.count),
      number(a.rmse, rmse),
      number(a.estimate, (v) => format.estimate(v, a.stdError)),
      number(a.stdError, format.stdError),
      number(a.df ?? Infinity, df),
      number(a.statistic, statisticFormat(style)),
      number(a.pValue, (v) => formatP(v, style)),
    ],
  }))
  const refusedRows = refused.map(({ code, problems }) => {
    const reasons = problems.map((problem) => notes.add(problemSentence(problem, texts)))
    return { cells: [text(words.names[code], reasons), ...Array.from({ length: 8 }, () => empty)] }
  })
  notes.add(words.rmseNote)
  notes.add(words.mixedNote)
  return {
    id: `${id}/approaches`,
    kind: 'table',
    title: words.title,
    columns: [
      left('approach', words.approach),
      left('formula', texts.summary.formula),
      right('nObs', texts.comparison.nObs),
      right('rmse', words.rmse),
      right('estimate', predictor),
      right('stdError', texts.tables.fixed.stdError),
      right('df', texts.tables.fixed.df),
      right('statistic', texts.tables.fixed.t),
      right('pValue', texts.tables.fixed.p),
    ],
    rows: [...rows, ...refusedRows],
    footnotes: notes.all,
  }
}

import type { TableBlock } from '../../contract/reportBlocks'
import type { RandomTest } from '../../inference/randomTests'
import { Footnotes, left, number, right, text } from '../blocks/cells'
import { formatP, statisticFormat } from '../format'
import type { AnalysisContext } from './context'

/** Likelihood-ratio tests of random effects by the boundary mixture. */
export function randomTestsBlock(
  tests: readonly RandomTest[],
  commonNotes: readonly string[],
  { id, style, texts }: AnalysisContext,
): TableBlock {
  const words = texts.analyses.randomTests
  const notes = new Footnotes()
  notes.add(words.boundary)
  notes.add(words.naive)
  commonNotes.forEach((note) => notes.add(note))
  return {
    id: `${id}/random-tests`,
    kind: 'table',
    title: words.title,
    columns: [
      left('group', texts.tables.random.group),
      left('effect', words.effect),
      right('statistic', words.statistic),
      right('df', words.mixture),
      right('pValue', words.p),
      right('pValueNaive', words.pNaive),
    ],
    rows: tests.map((test) => ({
      cells: [
        text(test.group),
        text(test.effect),
        number(test.statistic, statisticFormat(style)),
        text(`${test.mixture[0]}, ${test.mixture[1]}`),
        number(test.pValue, (v) => formatP(v, style)),
        number(test.pValueNaive, (v) => formatP(v, style)),
      ],
    })),
    footnotes: notes.all,
  }
}

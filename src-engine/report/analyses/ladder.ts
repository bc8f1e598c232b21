import type { Cell, ConditionBlock, ReportBlock } from '../../contract/reportBlocks'
import type { Ladder, Rung } from '../../inference/ladder'
import { empty, left, number, right, text } from '../blocks/cells'
import { criterionFormat, estimateFormat, formatP, noValue } from '../format'
import { problemSentence } from '../messages'
import type { AnalysisContext } from './context'

/** The random structures side by side, and the advised one as something to adopt with one click. */
export function ladderBlocks(ladder: Ladder, context: AnalysisContext): ReportBlock[] {
  const { id, style, texts } = context
  const words = texts.analyses.ladder
  const focals = ladder.rungs.flatMap(({ outcome }) =>
    outcome.status === 'fitted' && outcome.focal !== null ? [outcome.focal] : [],
  )
  const format = estimateFormat(
    focals.map(({ estimate }) => estimate),
    focals.map(({ stdError }) => stdError),
    style,
  )
  const refusals = new Set<string>()
  const focalColumns =
    ladder.focal === null
      ? []
      : [
          right('estimate', words.focal(ladder.focal)),
          right('stdError', texts.tables.fixed.stdError),
          right('pValue', texts.tables.fixed.p),
        ]
  const cellsOf = ({ outcome }: Rung): Cell[] => {
    if (outcome.status === 'refused') {
      outcome.problems.forEach((problem) => refusals.add(problemSentence(problem, texts)))
      return Array.from({ length: 3 + focalColumns.length }, () => empty)
    }
    const { fit, focal } = outcome
    return [
      number(fit.logLik, criterionFormat(style, 'logLik')),
      number(fit.aic, criterionFormat(style, 'aic')),
      number(fit.bic, criterionFormat(style, 'bic')),
      ...(focal === null
        ? focalColumns.map(() => empty)
        : [
            number(focal.estimate, (v) => format.estimate(v, focal.stdError)),
            number(focal.stdError, format.stdError),
            number(focal.pValue, (v) => formatP(v, style)),
          ]),
    ]
  }
  const fixedPart = ladder.rungs.find(({ change }) => change.code === 'no-random-effects')?.formula
  const randomPart = (formula: string): string =>
    formula === fixedPart ? noValue : formula.replace(`${fixedPart} + `, '')
  const rows = ladder.rungs.map((rung) => ({
    cells: [
      text(randomPart(rung.formula)),
      text(words.change(rung.change)),
      ...cellsOf(rung),
      text(verdict(rung, ladder, context)),
    ],
  }))
  const blocks: ReportBlock[] = [
    {
      id: `${id}/ladder`,
      kind: 'table',
      title: words.title,
      columns: [
        left('formula', words.structure),
        left('change', words.changed),
        right('logLik', texts.comparison.logLik),
        right('aic', texts.comparison.aic),
        right('bic', texts.comparison.bic),
        ...focalColumns,
        left('verdict', words.verdict),
      ],
      rows,
      footnotes: [words.steady, words.adviceNote, ...refusals],
    },
  ]
  const advice = adviceBlock(ladder, context)
  return advice === null ? blocks : [...blocks, advice]
}

function verdict({ outcome, formula }: Rung, ladder: Ladder, { texts }: AnalysisContext): string {
  const words = texts.analyses.ladder
  if (outcome.status === 'refused') return words.refused
  if (!outcome.fit.converged) return words.notConverged
  if (outcome.fit.singular) return words.singular
  return formula === ladder.advised ? words.advised : words.sound
}

/** Nothing to adopt where the model asked for is the advised one. */
function adviceBlock({ advised, rungs }: Ladder, { id, texts }: AnalysisContext): ConditionBlock | null {
  const rung = rungs.find(({ formula }) => formula === advised)
  if (advised === null || rung === undefined || rung.change.code === 'as-asked') return null
  const words = texts.analyses.ladder
  return {
    id: `${id}/ladder-advice`,
    kind: 'condition',
    severity: 'info',
    title: words.change(rung.change),
    paragraphs: [advised],
    mends: [{ label: words.adopt(advised), code: 'use-formula', params: {}, formula: advised }],
  }
}

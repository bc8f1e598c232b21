import type { TableBlock } from '../../contract/reportBlocks'
import type { ComparisonRow } from '../../inference/modelComparison'
import { empty, Footnotes, left, number, right, text } from '../blocks/cells'
import { criterionFormat, fixedFormat, formatP, statisticFormat } from '../format'
import type { AnalysisContext } from './context'

/** Information criteria of several models, and likelihood-ratio tests of neighbours. */
export function comparisonBlock(
  rows: readonly ComparisonRow[],
  fitted: { readonly method: 'ML' | 'REML'; readonly refitted: boolean },
  { id, style, texts }: AnalysisContext,
): TableBlock {
  const words = texts.analyses.comparison
  const notes = new Footnotes()
  if (fitted.method === 'REML') notes.add(words.byReml)
  else if (fitted.refitted) notes.add(words.refitted)
  notes.add(words.testNote)
  const criterion = (name: string) => criterionFormat(style, name)
  return {
    id: `${id}/comparison-by-likelihood`,
    kind: 'table',
    title: words.title,
    columns: [
      left('model', words.model),
      left('formula', texts.summary.formula),
      right('nParameters', words.parameters),
      right('logLik', texts.comparison.logLik),
      right('deviance', words.deviance),
      right('aic', texts.comparison.aic),
      right('aicc', words.aicc),
      right('bic', texts.comparison.bic),
      right('weight', words.weight),
      right('statistic', words.chiSquare),
      right('df', words.df),
      right('pValue', texts.tables.fixed.p),
    ],
    rows: rows.map((row) => ({
      cells: [
        text(row.name, row.noTest === null ? [] : [notes.add(words.noTest[row.noTest])]),
        text(row.formula),
        number(row.nParameters, texts.count),
        number(row.logLik, criterion('logLik')),
        number(row.deviance, criterion('objective')),
        number(row.aic, criterion('aic')),
        number(row.aicc, criterion('aicc')),
        number(row.bic, criterion('bic')),
        number(row.weight, fixedFormat(style, 'share', 3)),
        ...(row.test === null
          ? [empty, empty, empty]
          : [
              number(row.test.statistic, statisticFormat(style)),
              number(row.test.df, texts.count),
              number(row.test.pValue, (v) => formatP(v, style)),
            ]),
      ],
    })),
    footnotes: notes.all,
  }
}

import type { TableBlock } from '../../contract/reportBlocks'
import type { EffectSizes } from '../../inference/effectSizes'
import { left, number, right, text } from '../blocks/cells'
import { estimateFormat, fixedFormat, sizeFormat } from '../format'
import type { AnalysisContext } from './context'

/** R², intraclass correlations and f²; variance by source; standardised coefficients. */
export function effectSizeBlocks(
  sizes: EffectSizes,
  commonNotes: readonly string[],
  { id, style, texts }: AnalysisContext,
): TableBlock[] {
  const words = texts.analyses.effectSizes
  const hasRandom = sizes.varianceRandom.length > 0
  const share = fixedFormat(style, 'share', 3)
  const measures: [string, number][] = [
    [words.r2Marginal, sizes.r2Marginal],
    ...(hasRandom
      ? ([
          [words.r2Conditional, sizes.r2Conditional],
          [words.iccAdjusted, sizes.iccAdjusted],
          [words.iccUnadjusted, sizes.iccUnadjusted],
        ] as [string, number][])
      : []),
    [words.f2, sizes.f2],
  ]
  const sources: [string, number][] = [
    [words.fixedSource, sizes.varianceFixed],
    ...sizes.varianceRandom.map(({ group, variance }): [string, number] => [group, variance]),
    [texts.tables.random.residual, sizes.varianceResidual],
  ]
  const total = sources.reduce((sum, [, variance]) => sum + variance, 0)
  const variance = sizeFormat(
    sources.map(([, v]) => v),
    style,
    'variance',
  )
  const standardised = estimateFormat(
    sizes.standardised.map(({ estimate }) => estimate),
    sizes.standardised.map(({ stdError }) => stdError),
    style,
  )
  return [
    {
      id: `${id}/effect-sizes`,
      kind: 'table',
      title: words.title,
      columns: [left('measure', words.measure), right('value', words.value)],
      rows: measures.map(([label, value]) => ({ cells: [text(label), number(value, share)] })),
      footnotes: [words.marginalNote, ...(hasRandom ? [words.slopesNote] : []), ...commonNotes],
    },
    {
      id: `${id}/variance-by-source`,
      kind: 'table',
      title: words.varianceTitle,
      columns: [left('source', words.source), right('variance', words.variance), right('share', words.share)],
      rows: sources.map(([label, value]) => ({
        cells: [text(label), number(value, variance), number(value / total, share)],
      })),
      footnotes: commonNotes,
    },
    ...(sizes.standardised.length === 0
      ? []
      : [
          {
            id: `${id}/standardised`,
            kind: 'table' as const,
            title: words.standardisedTitle,
            columns: [
              left('term', texts.tables.fixed.term),
              right('estimate', words.standardised),
              right('stdError', texts.tables.fixed.stdError),
            ],
            rows: sizes.standardised.map((row) => ({
              cells: [
                text(row.name),
                number(row.estimate, (v) => standardised.estimate(v, row.stdError)),
                number(row.stdError, standardised.stdError),
              ],
            })),
            footnotes: commonNotes,
          },
        ]),
  ]
}

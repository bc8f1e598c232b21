import type { RandomTerm } from '../../contract/fitResult'
import type { Cell, TableBlock, TableRow } from '../../contract/reportBlocks'
import { blockId, type ReportContext } from '../context'
import { fixedFormat, sizeFormat } from '../format'
import { empty, Footnotes, left, number, right, text } from './cells'
import { addCommonNotes } from './footnotes'

/** Variance components: variances, standard deviations, correlations as a lower triangle, intraclass correlations, residual. */
export function randomBlock(context: ReportContext): TableBlock | null {
  const { fit, style, texts } = context
  if (fit.random.length === 0) return null
  const words = texts.tables.random
  const notes = new Footnotes()
  const correlated = fit.random.filter(({ correlated, terms }) => correlated && terms.length > 1)
  const nCorrelations = Math.max(0, ...correlated.map(({ terms }) => terms.length - 1))
  const hasIcc = fit.random.some(({ icc }) => icc !== null)
  const residualVariance = fit.sigma === null ? [] : [fit.sigma ** 2]
  const variance = sizeFormat([...fit.random.flatMap((term) => term.variance), ...residualVariance], style, 'variance')
  const sd = sizeFormat([...fit.random.flatMap((term) => term.sd), ...residualVariance.map(Math.sqrt)], style, 'sd')
  const correlation = fixedFormat(style, 'correlation', 2)
  const icc = fixedFormat(style, 'icc', 3)

  const correlationCells = (term: RandomTerm, row: number): Cell[] =>
    Array.from({ length: nCorrelations }, (_, column) => {
      if (!term.correlated || column >= row) return empty
      const value = term.correlation[row]?.[column] ?? NaN
      return Number.isNaN(value)
        ? number(value, correlation, [notes.add(texts.footnotes.noSpread)])
        : number(value, correlation)
    })

  const rows: TableRow[] = fit.random.flatMap((term) =>
    term.terms.map((effect, j) => ({
      cells: [
        j === 0
          ? text(
              term.group,
              term.correlated || term.terms.length === 1 ? [] : [notes.add(texts.footnotes.uncorrelated(term.group))],
            )
          : empty,
        text(effect),
        number(term.variance[j] ?? NaN, variance),
        number(term.sd[j] ?? NaN, sd),
        ...correlationCells(term, j),
        ...(hasIcc ? [term.icc === null || j > 0 ? empty : number(term.icc, icc)] : []),
      ],
    })),
  )
  if (fit.sigma !== null) {
    rows.push({
      cells: [
        text(words.residual),
        empty,
        number(fit.sigma ** 2, variance),
        number(fit.sigma, sd),
        ...Array.from({ length: nCorrelations + (hasIcc ? 1 : 0) }, () => empty),
      ],
    })
  }
  const titles = correlationTitles(correlated, nCorrelations, context)
  if (titles.numbered) notes.add(texts.footnotes.correlationNumber)
  if (hasIcc) notes.add(texts.footnotes.icc)
  addCommonNotes(notes, context, { coding: false })
  return {
    id: blockId(context, 'random'),
    kind: 'table',
    title: words.title,
    columns: [
      left('group', words.group),
      left('effect', words.effect),
      right('variance', words.variance),
      right('sd', words.sd),
      ...titles.names.map((title, j) => right(`correlation-${j + 1}`, title)),
      ...(hasIcc ? [right('icc', words.icc)] : []),
    ],
    rows,
    footnotes: notes.all,
  }
}

/** Columns are named by the effect they refer to where all terms agree on it, otherwise numbered. */
function correlationTitles(
  correlated: readonly RandomTerm[],
  nColumns: number,
  { texts }: ReportContext,
): { names: string[]; numbered: boolean } {
  const words = texts.tables.random
  let numbered = false
  const names = Array.from({ length: nColumns }, (_, j) => {
    const effects = new Set(correlated.filter(({ terms }) => terms.length > j + 1).map(({ terms }) => terms[j]))
    if (effects.size === 1) return words.correlationWith([...effects][0])
    numbered = true
    return words.correlationNumber(j + 1)
  })
  return { names, numbered }
}

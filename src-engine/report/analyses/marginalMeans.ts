import type { Adjustment, MarginalMeansRequest } from '../../contract/analysis'
import type { PlotBlock, ReportBlock, TableBlock } from '../../contract/reportBlocks'
import { effectiveAdjustment } from '../../inference/contrasts/adjust'
import type { MarginalContrast, MarginalMean, MarginalMeans } from '../../inference/marginalMeans/marginalMeans'
import { Footnotes, left, number, right, text } from '../blocks/cells'
import { dfFormat, estimateFormat, formatLevel, formatP, statisticFormat } from '../format'
import type { AnalysisContext } from './context'

/** Means (or slopes) with intervals, a plot of them, and their contrasts. */
export function marginalMeansBlocks(
  result: MarginalMeans,
  request: MarginalMeansRequest,
  commonNotes: readonly string[],
  context: AnalysisContext,
): ReportBlock[] {
  const blocks: ReportBlock[] = [meansTable(result, request, commonNotes, context)]
  const nKnown = result.means.filter(({ estimate }) => !Number.isNaN(estimate)).length
  if (nKnown > 1) blocks.push(meansPlot(result, request, context))
  if (result.contrasts.length > 0) blocks.push(contrastsTable(result, request, commonNotes, context))
  return blocks
}

function meansTable(
  result: MarginalMeans,
  request: MarginalMeansRequest,
  commonNotes: readonly string[],
  context: AnalysisContext,
): TableBlock {
  const words = context.texts.analyses.marginalMeans
  const notes = new Footnotes()
  addGridNotes(notes, result, context)
  commonNotes.forEach((note) => notes.add(note))
  const shown = [...result.factors, ...result.by]
  return {
    id: `${context.id}/means`,
    kind: 'table',
    title: request.slopeOf === undefined ? words.title : words.slopeTitle(request.slopeOf),
    columns: [
      ...shown.map((name, i) => left(`factor-${i + 1}`, name)),
      right('estimate', request.slopeOf === undefined ? words.mean : words.slope),
      ...estimateColumns(context, request.slopeOf !== undefined),
    ],
    rows: estimateRows(
      result.means,
      (mean) => mean.levels.map((level) => text(level)),
      context,
      request.slopeOf !== undefined,
      notes,
    ),
    footnotes: notes.all,
  }
}

function contrastsTable(
  result: MarginalMeans,
  request: MarginalMeansRequest,
  commonNotes: readonly string[],
  context: AnalysisContext,
): TableBlock {
  const words = context.texts.analyses.marginalMeans
  const nFamilies = new Set(result.contrasts.map(({ by }) => by.join('\n'))).size
  const nMeans = result.means.length / nFamilies
  const method: Adjustment = effectiveAdjustment(request.adjust, { kind: request.contrasts, nMeans })
  const notes = new Footnotes()
  notes.add(words.adjusted({ method, nTests: result.contrasts.length / nFamilies }))
  addGridNotes(notes, result, context)
  commonNotes.forEach((note) => notes.add(note))
  return {
    id: `${context.id}/contrasts`,
    kind: 'table',
    title: words.contrastsTitle,
    columns: [
      ...result.by.map((name, i) => left(`by-${i + 1}`, name)),
      left('contrast', words.contrast),
      right('estimate', context.texts.tables.fixed.estimate),
      ...estimateColumns(context, true),
    ],
    rows: estimateRows(
      result.contrasts,
      (row) => [...row.by.map((level) => text(level)), text(row.contrast)],
      context,
      true,
      notes,
    ),
    footnotes: notes.all,
  }
}

function addGridNotes(notes: Footnotes, result: MarginalMeans, { texts }: AnalysisContext): void {
  const words = texts.analyses.marginalMeans
  if (result.averagedOver.length > 0) notes.add(words.averagedOver(result.averagedOver))
  for (const { name, value } of result.heldAt)
    notes.add(words.heldAt({ name, value: String(Number(value.toPrecision(6))) }))
}

function estimateColumns({ texts, level }: AnalysisContext, withTest: boolean) {
  const words = texts.tables.fixed
  const shown = formatLevel(level)
  return [
    right('stdError', words.stdError),
    right('df', words.df),
    right('lower', words.lower(shown)),
    right('upper', words.upper(shown)),
    ...(withTest ? [right('statistic', words.t), right('pValue', words.p)] : []),
  ]
}

function estimateRows<Row extends MarginalMean | MarginalContrast>(
  rows: readonly Row[],
  labels: (row: Row) => ReturnType<typeof text>[],
  { style, texts }: AnalysisContext,
  withTest: boolean,
  notes: Footnotes,
): TableBlock['rows'] {
  const format = estimateFormat(
    rows.map(({ estimate }) => estimate),
    rows.map(({ stdError }) => stdError),
    style,
  )
  const df = dfFormat(
    rows.map((row) => row.df),
    style,
  )
  return rows.map((row) => {
    const missing = Number.isNaN(row.estimate) ? [notes.add(texts.analyses.marginalMeans.notEstimable)] : []
    return {
      cells: [
        ...labels(row),
        number(row.estimate, (v) => format.estimate(v, row.stdError), missing),
        number(row.stdError, format.stdError),
        number(row.df, df),
        number(row.lower, (v) => format.estimate(v, row.stdError)),
        number(row.upper, (v) => format.estimate(v, row.stdError)),
        ...(withTest
          ? [number(row.statistic, statisticFormat(style)), number(row.pValue, (v) => formatP(v, style))]
          : []),
      ],
    }
  })
}

/** One panel per combination of the `by` factors; the factors asked for along x. */
function meansPlot(result: MarginalMeans, request: MarginalMeansRequest, context: AnalysisContext): PlotBlock {
  const words = context.texts.analyses.marginalMeans
  const nBy = result.by.length
  const groups = new Map<string, MarginalMean[]>()
  for (const mean of result.means) {
    const key = nBy === 0 ? '' : mean.levels.slice(-nBy).join(', ')
    groups.set(key, [...(groups.get(key) ?? []), mean])
  }
  const name = (mean: MarginalMean): string => mean.levels.slice(0, result.factors.length).join(', ')
  const categories = [...groups.values()][0].map(name)
  return {
    id: `${context.id}/plot-means`,
    kind: 'plot',
    title: request.slopeOf === undefined ? words.plotTitle : words.slopeTitle(request.slopeOf),
    description: words.plotDescription({ nMeans: result.means.length, level: formatLevel(context.level) }),
    x: { title: result.factors.join(', '), scale: 'category', categories },
    y: { title: request.slopeOf === undefined ? words.mean : words.slope, scale: 'linear' },
    panels: [...groups].map(([title, means]) => {
      const x = Float64Array.from(means.keys())
      const y = Float64Array.from(means, (mean) => mean.estimate)
      const lower = Float64Array.from(means, (mean) => mean.lower)
      const upper = Float64Array.from(means, (mean) => mean.upper)
      return {
        ...(title === '' ? {} : { title }),
        series: [
          {
            name: context.texts.tables.fixed.lower(formatLevel(context.level)),
            mark: 'interval',
            x,
            y,
            lower,
            upper,
            tone: 'muted',
          },
          { name: words.mean, mark: 'points', x, y, tone: 'accent' },
        ],
      }
    }),
    legend: false,
    aspect: Math.min(3, 1.6 * Math.max(1, groups.size / 2)),
  }
}

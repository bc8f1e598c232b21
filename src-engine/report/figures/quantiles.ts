import type { PlotBlock, PlotPanel, PlotSeries } from '../../contract/reportBlocks'
import { blockId, modesByGroup, type GroupModes, type ReportContext } from '../context'
import { formatLevel } from '../format'
import { quantilePlot, type QuantilePlot } from './normalQuantiles'
import { withThinning } from './scatter'
import { evenly, maxPoints } from './thin'

const bandLevel = 0.95
/** Points of each tail that are drawn whatever their number. */
const tailPoints = 500
/** Levels up to which points carry their names. */
const maxLabels = 500

function ranksToDraw(n: number): number[] {
  if (n <= maxPoints) return Array.from({ length: n }, (_, i) => i)
  const tail = Array.from({ length: tailPoints }, (_, i) => i)
  const middle = evenly(n - 2 * tailPoints, maxPoints - 2 * tailPoints).map((i) => i + tailPoints)
  return [...tail, ...middle, ...tail.map((i) => n - tailPoints + i)]
}

function series(context: ReportContext, plot: QuantilePlot, extra: Pick<PlotSeries, 'rows' | 'labels'>): PlotSeries[] {
  const words = context.texts.plots
  return [
    {
      name: words.band(formatLevel(bandLevel)),
      mark: 'band',
      x: plot.band.x,
      y: plot.band.lower,
      lower: plot.band.lower,
      upper: plot.band.upper,
      tone: 'muted',
    },
    { name: words.referenceLine, mark: 'line', ...plot.line, tone: 'reference' },
    { name: words.points, mark: 'points', x: plot.x, y: plot.y, ...extra, tone: 'accent' },
  ]
}

/** Ordered standardised residuals against normal quantiles, with a pointwise band. */
export function qqResidualsBlock(context: ReportContext): PlotBlock {
  const { fit, texts } = context
  const words = texts.plots.qqResiduals
  const plot = quantilePlot(fit.rows.scaled, bandLevel, ranksToDraw)
  const description = words.description({
    nObs: fit.nObs,
    outside: plot.nOutside,
    level: formatLevel(bandLevel),
  })
  return {
    id: blockId(context, 'plot-qq-residuals'),
    kind: 'plot',
    title: words.title,
    description: withThinning(description, plot.x.length, fit.nObs, context),
    x: { title: texts.plots.normalQuantile, scale: 'linear' },
    y: { title: texts.plots.scaledResidual, scale: 'linear' },
    panels: [{ series: series(context, plot, { rows: plot.order.map((i) => fit.rows.index[i]) }) }],
    legend: false,
    aspect: 1.75,
  }
}

/** For each grouping factor, conditional modes against normal quantiles, a panel for each effect that varies. */
export function qqRandomBlocks(context: ReportContext): PlotBlock[] {
  return modesByGroup(context.fit).flatMap((group) => qqRandomBlock(context, group) ?? [])
}

function qqRandomBlock(context: ReportContext, { group, levels, effects }: GroupModes): PlotBlock | null {
  const { texts } = context
  const words = texts.plots.qqRandom
  const varying = effects.filter(({ modes }) => modes.some((mode) => mode !== modes[0]))
  if (varying.length === 0 || levels.length < 3) return null
  let outside = 0
  let drawn = 0
  const panels = varying.map(({ term, modes }): PlotPanel => {
    const plot = quantilePlot(modes, bandLevel, ranksToDraw)
    outside += plot.nOutside
    drawn = plot.x.length
    const labels = levels.length <= maxLabels ? { labels: Array.from(plot.order, (i) => levels[i]) } : {}
    const panel = { series: series(context, plot, labels) }
    return varying.length === 1 && term === '(Intercept)' ? panel : { title: texts.plots.effect(term), ...panel }
  })
  const description = words.description({
    group,
    nLevels: levels.length,
    outside,
    level: formatLevel(bandLevel),
  })
  return {
    id: blockId(context, `plot-qq-random-${group}`),
    kind: 'plot',
    title: words.title(group),
    description: withThinning(description, drawn, levels.length, context),
    x: { title: texts.plots.normalQuantile, scale: 'linear' },
    y: { title: texts.plots.conditionalMode, scale: 'linear' },
    panels,
    ...(panels.length > 1 ? { free: 'y' as const } : {}),
    legend: false,
    aspect: panels.length > 1 ? 2 : 1.75,
  }
}

import type { FitResult } from '../../contract/fitResult'
import type { PlotBlock, PlotSeries } from '../../contract/reportBlocks'
import { blockId, type ReportContext } from '../context'
import { fixedFormat, formatNumber } from '../format'
import { lowess, type Curve } from './lowess'
import { maxPoints, pick, pickInt, range, thin } from './thin'

/** Standardised residuals beyond this are always drawn. */
const farOut = 3

/** Indices of the observations to draw, far-out residuals among them. */
export function drawnRows(fit: FitResult): Int32Array {
  return thin(fit.nObs, maxPoints, (i) => Math.abs(fit.rows.scaled[i]) > farOut)
}

/** The line that says how many points are drawn, where not all are. */
export function withThinning(description: string, drawn: number, all: number, { texts }: ReportContext): string {
  return drawn < all ? `${description} ${texts.plots.thinned({ drawn, all })}` : description
}

/** Whether prior weights make Pearson residuals differ from plain ones, or a family does. */
function usesPearson({ spec, family }: FitResult): boolean {
  return family !== 'gaussian' || spec.weights !== undefined
}

export function residualName({ fit, texts }: ReportContext): string {
  return usesPearson(fit) ? texts.plots.pearsonResidual : texts.plots.residual
}

function points(context: ReportContext, y: Float64Array, drawn: Int32Array): PlotSeries {
  const { rows } = context.fit
  return {
    name: context.texts.plots.points,
    mark: 'points',
    x: pick(rows.fitted, drawn),
    y: pick(y, drawn),
    rows: pickInt(rows.index, drawn),
    tone: 'accent',
  }
}

function smoothSeries(context: ReportContext, curve: Curve): PlotSeries[] {
  if (curve.x.length === 0) return []
  return [{ name: context.texts.plots.smooth, mark: 'line', x: curve.x, y: curve.y, tone: 1 }]
}

/** Residuals (Pearson ones with weights and families) against fitted values, with a smooth line and zero. */
export function residualsFittedBlock(context: ReportContext): PlotBlock {
  const { fit, style, texts } = context
  const words = texts.plots.residualsFitted
  const { fitted, pearson } = fit.rows
  const drawn = drawnRows(fit)
  const curve = lowess(fitted, pearson)
  const [low, high] = range(pearson)
  const [smoothLow, smoothHigh] = range(curve.y)
  const write = (value: number): string => formatNumber(value, style)
  const description = words.description({
    nObs: fit.nObs,
    low: write(low),
    high: write(high),
    smoothLow: write(smoothLow),
    smoothHigh: write(smoothHigh),
  })
  return {
    id: blockId(context, 'plot-residuals-fitted'),
    kind: 'plot',
    title: words.title,
    description: withThinning(description, drawn.length, fit.nObs, context),
    x: { title: texts.plots.fitted, scale: 'linear' },
    y: { title: residualName(context), scale: 'linear' },
    panels: [
      {
        series: [
          {
            name: texts.plots.zero,
            mark: 'line',
            x: Float64Array.from(range(fitted)),
            y: Float64Array.of(0, 0),
            tone: 'reference',
          },
          points(context, pearson, drawn),
          ...smoothSeries(context, curve),
        ],
      },
    ],
    legend: false,
    aspect: 1.75,
  }
}

/** √|standardised residual| against fitted values, with a smooth line. */
export function scaleLocationBlock(context: ReportContext): PlotBlock {
  const { fit, style, texts } = context
  const words = texts.plots.scaleLocation
  const drawn = drawnRows(fit)
  const spread = fit.rows.scaled.map((r) => Math.sqrt(Math.abs(r)))
  const curve = lowess(fit.rows.fitted, spread)
  const [smoothLow, smoothHigh] = range(curve.y).map(fixedFormat(style, 'spread', 2)) as [string, string]
  return {
    id: blockId(context, 'plot-scale-location'),
    kind: 'plot',
    title: words.title,
    description: withThinning(
      words.description({ nObs: fit.nObs, smoothLow, smoothHigh }),
      drawn.length,
      fit.nObs,
      context,
    ),
    x: { title: texts.plots.fitted, scale: 'linear' },
    y: { title: texts.plots.rootScaledResidual, scale: 'linear' },
    panels: [{ series: [points(context, spread, drawn), ...smoothSeries(context, curve)] }],
    legend: false,
    aspect: 1.75,
  }
}

import type { PlotBlock, PlotPanel } from '../../contract/reportBlocks'
import { normalQuantile } from '../../math/distributions'
import { blockId, modesByGroup, type GroupModes, type ReportContext } from '../context'
import { formatLevel, formatNumber } from '../format'
import { listAspect } from '../plots/panelGrid'
import { range } from './thin'

/** For each grouping factor, conditional modes with intervals, levels ordered by the first effect. */
export function caterpillarBlocks(context: ReportContext): PlotBlock[] {
  return modesByGroup(context.fit).map((group) => caterpillarBlock(context, group))
}

function caterpillarBlock(context: ReportContext, { group, levels, effects }: GroupModes): PlotBlock {
  const { fit, style, texts } = context
  const words = texts.plots.caterpillar
  const z = normalQuantile(0.5 + fit.spec.level / 2)
  const first = effects[0]
  const order = Int32Array.from(levels, (_, i) => i).sort((a, b) => first.modes[a] - first.modes[b])
  const categories = Array.from(order, (i) => levels[i])
  const position = Float64Array.from(order, (_, rank) => rank)
  const [low, high] = range(first.modes)
  const nApart = first.modes.reduce((sum, mode, i) => sum + (Math.abs(mode) > z * first.stdErrors[i] ? 1 : 0), 0)

  const panels = effects.map(({ term, modes, stdErrors }): PlotPanel => {
    const x = Float64Array.from(order, (i) => modes[i])
    const half = Float64Array.from(order, (i) => z * stdErrors[i])
    const panel: PlotPanel = {
      series: [
        {
          name: texts.plots.zero,
          mark: 'line',
          x: Float64Array.of(0, 0),
          y: Float64Array.of(-0.5, levels.length - 0.5),
          tone: 'reference',
        },
        {
          name: texts.plots.interval(formatLevel(fit.spec.level)),
          mark: 'interval',
          x,
          y: position,
          lower: x.map((value, i) => value - half[i]),
          upper: x.map((value, i) => value + half[i]),
          tone: 'accent',
        },
        { name: texts.plots.conditionalMode, mark: 'points', x, y: position, labels: categories, tone: 'accent' },
      ],
    }
    return effects.length === 1 && term === '(Intercept)' ? panel : { title: texts.plots.effect(term), ...panel }
  })
  return {
    id: blockId(context, `plot-caterpillar-${group}`),
    kind: 'plot',
    title: words.title(group),
    description: words.description({
      group,
      nLevels: levels.length,
      level: formatLevel(fit.spec.level),
      effect: first.term,
      lowest: formatNumber(low, style),
      highest: formatNumber(high, style),
      nApart,
    }),
    x: { title: texts.plots.conditionalMode, scale: 'linear' },
    y: { title: group, scale: 'category', categories },
    panels,
    ...(panels.length > 1 ? { free: 'x' as const } : {}),
    legend: false,
    aspect: listAspect(levels.length),
  }
}

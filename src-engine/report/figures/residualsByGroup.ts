import type { DataTable } from '../../contract/columns'
import type { PlotBlock, PlotSeries } from '../../contract/reportBlocks'
import { blockId, modesByGroup, type ReportContext } from '../context'
import { formatNumber } from '../format'
import { groupCodes, membersOf, readFormula, type Members } from './groupCodes'
import { quantile } from './lowess'
import { residualName, withThinning } from './scatter'
import { listAspect } from '../plots/panelGrid'
import { evenly, maxPoints, thin } from './thin'

/** Levels drawn at most. */
const maxLevels = 60
/** Observations per level from which a box says more than its points. */
const boxFrom = 5

/** Residuals level by level for each grouping factor: boxes, or points where levels are small; levels ordered by their median. */
export function residualsByGroupBlocks(context: ReportContext): PlotBlock[] {
  const { fit, table } = context
  if (table === null) return []
  const random = readFormula(fit.formula)?.random ?? []
  return modesByGroup(fit).flatMap(({ group, levels }) => {
    const names = random.find(({ label }) => label === group)?.group ?? [group]
    return residualsByGroupBlock(context, table, group, names, levels) ?? []
  })
}

function residualsByGroupBlock(
  context: ReportContext,
  table: DataTable,
  group: string,
  names: readonly string[],
  levels: readonly string[],
): PlotBlock | null {
  const { fit, style, texts } = context
  const words = texts.plots.residualsByGroup
  const codes = groupCodes(table, names, levels, fit.rows.index)
  if (codes === null) return null
  const members = membersOf(codes, levels.length)
  const residuals = fit.rows.pearson
  const sorted = levels.map((_, g) => sortedResiduals(residuals, members, g))
  const medians = sorted.map((values) => quantile(values, 0.5))
  const ordered = levels
    .map((_, g) => g)
    .filter((g) => sorted[g].length > 0)
    .sort((a, b) => medians[a] - medians[b])
  if (ordered.length === 0) return null
  const shown = evenly(ordered.length, maxLevels).map((rank) => ordered[rank])
  const boxes = ordered.length <= maxLevels && codes.length / ordered.length >= boxFrom
  const positions = new Map(shown.map((g, rank) => [g, rank]))
  const series = boxes ? boxSeries(context, shown, sorted, members) : pointSeries(context, codes, positions)

  const description = words.description({
    group,
    nLevels: ordered.length,
    lowest: formatNumber(medians[ordered[0]], style),
    highest: formatNumber(medians[ordered[ordered.length - 1]], style),
    boxes,
  })
  const part =
    shown.length < ordered.length
      ? `${description} ${words.descriptionPart({ shown: shown.length, nLevels: ordered.length })}`
      : description
  return {
    id: blockId(context, `plot-residuals-by-group-${group}`),
    kind: 'plot',
    title: words.title(group),
    description: boxes ? part : withThinning(part, series.drawn, series.all, context),
    x: { title: residualName(context), scale: 'linear' },
    y: { title: group, scale: 'category', categories: shown.map((g) => levels[g]) },
    panels: [
      {
        series: [
          {
            name: texts.plots.zero,
            mark: 'line',
            x: Float64Array.of(0, 0),
            y: Float64Array.of(-0.5, shown.length - 0.5),
            tone: 'reference',
          },
          ...series.series,
        ],
      },
    ],
    legend: false,
    aspect: listAspect(shown.length),
  }
}

function sortedResiduals(residuals: Float64Array, { order, start }: Members, g: number): Float64Array {
  return Float64Array.from(order.subarray(start[g], start[g + 1]), (i) => residuals[i]).sort()
}

interface Drawn {
  readonly series: readonly PlotSeries[]
  readonly drawn: number
  readonly all: number
}

/** Tukey's boxes: whiskers to the last observation within 1.5 times the quartile range; what lies beyond is drawn as points. */
function boxSeries(
  context: ReportContext,
  shown: readonly number[],
  sorted: readonly Float64Array[],
  members: Members,
): Drawn {
  const { fit, texts } = context
  const numbers: number[] = []
  const far: { x: number; y: number; row: number }[] = []
  shown.forEach((g, rank) => {
    const values = sorted[g]
    const q1 = quantile(values, 0.25)
    const q3 = quantile(values, 0.75)
    const reach = 1.5 * (q3 - q1)
    const inside = values.filter((value) => value >= q1 - reach && value <= q3 + reach)
    numbers.push(inside[0], q1, quantile(values, 0.5), q3, inside[inside.length - 1])
    for (let k = members.start[g]; k < members.start[g + 1]; k++) {
      const i = members.order[k]
      const value = fit.rows.pearson[i]
      if (value < q1 - reach || value > q3 + reach) far.push({ x: value, y: rank, row: fit.rows.index[i] })
    }
  })
  const box: PlotSeries = {
    name: context.texts.plots.residual,
    mark: 'box',
    x: Float64Array.from(numbers),
    y: Float64Array.from(shown, (_, rank) => rank),
    tone: 'accent',
  }
  if (far.length === 0) return { series: [box], drawn: 0, all: 0 }
  const outliers: PlotSeries = {
    name: texts.plots.outliers,
    mark: 'points',
    x: Float64Array.from(far, ({ x }) => x),
    y: Float64Array.from(far, ({ y }) => y),
    rows: Int32Array.from(far, ({ row }) => row),
    tone: 'accent',
  }
  return { series: [box, outliers], drawn: 0, all: 0 }
}

function pointSeries({ fit, texts }: ReportContext, codes: Int32Array, positions: ReadonlyMap<number, number>): Drawn {
  const candidates = Int32Array.from(codes.keys()).filter((i) => positions.has(codes[i]))
  const drawn = thin(candidates.length, maxPoints).map((k) => candidates[k])
  const points: PlotSeries = {
    name: texts.plots.points,
    mark: 'points',
    x: Float64Array.from(drawn, (i) => fit.rows.pearson[i]),
    y: Float64Array.from(drawn, (i) => positions.get(codes[i])!),
    rows: drawn.map((i) => fit.rows.index[i]),
    tone: 'accent',
  }
  return { series: [points], drawn: drawn.length, all: candidates.length }
}

import type { SeriesOption } from 'echarts'
import type { PlotBlock, PlotPanel, PlotSeries } from '../../contract/reportBlocks'
import { isHorizontal } from './extents'
import type { Palette } from './palette'

/** A point that breaks a line. */
const gapPoint: ['-', '-'] = ['-', '-']
/** Lines in one series from which they are drawn thin. */
const manyLines = 13
/** Lines of one series up to which they are drawn boldly. */
const maxCommon = 6

type Point = [number, number] | ['-', '-']

export function colourOf(tone: PlotSeries['tone'], palette: Palette): string {
  if (typeof tone === 'number') return palette.categorical[tone % palette.categorical.length]
  return tone === 'accent' ? palette.accent : tone === 'muted' ? palette.muted : palette.reference
}

function pairs(x: Float64Array, y: Float64Array): Point[] {
  return Array.from(x, (value, i) => (Number.isNaN(value) || Number.isNaN(y[i]) ? gapPoint : [value, y[i]]))
}

function pointSize(nPoints: number, nPanels: number): number {
  const size = nPoints <= 80 ? 7 : nPoints <= 400 ? 5.5 : nPoints <= 1500 ? 4 : 3
  return nPanels > 2 ? Math.max(3, size - 1) : size
}

/** Series of one panel as ECharts takes them, drawn on axes `index`. Plain data, no functions. */
export function seriesOptions(block: PlotBlock, panel: PlotPanel, index: number, palette: Palette): SeriesOption[] {
  return panel.series.flatMap((series, order) => {
    const base = {
      name: series.name,
      xAxisIndex: index,
      yAxisIndex: index,
      animation: false,
      // Whole at once: an image taken of a canvas must not hold the first part only.
      progressive: 0,
      z: 2 + order,
      clip: true,
    }
    switch (series.mark) {
      case 'points':
        return [{ ...base, ...pointsOption(block, series, palette) }]
      case 'line':
        return [{ ...base, ...lineOption(series, palette) }]
      case 'interval':
        return [{ ...base, ...intervalOption(block, series, palette) }]
      case 'band':
        return bandOptions(series, palette, index, order).map((option) => ({ ...base, ...option }))
      case 'bars':
        return [
          {
            ...base,
            type: 'bar' as const,
            data: pairs(series.x, series.y),
            barWidth: '92%',
            itemStyle: { color: colourOf(series.tone, palette) },
          },
        ]
      case 'box':
        return [{ ...base, ...boxOption(block, series, palette) }]
    }
  })
}

function pointsOption(block: PlotBlock, series: PlotSeries, palette: Palette): SeriesOption {
  const isBehind = series.tone === 'muted'
  return {
    type: 'scatter',
    data: pairs(series.x, series.y),
    symbol: 'circle',
    symbolSize: pointSize(series.x.length, block.panels.length),
    itemStyle: { color: colourOf(series.tone, palette), opacity: isBehind ? 0.75 : series.x.length > 60 ? 0.75 : 1 },
  }
}

function lineOption(series: PlotSeries, palette: Palette): SeriesOption {
  const nLines = series.x.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 1)
  const isReference = series.tone === 'reference'
  return {
    type: 'line',
    data: pairs(series.x, series.y),
    showSymbol: false,
    symbol: 'none',
    connectNulls: false,
    silent: true,
    itemStyle: { color: colourOf(series.tone, palette) },
    lineStyle: {
      color: colourOf(series.tone, palette),
      width: isReference ? 1.2 : nLines >= manyLines ? 1 : nLines > maxCommon ? 1.4 : 2.2,
      opacity: nLines > 60 ? 0.45 : nLines >= manyLines ? 0.7 : 1,
      type: isReference ? [5, 4] : 'solid',
    },
  }
}

/** Each interval is a line of two points, separated from the next by a gap. */
function intervalOption(block: PlotBlock, series: PlotSeries, palette: Palette): SeriesOption {
  const { lower, upper } = series
  if (lower === undefined || upper === undefined) return { type: 'line', data: [] }
  const horizontal = isHorizontal(block)
  const across = horizontal ? series.y : series.x
  const data = Array.from(across, (at, i): Point[] =>
    horizontal ? [[lower[i], at], [upper[i], at], gapPoint] : [[at, lower[i]], [at, upper[i]], gapPoint],
  ).flat()
  const colour = colourOf(series.tone, palette)
  return {
    type: 'line',
    data,
    showSymbol: false,
    symbol: 'none',
    connectNulls: false,
    silent: true,
    itemStyle: { color: colour },
    lineStyle: {
      color: colour,
      width: across.length > 120 ? 0.8 : 1.4,
      opacity: across.length > 120 ? 0.6 : 1,
      cap: 'round',
    },
  }
}

/** A band is the area stacked on its lower edge. */
function bandOptions(series: PlotSeries, palette: Palette, panel: number, order: number): SeriesOption[] {
  const { lower, upper } = series
  if (lower === undefined || upper === undefined) return []
  const stack = `band-${panel}-${order}`
  const common = {
    type: 'line' as const,
    stack,
    stackStrategy: 'all' as const,
    showSymbol: false,
    symbol: 'none',
    silent: true,
    lineStyle: { width: 0, opacity: 0 },
    itemStyle: { color: palette.band },
  }
  return [
    { ...common, data: pairs(series.x, lower) },
    {
      ...common,
      data: pairs(
        series.x,
        upper.map((value, i) => value - lower[i]),
      ),
      areaStyle: { color: palette.band, opacity: 1 },
    },
  ]
}

function boxOption(block: PlotBlock, series: PlotSeries, palette: Palette): SeriesOption {
  const horizontal = isHorizontal(block)
  const numbers = horizontal ? series.x : series.y
  const positions = horizontal ? series.y : series.x
  const categories = (horizontal ? block.y : block.x).categories?.length ?? positions.length
  const data: (number[] | '-')[] = Array.from({ length: categories }, () => '-')
  positions.forEach((position, i) => {
    data[position] = Array.from(numbers.subarray(5 * i, 5 * i + 5))
  })
  return {
    type: 'boxplot',
    data: data as number[][],
    boxWidth: [3, 22],
    itemStyle: { color: palette.band, borderColor: colourOf(series.tone, palette), borderWidth: 1.3 },
  }
}

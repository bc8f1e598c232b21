import type { EChartsOption, SeriesOption } from 'echarts'
import type { PlotBlock } from '../../contract/reportBlocks'
import { axisOption } from './axisOptions'
import { fontFamily } from './fonts'
import { layoutPlot, titleSize, type PanelLayout, type PlotLayout } from './layout'
import type { Palette } from './palette'
import { figureWidth } from './panelGrid'
import { seriesOptions } from './seriesOptions'
import { tooltipOption } from './tooltip'

export interface PlotOptions {
  /** Adds tooltips and labels written by functions; without it the option is plain data. */
  readonly interactive?: boolean
  /** Size in pixels for which labels are placed; that of a report where absent. */
  readonly width?: number
  readonly height?: number
}

/** A plot block as an ECharts option. The title is left to the page around it. */
export function plotOption(block: PlotBlock, palette: Palette, options: PlotOptions = {}): EChartsOption {
  const width = options.width ?? figureWidth
  const height = options.height ?? width / block.aspect
  const interactive = options.interactive ?? false
  const layout = layoutPlot(block, width, height)
  const several = block.panels.length > 1
  const axis = (panel: PanelLayout, index: number, side: 'x' | 'y'): Record<string, unknown> =>
    axisOption(panel, index, {
      palette,
      interactive,
      side,
      title: several ? null : block[side].title,
      showLabels: side === 'x' ? panel.xLabels : panel.yLabels,
    })
  const perPanel = block.panels.map((panel, index) => seriesOptions(block, panel, index, palette))
  const option: Record<string, unknown> = {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily, color: palette.ink },
    grid: layout.panels.map((panel) => gridOption(panel, layout)),
    xAxis: layout.panels.map((panel, index) => axis(panel, index, 'x')),
    yAxis: layout.panels.map((panel, index) => axis(panel, index, 'y')),
    series: perPanel.flat(),
    ...(several ? { title: panelTitles(block, layout, palette), graphic: sharedTitles(block, layout, palette) } : {}),
    ...(block.legend ? { legend: legendOption(block, palette) } : {}),
    ...(interactive ? { tooltip: tooltipOption(block, palette, originsOf(block, perPanel)) } : { silent: true }),
  }
  return option
}

/** Which series of which panel each of the drawn series came from: a band is drawn as two. */
function originsOf(block: PlotBlock, drawn: readonly SeriesOption[][]): { panel: number; series: number }[] {
  return block.panels.flatMap((panel, index) => {
    const origins = panel.series.flatMap(({ mark }, series) =>
      Array.from({ length: mark === 'band' ? 2 : 1 }, () => ({ panel: index, series })),
    )
    return origins.slice(0, drawn[index].length)
  })
}

/** One panel keeps its margins at any size; several share the surface in proportion. */
function gridOption(panel: PanelLayout, { width, height, panels }: PlotLayout): Record<string, unknown> {
  const right = width - panel.left - panel.width
  const bottom = height - panel.top - panel.height
  const base = { outerBoundsMode: 'none' }
  if (panels.length === 1) return { ...base, left: panel.left, top: panel.top, right, bottom }
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(4)}%`
  return {
    ...base,
    left: share(panel.left, width),
    right: share(right, width),
    top: share(panel.top, height),
    bottom: share(bottom, height),
  }
}

function panelTitles(block: PlotBlock, { panels, width, height }: PlotLayout, palette: Palette): unknown[] {
  return block.panels.flatMap(({ title }, i) =>
    title === undefined
      ? []
      : [
          {
            text: title,
            left: `${((100 * (panels[i].left + panels[i].width / 2)) / width).toFixed(4)}%`,
            top: `${((100 * (panels[i].top - 18)) / height).toFixed(4)}%`,
            padding: 0,
            textAlign: 'center',
            textStyle: {
              color: palette.ink,
              fontSize: titleSize,
              fontWeight: 600,
              fontFamily,
              width: panels[i].width,
              overflow: 'truncate',
            },
          },
        ],
  )
}

/** Axis titles that stand once for all panels. */
function sharedTitles(block: PlotBlock, _layout: PlotLayout, palette: Palette): unknown[] {
  const style = { fill: palette.ink, font: `${titleSize}px ${fontFamily}` }
  return [
    { type: 'text', silent: true, left: 'center', bottom: 2, style: { ...style, text: block.x.title } },
    {
      type: 'text',
      silent: true,
      left: 2,
      top: 'middle',
      rotation: Math.PI / 2,
      style: { ...style, text: block.y.title },
    },
  ]
}

function legendOption(block: PlotBlock, palette: Palette): Record<string, unknown> {
  const names = new Set<string>()
  for (const panel of block.panels)
    for (const series of panel.series) if (series.tone !== 'reference') names.add(series.name)
  return {
    data: [...names],
    top: 0,
    right: 8,
    itemWidth: 18,
    itemHeight: 8,
    itemGap: 16,
    selectedMode: false,
    textStyle: { color: palette.ink, fontSize: titleSize, fontFamily },
  }
}

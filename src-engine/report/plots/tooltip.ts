import type { PlotBlock } from '../../contract/reportBlocks'
import { trueMinus } from '../format'
import { fontFamily } from './fonts'
import type { Palette } from './palette'

interface Hovered {
  readonly seriesIndex?: number
  readonly dataIndex?: number
}

/** What a point says of itself under the pointer; drawn on the chart, not as HTML. `panelOf` and `seriesOf` lead from ECharts' series to the block's. */
export function tooltipOption(
  block: PlotBlock,
  palette: Palette,
  origin: readonly { readonly panel: number; readonly series: number }[],
): Record<string, unknown> {
  const write = (axis: PlotBlock['x'], value: number): string =>
    axis.scale === 'category' ? (axis.categories?.[value] ?? '') : trueMinus(String(Number(value.toPrecision(5))))
  return {
    trigger: 'item',
    renderMode: 'richText',
    backgroundColor: palette.background,
    borderColor: palette.axis,
    borderWidth: 1,
    padding: [6, 8],
    textStyle: { color: palette.ink, fontSize: 12, fontFamily },
    formatter: ({ seriesIndex, dataIndex }: Hovered): string => {
      const at = seriesIndex === undefined ? undefined : origin.at(seriesIndex)
      if (at === undefined || dataIndex === undefined) return ''
      const series = block.panels[at.panel].series[at.series]
      if (series.mark !== 'points') return ''
      const label = series.labels?.[dataIndex]
      const x = `${block.x.title}: ${write(block.x, series.x[dataIndex])}`
      const y = `${block.y.title}: ${write(block.y, series.y[dataIndex])}`
      return [...(label === undefined ? [] : [label]), x, y].join('\n')
    },
  }
}

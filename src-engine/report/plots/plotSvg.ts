import { BarChart, BoxplotChart, LineChart, ScatterChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { PlotBlock } from '../../contract/reportBlocks'
import type { Palette } from './palette'
import { figureWidth } from './panelGrid'
import { plotOption } from './plotOption'

use([BarChart, BoxplotChart, LineChart, ScatterChart])
use([GraphicComponent, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

export interface PlotSize {
  readonly width: number
  readonly height: number
}

/** Size of a plot in a report. */
export function reportSize(block: PlotBlock): PlotSize {
  return { width: figureWidth, height: Math.round(figureWidth / block.aspect) }
}

/** A plot as a stand-alone SVG: vector marks, text as text, title and description inside. Needs no window. */
export function plotSvg(block: PlotBlock, palette: Palette, size: PlotSize = reportSize(block)): string {
  const { width, height } = size
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(plotOption(block, palette, { width, height }))
    return finish(chart.renderToSVGString({ useViewBox: true }), block)
  } finally {
    chart.dispose()
  }
}

/**
 * Writes minus signs as such, makes ids unique to the block and equal from run to run, takes out what only a live chart
 * needs, and adds the texts for readers.
 */
function finish(svg: string, block: PlotBlock): string {
  const prefix = `p${hash(block.id)}-`
  const texts = `<title>${escape(block.title)}</title><desc>${escape(block.description)}</desc>`
  return svg
    .replace(/<style[^>]*>[^]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, prefix)
    .replace(/>-([\d.,]+)<\/text>/g, '>\u2212$1</text>')
    .replace(/<svg [^>]*>/, (open) => open + texts)
}

function hash(text: string): string {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return (h >>> 0).toString(36)
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

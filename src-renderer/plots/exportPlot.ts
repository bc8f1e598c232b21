import type { PlotBlock } from '../../src-engine/contract'
import { lightPalette } from '../../src-engine/report/plots/palette'
import { plotOption } from '../../src-engine/report/plots/plotOption'
import { notices } from '../components/notices.svelte'
import { host, isHostFailure } from '../host/host'
import { failureText } from '../host/failureText'
import { t } from '../i18n/t'
import { loadCharts } from './chart.svelte'

/** Width in pixels of a plot that leaves the application; the height follows from its aspect. */
const exportWidth = 720
/** Pixels per pixel of images, so that they print well. */
const imageScale = 3

function sizeOf(block: PlotBlock): { readonly width: number; readonly height: number } {
  return { width: exportWidth, height: Math.round(exportWidth / block.aspect) }
}

/** A plot as a PNG file, in the colours of paper. */
async function plotPng(block: PlotBlock): Promise<Uint8Array> {
  const { init } = await loadCharts()
  const element = document.createElement('div')
  const { width, height } = sizeOf(block)
  const chart = init(element, null, { renderer: 'canvas', width, height, devicePixelRatio: imageScale })
  try {
    chart.setOption(plotOption(block, lightPalette, { width, height }))
    const url = chart.getDataURL({ type: 'png', pixelRatio: imageScale, backgroundColor: '#ffffff' })
    return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) => character.charCodeAt(0))
  } finally {
    chart.dispose()
  }
}

/** A plot as an SVG file. */
async function plotSvgFile(block: PlotBlock): Promise<Uint8Array> {
  const { plotSvg } = await import('../../src-engine/report/plots/plotSvg')
  return new TextEncoder().encode(plotSvg(block, lightPalette, sizeOf(block)))
}

/** Puts a plot on the clipboard as an image. */
export async function copyPlotImage(block: PlotBlock): Promise<void> {
  await host.invoke('clipboard.writeImage', { png: await plotPng(block) })
}

/** Asks where, and writes a plot to a file. Returns whether it was written. */
export async function savePlot(block: PlotBlock, kind: 'svg' | 'png'): Promise<boolean> {
  const bytes = kind === 'png' ? await plotPng(block) : await plotSvgFile(block)
  const suggestedName = `${fileName(block.title)}.${kind}`
  const saved = await host.invoke('files.saveExport', { suggestedName, kind, bytes })
  if (isHostFailure(saved)) notices.show(failureText(saved, suggestedName), { severity: 'error' })
  return saved !== null && !isHostFailure(saved)
}

/** A title without what file systems refuse. */
function fileName(title: string): string {
  const name = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
  return name === '' ? t('blocks.plotFile') : name
}

import { describe, expect, it } from 'vitest'
import type { PlotBlock } from '../../contract/reportBlocks'
import { defaultNumberStyle } from '../../contract/reportBlocks'
import { sleepstudyFit, sleepstudyTable } from '../../testing/sleepstudy'
import { buildReport } from '../buildReport'
import { darkPalette, lightPalette, plotOption, plotSvg, printPalette, type Palette } from './index'
import { layoutPlot } from './layout'
import { niceTicks, tickLabels } from './ticks'

const plots = buildReport(sleepstudyFit, { modelId: 'm', style: defaultNumberStyle, table: sleepstudyTable }).filter(
  (block): block is PlotBlock => block.kind === 'plot',
)

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** Colours as an eye without one kind of cone sees them (Viénot, Brettel & Mollon 1999). */
const blindness = {
  protan: [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
  deutan: [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
}

function seen(colour: string, matrix: readonly number[]): number[] {
  const rgb = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2)
  return [0, 3, 6].map(
    (row) => Math.max(0, matrix[row] * rgb[0] + matrix[row + 1] * rgb[1] + matrix[row + 2] * rgb[2]) ** (1 / 2.2),
  )
}

describe('palettes', () => {
  it.each<[string, Palette]>([
    ['light', lightPalette],
    ['dark', darkPalette],
    ['print', printPalette],
  ])('hold text at 4.5:1 and marks at 3:1 (%s)', (_, palette) => {
    for (const ink of [palette.ink, palette.inkMuted])
      expect(contrast(ink, palette.background), ink).toBeGreaterThanOrEqual(4.5)
    for (const mark of [palette.axis, palette.accent, palette.muted, palette.reference, ...palette.categorical])
      expect(contrast(mark, palette.background), mark).toBeGreaterThanOrEqual(3)
  })

  it.each<[string, Palette]>([
    ['light', lightPalette],
    ['dark', darkPalette],
  ])('keep the two colours that meet in one plot apart for colour-blind eyes (%s)', (_, palette) => {
    for (const matrix of Object.values(blindness)) {
      const [a, b] = [palette.accent, palette.categorical[1]].map((colour) => seen(colour, matrix))
      expect(Math.hypot(...a.map((value, i) => value - b[i]))).toBeGreaterThan(0.25)
    }
  })
})

describe('ticks', () => {
  it.each([
    [0, 9, 5, ['0', '2', '4', '6', '8']],
    [-0.012, 0.034, 4, ['0.00', '0.02']],
    [3, 3, 4, ['2.8', '3.0', '3.2']],
  ])('are round numbers within the axis (%d to %d)', (low, high, count, labels) => {
    expect(tickLabels(niceTicks(low, high, count))).toEqual(labels)
  })

  it('leave room beyond the data', () => {
    const { min, max } = niceTicks(0, 9, 5)
    expect(min).toBeLessThan(0)
    expect(max).toBeGreaterThan(9)
  })
})

describe('plots of a fit', () => {
  it('come for residuals, random effects and the data', () => {
    expect(plots.map(({ id }) => id)).toEqual([
      'm/plot-data-lines',
      'm/plot-residuals-fitted',
      'm/plot-qq-residuals',
      'm/plot-scale-location',
      'm/plot-residuals-by-group-Subject',
      'm/plot-qq-random-Subject',
      'm/plot-caterpillar-Subject',
    ])
  })

  it('are plain data without interaction', () => {
    for (const block of plots) {
      const option = plotOption(block, lightPalette)
      expect(JSON.parse(JSON.stringify(option)), block.id).toEqual(option)
    }
  })

  it('say under the pointer which row or level a point is', () => {
    const caterpillar = plots.at(-1)!
    const { tooltip } = plotOption(caterpillar, lightPalette, { interactive: true }) as {
      tooltip: { formatter: (at: { seriesIndex: number; dataIndex: number }) => string }
    }
    expect(tooltip.formatter({ seriesIndex: 2, dataIndex: 0 })).toBe('309\nConditional mode: −40.399\nSubject: 309')
    expect(tooltip.formatter({ seriesIndex: 1, dataIndex: 0 })).toBe('')
  })

  it('become vector pictures with text as text, the same every time', () => {
    for (const block of plots) {
      const svg = plotSvg(block, printPalette)
      expect(svg, block.id).toBe(plotSvg(block, printPalette))
      expect(svg).toMatch(/^<svg [^>]*viewBox/)
      expect(svg).toContain(`<title>${block.title}</title>`)
      expect(svg).toContain(`${block.x.title}</text>`)
      expect(svg).not.toMatch(/>-\d|<script|NaN|undefined|<image/)
    }
    expect(plotSvg(plots[1], printPalette)).toContain('>−50</text>')
  })

  it('have ids that do not meet on one page', () => {
    const ids = plots.flatMap((block) => [...plotSvg(block, printPalette).matchAll(/ id="([^"]+)"/g)].map((m) => m[1]))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('write hostile names as text', () => {
    const block = {
      ...plots[1],
      title: '<script>alert(1)</script>',
      x: { title: '</text><script>x</script>', scale: 'linear' as const },
    }
    expect(plotSvg(block, printPalette)).not.toContain('<script')
  })

  it('keep every panel and its labels inside the picture', () => {
    for (const block of plots) {
      const { panels, width, height } = layoutPlot(block, 640, 640 / block.aspect)
      for (const { left, top, width: w, height: h, x, y } of panels) {
        expect(left - y.room - 20, block.id).toBeGreaterThanOrEqual(0)
        expect(left + w, block.id).toBeLessThanOrEqual(width)
        expect(top, block.id).toBeGreaterThanOrEqual(0)
        expect(top + h + x.room + 20, block.id).toBeLessThanOrEqual(height + 1)
        expect(w, block.id).toBeGreaterThan(60)
        expect(h, block.id).toBeGreaterThan(60)
      }
    }
  })
})

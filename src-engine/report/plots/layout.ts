import type { PlotAxis, PlotBlock } from '../../contract/reportBlocks'
import { extentOf } from './extents'
import { panelColumns } from './panelGrid'
import { textWidth } from './textWidth'
import { niceTicks, tickLabels, type Ticks } from './ticks'

export const labelSize = 11
export const titleSize = 12
const widestCategory = 170
const gap = 14
const legendHeight = 26
const panelTitleHeight = 20
const axisTitleHeight = 20
const tickLength = 5
/** Category labels on x are turned when they would touch. */
const turnedBy = 40
const narrowestLabelled = 11

/** One axis as drawn: numeric ticks or categories, and the room that its labels take. */
export interface AxisLayout {
  readonly axis: PlotAxis
  readonly ticks: Ticks | null
  /** Width (y) or height (x) of the labels in pixels. */
  readonly room: number
  /** Width of the widest label in pixels. */
  readonly widest: number
  readonly turned: boolean
  readonly labelled: boolean
}

export interface PanelLayout {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly x: AxisLayout
  readonly y: AxisLayout
  /** Whether labels stand at this panel; with shared axes only the outer ones have them. */
  readonly xLabels: boolean
  readonly yLabels: boolean
}

export interface PlotLayout {
  readonly width: number
  readonly height: number
  readonly panels: readonly PanelLayout[]
  readonly legendTop: number | null
}

function numericAxis(block: PlotBlock, panels: PlotBlock['panels'], side: 'x' | 'y', room: number): AxisLayout {
  const axis = block[side]
  const { low, high } = extentOf(block, panels, side)
  const count = Math.max(2, Math.min(side === 'x' ? 7 : 6, Math.floor(room / (side === 'x' ? 70 : 42))))
  const ticks = niceTicks(low, high, count)
  const widest = Math.max(...tickLabels(ticks).map((label) => textWidth(label, labelSize)))
  return { axis, ticks, room: side === 'y' ? widest : labelSize + 2, widest, turned: false, labelled: true }
}

function categoryAxis(axis: PlotAxis, side: 'x' | 'y', room: number): AxisLayout {
  const categories = axis.categories ?? []
  const widest = Math.min(widestCategory, Math.max(0, ...categories.map((name) => textWidth(name, labelSize))))
  const each = room / Math.max(1, categories.length)
  if (side === 'y') {
    const labelled = each >= narrowestLabelled
    return { axis, ticks: null, room: labelled ? widest : 0, widest, turned: false, labelled }
  }
  const turned = widest + 8 > each
  const labelled = each >= narrowestLabelled
  const height = turned ? Math.sin((turnedBy * Math.PI) / 180) * widest + labelSize : labelSize + 2
  return { axis, ticks: null, room: labelled ? height : 0, widest, turned, labelled }
}

function axisLayout(block: PlotBlock, panels: PlotBlock['panels'], side: 'x' | 'y', room: number): AxisLayout {
  return block[side].scale === 'category'
    ? categoryAxis(block[side], side, room)
    : numericAxis(block, panels, side, room)
}

/** Places panels, labels and titles by arithmetic, so that every host draws the same picture and nothing is clipped. */
export function layoutPlot(block: PlotBlock, width: number, height: number): PlotLayout {
  const { panels, free } = block
  const columns = panelColumns(panels.length)
  const rows = Math.ceil(panels.length / columns)
  const freeX = free === 'x' || free === 'both'
  const freeY = free === 'y' || free === 'both'
  const roughWidth = width / columns - 60
  const roughHeight = height / rows - 50
  const axesX = panels.map((panel) => axisLayout(block, freeX ? [panel] : panels, 'x', roughWidth))
  const axesY = panels.map((panel) => axisLayout(block, freeY ? [panel] : panels, 'y', roughHeight))
  const roomX = Math.max(...axesX.map(({ room }) => room)) + tickLength + 4
  const roomY = Math.max(...axesY.map(({ room }) => room)) + tickLength + 4

  const head =
    (block.legend ? legendHeight : 8) + (panels.some(({ title }) => title !== undefined) ? panelTitleHeight : 0)
  const titleRoom = panels.some(({ title }) => title !== undefined) ? panelTitleHeight : 0
  const left = axisTitleHeight + roomY
  const bottom = axisTitleHeight + roomX
  const right = 14
  const betweenX = gap + (freeY ? roomY : freeX ? Math.max(...axesX.map(({ widest }) => widest)) : 0)
  const betweenY = gap + titleRoom + (freeX ? roomX : 0)
  const panelWidth = (width - left - right - (columns - 1) * betweenX) / columns
  const panelHeight = (height - head - bottom - (rows - 1) * betweenY) / rows

  return {
    width,
    height,
    legendTop: block.legend ? 0 : null,
    panels: panels.map((_, i) => {
      const column = i % columns
      const row = Math.floor(i / columns)
      const isLast = i + columns >= panels.length
      return {
        left: left + column * (panelWidth + betweenX),
        top: head + row * (panelHeight + betweenY),
        width: panelWidth,
        height: panelHeight,
        x: axesX[i],
        y: axesY[i],
        xLabels: freeX || isLast,
        yLabels: freeY || column === 0,
      }
    }),
  }
}

export { turnedBy, widestCategory }

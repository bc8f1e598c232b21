import { trueMinus } from '../format'
import { labelSize, titleSize, turnedBy, widestCategory, type AxisLayout, type PanelLayout } from './layout'
import type { Palette } from './palette'
import { fontFamily } from './fonts'

interface Choices {
  readonly palette: Palette
  readonly interactive: boolean
  /** null where the title stands once for all panels. */
  readonly title: string | null
  readonly showLabels: boolean
  readonly side: 'x' | 'y'
}

function common(layout: AxisLayout, { palette, title, side }: Choices, gap: number): Record<string, unknown> {
  return {
    name: title ?? '',
    nameLocation: 'middle',
    nameGap: gap,
    nameRotate: side === 'y' ? 90 : 0,
    nameMoveOverlap: false,
    nameTextStyle: { color: palette.ink, fontSize: titleSize, fontFamily },
    axisLine: { show: true, onZero: false, lineStyle: { color: palette.axis, width: 1 } },
    splitLine: { show: layout.ticks !== null, lineStyle: { color: palette.grid, width: 1 } },
  }
}

/** One axis. Without interaction it is plain data; with it, labels are written by a function. */
export function axisOption(panel: PanelLayout, gridIndex: number, choices: Choices): Record<string, unknown> {
  const layout = choices.side === 'x' ? panel.x : panel.y
  const { ticks, axis, turned } = layout
  const { palette, showLabels, interactive, side } = choices
  const label = { color: palette.inkMuted, fontSize: labelSize, fontFamily, margin: 8 }
  const base = {
    gridIndex,
    position: side === 'x' ? 'bottom' : 'left',
    ...common(layout, choices, (showLabels ? layout.room : 0) + (side === 'x' ? 15 : 17)),
  }
  if (ticks !== null) {
    const { decimals } = ticks
    return {
      ...base,
      type: axis.scale === 'log' ? 'log' : 'value',
      min: ticks.min,
      max: ticks.max,
      axisTick: { show: showLabels, customValues: ticks.values, length: 4, lineStyle: { color: palette.axis } },
      axisLabel: {
        ...label,
        show: showLabels,
        customValues: ticks.values,
        ...(interactive ? { formatter: (value: number) => trueMinus(value.toFixed(decimals)) } : {}),
      },
    }
  }
  return {
    ...base,
    type: 'category',
    data: [...(axis.categories ?? [])],
    axisTick: { show: false },
    axisLabel: {
      ...label,
      show: showLabels && layout.labelled,
      interval: 0,
      hideOverlap: false,
      width: widestCategory,
      overflow: 'truncate',
      ellipsis: '…',
      rotate: turned ? turnedBy : 0,
    },
  }
}

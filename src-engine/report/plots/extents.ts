import type { PlotBlock, PlotPanel, PlotSeries } from '../../contract/reportBlocks'

export interface Extent {
  readonly low: number
  readonly high: number
}

/** Whether values run along x and levels along y. */
export function isHorizontal(block: PlotBlock): boolean {
  return block.y.scale === 'category'
}

function arraysOf(series: PlotSeries, axis: 'x' | 'y', horizontal: boolean): (Float64Array | undefined)[] {
  const alongValues = axis === (horizontal ? 'x' : 'y')
  return alongValues ? [series[axis], series.lower, series.upper] : [series[axis]]
}

/** Range of everything that these panels draw along an axis. */
export function extentOf(block: PlotBlock, panels: readonly PlotPanel[], axis: 'x' | 'y'): Extent {
  let low = Infinity
  let high = -Infinity
  for (const panel of panels) {
    for (const series of panel.series) {
      for (const values of arraysOf(series, axis, isHorizontal(block))) {
        for (const value of values ?? []) {
          if (!Number.isFinite(value)) continue
          if (value < low) low = value
          if (value > high) high = value
        }
      }
    }
  }
  return { low, high }
}

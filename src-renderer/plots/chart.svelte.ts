import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import { init, type ECharts, type EChartsCoreOption } from './echarts'

/** What a chart shows, and how: SVG stays sharp and selectable, canvas carries many points. */
export interface ChartView {
  readonly option: EChartsCoreOption
  readonly renderer: 'svg' | 'canvas'
}

/** Charts further than this from the visible part of the page are not drawn until they come near. */
const nearbyMargin = '240px'

/**
 * Mounts a chart in an element and keeps it in step with `view`: a new option is merged into the same chart, a new
 * renderer makes a new one, a new size resizes it. Away from the visible part nothing is drawn.
 */
export function chart(view: () => ChartView): Attachment<HTMLElement> {
  return (element) => {
    let instance: ECharts | null = null
    let drawn: 'svg' | 'canvas' | null = null
    let pending: ChartView | null = null
    let near = false
    let frame = 0

    const draw = () => {
      frame = 0
      if (pending === null || !near || element.clientWidth === 0 || element.clientHeight === 0) return
      const { option, renderer } = pending
      if (instance === null || drawn !== renderer) {
        instance?.dispose()
        instance = init(element, null, { renderer })
        drawn = renderer
      }
      instance.setOption(option, { notMerge: true })
      pending = null
    }
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    }

    const visibility = new IntersectionObserver(
      (entries) => {
        near = entries.at(-1)?.isIntersecting ?? false
        if (near && pending !== null) schedule()
      },
      { rootMargin: nearbyMargin },
    )
    visibility.observe(element)
    const size = new ResizeObserver(() => {
      if (element.clientWidth === 0 || element.clientHeight === 0) return
      if (pending !== null) schedule()
      const chartNow = instance
      if (chartNow !== null && (chartNow.getWidth() !== element.clientWidth || chartNow.getHeight() !== element.clientHeight)) {
        chartNow.resize()
      }
    })
    size.observe(element)

    $effect(() => {
      const next = view()
      untrack(() => {
        pending = next
        schedule()
      })
    })

    return () => {
      if (frame !== 0) cancelAnimationFrame(frame)
      visibility.disconnect()
      size.disconnect()
      instance?.dispose()
    }
  }
}

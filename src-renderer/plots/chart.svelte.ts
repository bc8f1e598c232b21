import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { ECharts, EChartsCoreOption } from './echarts'

/** What a chart shows, and how: SVG stays sharp and selectable, canvas carries many points. */
export interface ChartView {
  readonly option: EChartsCoreOption
  readonly renderer: 'svg' | 'canvas'
}

/** The library comes with the first chart: the window opens without it. */
let loading: Promise<typeof import('./echarts')> | null = null

export function loadCharts(): Promise<typeof import('./echarts')> {
  loading ??= import('./echarts')
  return loading
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
    let init: (typeof import('./echarts'))['init'] | null = null

    const draw = () => {
      frame = 0
      if (init === null || pending === null || !near || element.clientWidth === 0 || element.clientHeight === 0) return
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
    void loadCharts().then((library) => {
      init = library.init
      schedule()
    })
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

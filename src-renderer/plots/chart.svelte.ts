import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type * as Library from './echarts'
import type { ECharts, EChartsCoreOption } from './echarts'

/** What a chart shows, and how: SVG stays sharp and selectable, canvas carries many points. */
export interface ChartView {
  /** The option for a size in pixels. */
  readonly option: (size: { readonly width: number; readonly height: number }) => EChartsCoreOption
  readonly renderer: 'svg' | 'canvas'
}

/** The library comes with the first chart: the window opens without it. */
let loading: Promise<typeof Library> | null = null

export function loadCharts(): Promise<typeof Library> {
  loading ??= import('./echarts')
  return loading
}

/** Charts further than this from the visible part of the page are not drawn until they come near. */
const nearbyMargin = '240px'

/**
 * Mounts a chart in an element and keeps it in step with `view` and with the element's size; the chart itself stays as
 * long as its renderer does. Away from the visible part nothing is drawn.
 */
export function chart(view: () => ChartView): Attachment<HTMLElement> {
  return (element) => {
    let instance: ECharts | null = null
    let drawn: 'svg' | 'canvas' | null = null
    let current: ChartView | null = null
    let pending = false
    let near = false
    let frame = 0
    let init: typeof Library.init | null = null

    const draw = () => {
      frame = 0
      const size = { width: element.clientWidth, height: element.clientHeight }
      if (init === null || current === null || !pending || !near || size.width === 0 || size.height === 0) return
      if (instance === null || drawn !== current.renderer) {
        instance?.dispose()
        instance = init(element, null, { renderer: current.renderer })
        drawn = current.renderer
      } else if (instance.getWidth() !== size.width || instance.getHeight() !== size.height) {
        instance.resize({ ...size, silent: true })
      }
      instance.setOption(current.option(size), { notMerge: true })
      pending = false
    }
    /** After the frame: tables and words that change with the same refit are painted first. */
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(() => setTimeout(draw))
    }

    const visibility = new IntersectionObserver(
      (entries) => {
        near = entries.at(-1)?.isIntersecting ?? false
        if (near && pending) schedule()
      },
      { rootMargin: nearbyMargin },
    )
    visibility.observe(element)
    void loadCharts().then((library) => {
      init = library.init
      schedule()
    })
    const size = new ResizeObserver(() => {
      pending = true
      schedule()
    })
    size.observe(element)

    $effect(() => {
      const next = view()
      untrack(() => {
        current = next
        pending = true
        schedule()
      })
    })

    return () => {
      if (frame !== 0) cancelAnimationFrame(frame)
      current = null
      visibility.disconnect()
      size.disconnect()
      instance?.dispose()
    }
  }
}

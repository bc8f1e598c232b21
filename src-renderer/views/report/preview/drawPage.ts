import { pdfLibrary, viewportScale, type OpenPdf } from './pdf'

export interface PageDrawing {
  /** null where the drawing was cancelled. */
  readonly done: Promise<{ readonly canvas: HTMLCanvasElement; readonly text: HTMLElement } | null>
  cancel(): void
}

/** A canvas larger than this is drawn coarser: Chromium refuses larger ones, and memory is finite. */
const maxPixels = 16_000_000

/**
 * Draws one page at the resolution of the screen, with its text laid invisibly over it, to be selected and to be read
 * aloud. `index` is 0-based; `zoom` 1 is 100 %.
 */
export function drawPage(pdf: OpenPdf, index: number, zoom: number, pixelRatio: number): PageDrawing {
  let cancelled = false
  const steps: { cancel(): void }[] = []

  const draw = async (): Promise<{ canvas: HTMLCanvasElement; text: HTMLElement } | null> => {
    const pdfjs = await pdfLibrary()
    const page = await pdf.document.getPage(index + 1)
    const shown = page.getViewport({ scale: viewportScale(zoom) })
    const ratio = Math.min(pixelRatio, Math.sqrt(maxPixels / (shown.width * shown.height)))
    const viewport = page.getViewport({ scale: viewportScale(zoom) * ratio })
    const canvas = document.createElement('canvas')
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    if (cancelled) return null
    const rendering = page.render({ canvas, viewport })
    steps.push(rendering)
    await rendering.promise

    const text = document.createElement('div')
    text.className = 'page-text'
    text.style.setProperty('--total-scale-factor', String(viewportScale(zoom)))
    const layer = new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport: shown })
    steps.push(layer)
    await layer.render()
    return { canvas, text }
  }

  const done = draw().then(
    (drawn) => (cancelled ? null : drawn),
    (error: unknown) => {
      if (cancelled) return null
      throw error
    },
  )
  return {
    done,
    cancel: () => {
      cancelled = true
      for (const step of steps) step.cancel()
    },
  }
}

import type { PageSize } from './pdf'

/** Fit the width of a page, the whole page, or a fixed zoom (1 is 100 %). */
export type ZoomMode = 'width' | 'page' | number

export const zoomChoices = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

const smallest = 0.25
const largest = 3

/** Space around pages, in CSS pixels. */
export const pageMargin = 24

/** The zoom that a mode amounts to for pages in a viewport. */
export function zoomFor(
  mode: ZoomMode,
  pages: readonly PageSize[],
  viewport: { width: number; height: number },
): number {
  if (typeof mode === 'number') return mode
  const first = pages.at(0)
  if (!first || viewport.width <= 0) return 1
  const widest = Math.max(...pages.map((page) => page.width))
  const byWidth = (viewport.width - 2 * pageMargin) / widest
  const byHeight = (viewport.height - 2 * pageMargin) / first.height
  const wanted = mode === 'width' ? Math.min(byWidth, largest / 2) : Math.min(byWidth, byHeight)
  return Math.min(largest, Math.max(smallest, wanted))
}

/** The next round zoom above (+1) or below (−1). */
export function steppedZoom(zoom: number, direction: number): number {
  const steps = [smallest, ...zoomChoices, largest]
  const slack = 0.01
  const next = direction > 0 ? steps.find((step) => step > zoom + slack) : steps.findLast((step) => step < zoom - slack)
  return next ?? (direction > 0 ? largest : smallest)
}

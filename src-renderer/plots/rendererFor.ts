import type { PlotBlock } from '../../src-engine/contract'

/** Beyond this many marks, elements of a page grow slow and a canvas is drawn instead. */
const maxSvgMarks = 3000

/** Number of marks that a plot draws one by one. */
export function pointsOf(block: PlotBlock): number {
  let n = 0
  for (const panel of block.panels) for (const series of panel.series) if (series.mark !== 'line') n += series.x.length
  return n
}

/** SVG where it is quick: sharp, selectable, readable by other programs. */
export function rendererFor(nMarks: number): 'svg' | 'canvas' {
  return nMarks > maxSvgMarks ? 'canvas' : 'svg'
}

/** Width of a figure in a report, in CSS pixels at which type has its normal size. */
export const figureWidth = 640

const rowHeight = 15
const frameHeight = 76
const shortest = 220
const tallest = 760
/** Rows whose labels fit into the tallest plot; more are drawn as a shape, which needs less room. */
const mostLabelled = 60
const unlabelled = 520

/** width / height of a plot with a list of levels along y: as tall as its rows need, and never taller than a page. */
export function listAspect(nRows: number): number {
  const height = frameHeight + nRows * rowHeight
  if (nRows > mostLabelled) return figureWidth / unlabelled
  return figureWidth / Math.min(tallest, Math.max(shortest, height))
}

/** Panels side by side. */
export function panelColumns(nPanels: number): number {
  if (nPanels <= 3) return nPanels
  if (nPanels === 4) return 2
  return nPanels <= 9 ? 3 : 4
}

/** width / height of panels in a grid. */
export function panelsAspect(nPanels: number): number {
  const columns = panelColumns(nPanels)
  const rows = Math.ceil(nPanels / columns)
  return figureWidth / Math.min(tallest, rows * (columns === 1 ? 400 : columns === 2 ? 260 : 190) + 60)
}

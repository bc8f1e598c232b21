/** Height of a table row in pixels; rows of long tables are placed by it. */
export const rowHeight = 24

/** A longer table shows this many rows until it is unfolded. */
export const nRowsAlwaysShown = 20

const viewportHeight = 420
const overscan = 10

/** Rows of an unfolded long table that have to exist at a scroll position: those in sight and some around them. */
export function visibleRange(scrollTop: number, nRows: number): { readonly start: number; readonly end: number } {
  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan)
  const end = Math.min(nRows, Math.ceil((scrollTop + viewportHeight) / rowHeight) + overscan)
  return { start: Math.min(start, end), end }
}

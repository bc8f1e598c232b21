import type { Panels } from './panels'

/**
 * X := L⁻¹ X in the factor's order, one panel at a time for all right-hand sides.
 * @param factor L's panels
 * @param x n × nRhs, column-major
 */
export function solveLowerPanels(panels: Panels, factor: Float64Array, x: Float64Array, nRhs: number): void {
  const { nPanels, firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const n = panels.ofColumn.length
  for (let k = 0; k < nPanels; k++) {
    const first = firstColumns[k]
    const width = firstColumns[k + 1] - first
    const start = rowStarts[k]
    const height = rowEnds[k] - start
    for (let r = 0; r < nRhs; r++) {
      const column = r * n
      for (let j = 0, at = offsets[k]; j < width; j++, at += height) {
        const value = x[column + first + j] / factor[at + j]
        x[column + first + j] = value
        if (value === 0) continue
        for (let i = j + 1; i < width; i++) x[column + first + i] -= factor[at + i] * value
        for (let i = width; i < height; i++) x[column + rows[start + i]] -= factor[at + i] * value
      }
    }
  }
}

/** X := L⁻ᵀ X in the factor's order; arguments as for `solveLowerPanels`. */
export function solveUpperPanels(panels: Panels, factor: Float64Array, x: Float64Array, nRhs: number): void {
  const { nPanels, firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const n = panels.ofColumn.length
  for (let k = nPanels - 1; k >= 0; k--) {
    const first = firstColumns[k]
    const width = firstColumns[k + 1] - first
    const start = rowStarts[k]
    const height = rowEnds[k] - start
    for (let r = 0; r < nRhs; r++) {
      const column = r * n
      for (let j = width - 1; j >= 0; j--) {
        const at = offsets[k] + j * height
        let value = x[column + first + j]
        for (let i = j + 1; i < width; i++) value -= factor[at + i] * x[column + first + i]
        for (let i = width; i < height; i++) value -= factor[at + i] * x[column + rows[start + i]]
        x[column + first + j] = value / factor[at + j]
      }
    }
  }
}

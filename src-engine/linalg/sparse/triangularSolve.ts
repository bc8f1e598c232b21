import type { Workspace } from '../kernels'
import type { Panels } from './panels'

/** Right-hand sides that are taken at a time. */
export const SOLVE_COLUMNS = 8

/** Where the solves find their arrays in the workspace. */
export interface SolveRegions {
  /** First double of L's panels. */
  readonly factor: number
  /** Room for `panels.tallest` · `SOLVE_COLUMNS` doubles. */
  readonly tall: number
}

/**
 * X := L⁻¹ X in the factor's order. Each panel's rows of X are brought together, so that the panel works as a dense
 * matrix on a few right-hand sides at a time.
 * @param x n × nRhs, column-major
 */
export function solveLowerPanels(
  panels: Panels,
  { kernels, doubles }: Workspace,
  regions: SolveRegions,
  x: Float64Array,
  nRhs: number,
): void {
  const { nPanels, firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const n = panels.ofColumn.length
  const local = regions.tall
  for (let r0 = 0; r0 < nRhs; r0 += SOLVE_COLUMNS) {
    const nHere = Math.min(SOLVE_COLUMNS, nRhs - r0)
    for (let k = 0; k < nPanels; k++) {
      const first = firstColumns[k]
      const width = firstColumns[k + 1] - first
      const start = rowStarts[k]
      const height = rowEnds[k] - start
      const at = regions.factor + offsets[k]
      for (let r = 0; r < nHere; r++) {
        const column = (r0 + r) * n
        const own = local + r * height
        for (let j = 0; j < width; j++) doubles[own + j] = x[column + first + j]
        for (let j = 0; j < width; j++) {
          const value = doubles[own + j] / doubles[at + j * (height + 1)]
          doubles[own + j] = value
          for (let i = j + 1; i < width; i++) doubles[own + i] -= doubles[at + j * height + i] * value
        }
        doubles.fill(0, own + width, own + height)
      }
      kernels.addProductNN(-1, height - width, nHere, width, at + width, height, local, height, local + width, height)
      for (let r = 0; r < nHere; r++) {
        const column = (r0 + r) * n
        const own = local + r * height
        for (let j = 0; j < width; j++) x[column + first + j] = doubles[own + j]
        for (let i = width; i < height; i++) x[column + rows[start + i]] += doubles[own + i]
      }
    }
  }
}

/** X := L⁻ᵀ X in the factor's order; arguments as for `solveLowerPanels`. */
export function solveUpperPanels(
  panels: Panels,
  { kernels, doubles }: Workspace,
  regions: SolveRegions,
  x: Float64Array,
  nRhs: number,
): void {
  const { nPanels, firstColumns, rowStarts, rowEnds, rows, offsets } = panels
  const n = panels.ofColumn.length
  const local = regions.tall
  for (let r0 = 0; r0 < nRhs; r0 += SOLVE_COLUMNS) {
    const nHere = Math.min(SOLVE_COLUMNS, nRhs - r0)
    for (let k = nPanels - 1; k >= 0; k--) {
      const first = firstColumns[k]
      const width = firstColumns[k + 1] - first
      const start = rowStarts[k]
      const height = rowEnds[k] - start
      const at = regions.factor + offsets[k]
      for (let r = 0; r < nHere; r++) {
        const column = (r0 + r) * n
        const own = local + r * height
        for (let i = 0; i < height; i++) doubles[own + i] = x[column + rows[start + i]]
      }
      kernels.addProductTN(-1, width, nHere, height - width, at + width, height, local + width, height, local, height)
      for (let r = 0; r < nHere; r++) {
        const column = (r0 + r) * n
        const own = local + r * height
        for (let j = width - 1; j >= 0; j--) {
          let value = doubles[own + j]
          for (let i = j + 1; i < width; i++) value -= doubles[at + j * height + i] * doubles[own + i]
          value /= doubles[at + j * (height + 1)]
          doubles[own + j] = value
          x[column + first + j] = value
        }
      }
    }
  }
}

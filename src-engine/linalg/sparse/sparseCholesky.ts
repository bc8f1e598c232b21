import { createWorkspace, regionLength, workspaceBytes, type KernelChoice, type Workspace } from '../kernels'
import { factorisePanels } from './factorise'
import type { Panels } from './panels'
import { addLowRank, invertPanels } from './selectedInverse'
import type { SymbolicFactor } from './symbolicFactor'
import { SOLVE_COLUMNS, solveLowerPanels, solveUpperPanels } from './triangularSolve'

/** What became of a factorisation. `column` is the original index whose pivot was not positive and finite. */
export type FactorOutcome =
  { readonly ok: true } | { readonly ok: false; readonly column: number; readonly pivot: number }

/** Options of `createSparseCholesky`. */
export interface FactorOptions {
  readonly kernels?: KernelChoice
  /** Reserve room for the selected inverse; default false. */
  readonly selectedInverse?: boolean
}

/** The doubles that a numeric factor takes, and the bytes with its workspace's overhead. */
export function factorBytes(symbolic: SymbolicFactor, selectedInverse: boolean): number {
  return workspaceBytes(workspaceLength(symbolic, selectedInverse))
}

function workspaceLength({ panels }: SymbolicFactor, selectedInverse: boolean): number {
  return regionSizes(panels, selectedInverse).reduce((sum, [, length]) => sum + regionLength(length), 0)
}

type Region = 'factor' | 'update' | 'tall' | 'inverse' | 'below' | 'square' | 'wide'

function regionSizes(panels: Panels, selectedInverse: boolean): [Region, number][] {
  const sizes: [Region, number][] = [
    ['factor', panels.length],
    ['update', panels.largestUpdate],
    ['tall', panels.tallest * SOLVE_COLUMNS],
  ]
  if (selectedInverse) {
    sizes.push(
      ['inverse', panels.length],
      ['below', panels.largestBelow],
      ['square', panels.widest ** 2],
      ['wide', panels.widest * SOLVE_COLUMNS],
    )
  }
  return sizes
}

/** Allocates a numeric factor. Estimate with `factorBytes` or `recommendFactor` before: too large a one throws. */
export function createSparseCholesky(symbolic: SymbolicFactor, options: FactorOptions = {}): SparseCholesky {
  return new SparseCholesky(symbolic, options)
}

/**
 * The Cholesky factor of a sparse symmetric positive definite matrix, P A Pᵀ = L Lᵀ, refactored in place for as many
 * values of A as needed, with its triangular solves and the selected inverse.
 *
 * Usual round: `clear()`, add A's lower triangle into `panels` (at `symbolic.entryPositions`, or at `positionsOf` and
 * `cliquePositions`), `factoriseInPlace()`, then read. A dense matrix is the case of one supernode.
 */
export class SparseCholesky {
  readonly symbolic: SymbolicFactor
  /** A before, L after `factoriseInPlace`. */
  readonly panels: Float64Array<ArrayBuffer>
  readonly #workspace: Workspace
  readonly #regions: Record<Region, number>
  readonly #inverse: Float64Array<ArrayBuffer> | null
  readonly #scratch: Float64Array

  constructor(symbolic: SymbolicFactor, { kernels = 'auto', selectedInverse = false }: FactorOptions) {
    const { panels } = symbolic
    const workspace = createWorkspace(workspaceLength(symbolic, selectedInverse), { kernels })
    this.symbolic = symbolic
    this.#workspace = workspace
    this.#regions = { factor: 0, update: 0, tall: 0, inverse: 0, below: 0, square: 0, wide: 0 }
    for (const [region, length] of regionSizes(panels, selectedInverse)) {
      this.#regions[region] = workspace.allocate(length)
    }
    this.panels = workspace.view(this.#regions.factor, panels.length)
    this.#inverse = selectedInverse ? workspace.view(this.#regions.inverse, panels.length) : null
    this.#scratch = new Float64Array(symbolic.n)
  }

  /** Which kernels do the work. */
  get kernelName(): 'simd' | 'plain' {
    return this.#workspace.kernels.name
  }

  /** Panels of A⁻¹ on L's structure, valid after `invertSelected`; a bug if no room was reserved for it. */
  get inverse(): Float64Array<ArrayBuffer> {
    if (!this.#inverse) throw new Error('The factor was made without room for the selected inverse')
    return this.#inverse
  }

  /** Sets all entries of A to zero. */
  clear(): void {
    this.panels.fill(0)
  }

  /** Replaces A, now in `panels`, by L. After a failure the panels are undefined. */
  factoriseInPlace(): FactorOutcome {
    const { panels, permutation } = this.symbolic
    const failed = factorisePanels(panels, this.#workspace, this.#regions)
    if (failed < 0) return { ok: true }
    return { ok: false, column: permutation[failed], pivot: this.#diagonal(failed) }
  }

  /** Factors the matrix with the given values, one per entry of the pattern, in its order. */
  factorise(values: Float64Array): FactorOutcome {
    this.clear()
    const { entryPositions } = this.symbolic
    for (let e = 0; e < values.length; e++) this.panels[entryPositions[e]] += values[e]
    return this.factoriseInPlace()
  }

  /** log |A| = 2 Σ log diag L. */
  logDeterminant(): number {
    let sum = 0
    for (let column = 0; column < this.symbolic.n; column++) sum += Math.log(this.#diagonal(column))
    return 2 * sum
  }

  /** B := L⁻¹ P B. B (n × nRhs, column-major) comes in original and leaves in the factor's order. */
  solveLowerInPlace(b: Float64Array, nRhs = 1): void {
    this.#permute(b, nRhs, this.symbolic.permutation)
    solveLowerPanels(this.symbolic.panels, this.#workspace, this.#regions, b, nRhs)
  }

  /** B := Pᵀ L⁻ᵀ B. B (n × nRhs, column-major) comes in the factor's and leaves in original order. */
  solveUpperInPlace(b: Float64Array, nRhs = 1): void {
    solveUpperPanels(this.symbolic.panels, this.#workspace, this.#regions, b, nRhs)
    this.#permute(b, nRhs, this.symbolic.inversePermutation)
  }

  /** B := A⁻¹ B, B n × nRhs, column-major. */
  solveInPlace(b: Float64Array, nRhs = 1): void {
    this.solveLowerInPlace(b, nRhs)
    this.solveUpperInPlace(b, nRhs)
  }

  /** Computes A⁻¹ on L's structure into `inverse`; L stays. */
  invertSelected(): void {
    if (!this.#inverse) throw new Error('The factor was made without room for the selected inverse')
    invertPanels(this.symbolic.panels, this.#workspace, this.#regions)
  }

  /**
   * Adds left · rightᵀ to `inverse`, after `invertSelected`. The product must be symmetric: what a dense border adds to
   * the inverse of a bordered matrix, for instance.
   * @param left, right n × nColumns, column-major, in original order
   */
  addToInverse(left: Float64Array, right: Float64Array, nColumns: number): void {
    if (!this.#inverse) throw new Error('The factor was made without room for the selected inverse')
    const { panels, permutation } = this.symbolic
    addLowRank(panels, this.#workspace, this.#regions, permutation, left, right, nColumns)
  }

  /** A⁻¹ at the entries of the pattern, in its order, after `invertSelected`. */
  inverseValues(out = new Float64Array(this.symbolic.entryPositions.length)): Float64Array {
    const { entryPositions } = this.symbolic
    const inverse = this.inverse
    for (let e = 0; e < out.length; e++) out[e] = inverse[entryPositions[e]]
    return out
  }

  /** ⟨A⁻¹, V⟩ = tr(A⁻¹ V) for a symmetric V given by its values at the pattern's entries, after `invertSelected`. */
  traceProduct(values: Float64Array): number {
    const { entryPositions, pattern } = this.symbolic
    const inverse = this.inverse
    let diagonal = 0
    let below = 0
    for (let j = 0; j < pattern.n; j++) {
      const first = pattern.columnStarts[j]
      diagonal += inverse[entryPositions[first]] * values[first]
      for (let e = first + 1; e < pattern.columnStarts[j + 1]; e++) below += inverse[entryPositions[e]] * values[e]
    }
    return diagonal + 2 * below
  }

  /** Gives the memory back. The factor and all views of it must not be used afterwards. */
  release(): void {
    this.#workspace.release()
  }

  #diagonal(column: number): number {
    const { ofColumn, firstColumns, rowStarts, rowEnds, offsets } = this.symbolic.panels
    const k = ofColumn[column]
    const local = column - firstColumns[k]
    return this.panels[offsets[k] + local * (rowEnds[k] - rowStarts[k] + 1)]
  }

  #permute(b: Float64Array, nRhs: number, permutation: Int32Array): void {
    const { n } = this.symbolic
    for (let r = 0; r < nRhs; r++) {
      const column = b.subarray(r * n, (r + 1) * n)
      this.#scratch.set(column)
      for (let k = 0; k < n; k++) column[k] = this.#scratch[permutation[k]]
    }
  }
}

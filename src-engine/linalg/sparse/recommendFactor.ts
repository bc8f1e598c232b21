import type { SymmetricPattern } from './pattern'
import { factorBytes } from './sparseCholesky'
import { analysePattern, type SymbolicFactor } from './symbolicFactor'

/** How to factor a matrix of a given pattern, and what it will cost. */
export interface FactorRecommendation {
  readonly kind: 'sparse' | 'dense'
  /** The analysis for that kind, ready for `createSparseCholesky`. */
  readonly symbolic: SymbolicFactor
  /** Memory of the recommended factor with its selected inverse, nothing of which is allocated yet. */
  readonly bytes: number
  /** Memory of a dense factor with its inverse. */
  readonly denseBytes: number
  /** Multiply-adds of one factorisation (n³/3 for a dense matrix), sparse and dense. */
  readonly multiplyAdds: number
  readonly denseMultiplyAdds: number
  /** Entries of the sparse L relative to a dense triangle, 0–1; of A itself where that alone decides. */
  readonly fill: number
}

/**
 * Above this share of the dense multiply-adds, indices and scattering cost more than the zeros they avoid. It is reached
 * at a fill of about two thirds; InstEval's Schur complement (fill 0.45, share 0.21) is three times faster sparse.
 */
const DENSE_SHARE = 0.5
/** A matrix with this share of its own entries present is not worth an ordering. */
const DENSE_PATTERN = 0.5
/** A matrix this small is factored faster than it is analysed. */
const SMALL = 48

/**
 * Chooses between a sparse factor (approximate minimum degree, supernodes) and a dense one, by operations, before any
 * large allocation. Both kinds are used through the same `SparseCholesky`.
 */
export function recommendFactor(pattern: SymmetricPattern): FactorRecommendation {
  const { n } = pattern
  const triangle = (n * (n + 1)) / 2
  const denseMultiplyAdds = (n * (n + 1) * (2 * n + 1)) / 6
  const denseBytes = 16 * n * n
  const ownFill = n > 0 ? pattern.rowIndices.length / triangle : 1
  if (n > SMALL && ownFill <= DENSE_PATTERN) {
    const symbolic = analysePattern(pattern)
    const { fill, multiplyAdds } = symbolic
    if (multiplyAdds <= DENSE_SHARE * denseMultiplyAdds) {
      const bytes = factorBytes(symbolic, true)
      return { kind: 'sparse', symbolic, bytes, denseBytes, multiplyAdds, denseMultiplyAdds, fill }
    }
    return { ...dense(pattern), denseBytes, multiplyAdds, denseMultiplyAdds, fill }
  }
  return { ...dense(pattern), denseBytes, multiplyAdds: denseMultiplyAdds, denseMultiplyAdds, fill: ownFill }
}

function dense(pattern: SymmetricPattern): { kind: 'dense'; symbolic: SymbolicFactor; bytes: number } {
  const symbolic = analysePattern(pattern, { structure: 'dense' })
  return { kind: 'dense', symbolic, bytes: factorBytes(symbolic, true) }
}

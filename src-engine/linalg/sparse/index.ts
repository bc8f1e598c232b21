/**
 * Sparse symmetric positive definite systems: patterns, ordering, symbolic analysis, supernodal Cholesky, solves and
 * the selected inverse. See `SparseCholesky` for the usual round of calls.
 */
export { approximateMinimumDegree } from './minimumDegree'
export {
  crossedFactorPattern,
  densePattern,
  patternFromCliques,
  patternFromEntries,
  type FactorCodes,
  type SymmetricPattern,
} from './pattern'
export { cliquePositions, positionsOf } from './positions'
export { recommendFactor, type FactorRecommendation } from './recommendFactor'
export {
  createSparseCholesky,
  factorBytes,
  SparseCholesky,
  type FactorOptions,
  type FactorOutcome,
} from './sparseCholesky'
export { analysePattern, type AnalysisOptions, type Ordering, type SymbolicFactor } from './symbolicFactor'

import { createWorkspace, type KernelChoice } from '../kernels'
import { analysePattern, createSparseCholesky, factorBytes, patternFromCliques, type SymmetricPattern } from '../sparse'

/** Measurements of one matrix; times in milliseconds, the best of several runs. */
export interface FactorTimings {
  readonly name: string
  readonly n: number
  readonly nEntries: number
  readonly fill: number
  /** Σ counts², in millions; n³/3 for a dense matrix. */
  readonly megaMultiplyAdds: number
  readonly megabytes: number
  readonly analyseMs: number
  readonly factorMs: number
  readonly inverseMs: number
}

/** A factor's level codes, one per observation. */
export interface Codes {
  readonly codes: Int32Array
  readonly nLevels: number
}

/** The pattern that is left when the levels of `first` are eliminated and the others stay. */
export function schurPattern(first: Codes, others: readonly Codes[]): SymmetricPattern {
  const sets = Array.from({ length: first.nLevels }, () => new Set<number>())
  first.codes.forEach((level, i) => {
    let offset = 0
    for (const { codes, nLevels } of others) {
      sets[level].add(offset + codes[i])
      offset += nLevels
    }
  })
  const starts = new Int32Array(first.nLevels + 1)
  sets.forEach((set, level) => (starts[level + 1] = starts[level] + set.size))
  const members = new Int32Array(starts[first.nLevels])
  sets.forEach((set, level) => members.set([...set], starts[level]))
  return patternFromCliques(
    others.reduce((sum, { nLevels }) => sum + nLevels, 0),
    starts,
    members,
  )
}

/** Analyses, factors and inverts a matrix of the given pattern, sparse or as a dense one. */
export function timeFactorisation(
  name: string,
  pattern: SymmetricPattern,
  structure: 'sparse' | 'dense',
  kernels: KernelChoice,
  nRuns: number,
): FactorTimings {
  const values = new Float64Array(pattern.rowIndices.length).fill(1 / pattern.n)
  for (let j = 0; j < pattern.n; j++) values[pattern.columnStarts[j]] = 2
  const analyse = best(Math.min(nRuns, 3), () => analysePattern(pattern, { structure }))
  const symbolic = analyse.result
  const factor = createSparseCholesky(symbolic, { kernels, selectedInverse: true })
  let factorMs = Infinity
  let inverseMs = Infinity
  for (let run = 0; run < nRuns; run++) {
    factor.clear()
    symbolic.entryPositions.forEach((place, e) => (factor.panels[place] = values[e]))
    factorMs = Math.min(factorMs, best(1, () => factor.factoriseInPlace()).ms)
    inverseMs = Math.min(inverseMs, best(1, () => factor.invertSelected()).ms)
  }
  factor.release()
  return {
    name: `${name}, ${structure}, ${factor.kernelName}`,
    n: pattern.n,
    nEntries: symbolic.nFactorEntries,
    fill: symbolic.fill,
    megaMultiplyAdds: symbolic.multiplyAdds / 1e6,
    megabytes: factorBytes(symbolic, true) / 1e6,
    analyseMs: analyse.ms,
    factorMs,
    inverseMs,
  }
}

/** Milliseconds of the dense Cholesky kernel on an n × n matrix. */
export function timeDenseKernel(n: number, kernels: KernelChoice, nRuns: number): number {
  const workspace = createWorkspace(n * n, { kernels })
  const a = workspace.allocate(n * n)
  let least = Infinity
  for (let run = 0; run < nRuns; run++) {
    workspace.doubles.fill(1 / n, a, a + n * n)
    for (let j = 0; j < n; j++) workspace.doubles[a + j * (n + 1)] = 2
    least = Math.min(least, best(1, () => workspace.kernels.choleskyInPlace(n, a, n)).ms)
  }
  workspace.release()
  return least
}

function best<T>(nRuns: number, run: () => T): { readonly result: T; readonly ms: number } {
  let ms = Infinity
  let result: T
  do {
    const started = performance.now()
    result = run()
    ms = Math.min(ms, performance.now() - started)
  } while (--nRuns > 0)
  return { result, ms }
}

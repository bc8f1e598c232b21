import { patternFromEntries, type SymmetricPattern } from '../pattern'

/** Deterministic doubles in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A random pattern in which about `density` of the entries below the diagonal are present. */
export function randomPattern(n: number, density: number, seed: number): SymmetricPattern {
  const next = randomNumbers(seed)
  const rows: number[] = []
  const columns: number[] = []
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) {
      if (next() >= density) continue
      rows.push(i)
      columns.push(j)
    }
  }
  return patternFromEntries(n, Int32Array.from(rows), Int32Array.from(columns))
}

/** Values that make the pattern a positive definite matrix, by diagonal dominance. */
export function dominantValues(pattern: SymmetricPattern, seed: number): Float64Array {
  const next = randomNumbers(seed)
  const { n, columnStarts, rowIndices } = pattern
  const values = new Float64Array(rowIndices.length)
  const sums = new Float64Array(n).fill(0.5)
  for (let j = 0; j < n; j++) {
    for (let e = columnStarts[j] + 1; e < columnStarts[j + 1]; e++) {
      values[e] = 2 * next() - 1
      sums[j] += Math.abs(values[e])
      sums[rowIndices[e]] += Math.abs(values[e])
    }
  }
  for (let j = 0; j < n; j++) values[columnStarts[j]] = sums[j] * (0.7 + next())
  return values
}

/** The full matrix, column-major. */
export function toDense({ n, columnStarts, rowIndices }: SymmetricPattern, values: Float64Array): Float64Array {
  const dense = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    for (let e = columnStarts[j]; e < columnStarts[j + 1]; e++) {
      dense[rowIndices[e] + j * n] = values[e]
      dense[j + rowIndices[e] * n] = values[e]
    }
  }
  return dense
}

/** The textbook dense factor L (lower triangle, column-major), for comparison. */
export function denseCholesky(n: number, matrix: Float64Array): Float64Array {
  const l = matrix.slice()
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) for (let i = j; i < n; i++) l[i + j * n] -= l[i + k * n] * l[j + k * n]
    const root = Math.sqrt(l[j + j * n])
    for (let i = j; i < n; i++) l[i + j * n] /= root
    for (let i = 0; i < j; i++) l[i + j * n] = 0
  }
  return l
}

/** The inverse of a dense positive definite matrix by way of its factor. */
export function denseInverse(n: number, matrix: Float64Array): Float64Array {
  const l = denseCholesky(n, matrix)
  const inverse = new Float64Array(n * n)
  for (let c = 0; c < n; c++) {
    const x = inverse.subarray(c * n, (c + 1) * n)
    x[c] = 1
    for (let j = 0; j < n; j++) {
      x[j] /= l[j + j * n]
      for (let i = j + 1; i < n; i++) x[i] -= l[i + j * n] * x[j]
    }
    for (let j = n - 1; j >= 0; j--) {
      for (let i = j + 1; i < n; i++) x[j] -= l[i + j * n] * x[i]
      x[j] /= l[j + j * n]
    }
  }
  return inverse
}

/** The number of entries of each column of L when the matrix is eliminated in the given order, by playing it out. */
export function playElimination(pattern: SymmetricPattern, order: Int32Array): number[] {
  const neighbours = Array.from({ length: pattern.n }, () => new Set<number>())
  for (let j = 0; j < pattern.n; j++) {
    for (let e = pattern.columnStarts[j] + 1; e < pattern.columnStarts[j + 1]; e++) {
      neighbours[j].add(pattern.rowIndices[e])
      neighbours[pattern.rowIndices[e]].add(j)
    }
  }
  return Array.from(order, (pivot) => {
    const around = [...neighbours[pivot]]
    for (const a of around) {
      neighbours[a].delete(pivot)
      for (const b of around) if (a !== b) neighbours[a].add(b)
    }
    return around.length + 1
  })
}

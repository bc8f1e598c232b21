import type { DesignMatrix } from './modelFrame'

/** Columns (the intercept among them) whose value is the same for all rows of every level. */
export function betweenGroupColumns(codes: Int32Array, nLevels: number, matrix: DesignMatrix): number[] {
  const out: number[] = []
  for (let j = 0; j < matrix.nColumns; j++) {
    if (isConstantWithin(codes, nLevels, matrix.values.subarray(j * matrix.nRows, (j + 1) * matrix.nRows))) out.push(j)
  }
  return out
}

/** Whether `x` has one value in every level of a factor. */
export function isConstantWithin(codes: Int32Array, nLevels: number, x: ArrayLike<number>): boolean {
  const first = new Float64Array(nLevels).fill(NaN)
  for (let i = 0; i < codes.length; i++) {
    const seen = first[codes[i]]
    if (seen !== seen) first[codes[i]] = x[i]
    else if (seen !== x[i]) return false
  }
  return true
}

/** How many different rows the levels show in columns that are constant within levels. */
export function countPatterns(
  codes: Int32Array,
  nLevels: number,
  matrix: DesignMatrix,
  columns: readonly number[],
): number {
  const rowOf = new Int32Array(nLevels)
  for (let i = 0; i < codes.length; i++) rowOf[codes[i]] = i
  const patterns = new Set<string>()
  for (const row of rowOf) patterns.add(columns.map((j) => matrix.values[j * matrix.nRows + row]).join(' '))
  return patterns.size
}

import { describe, expect, it } from 'vitest'
import type { DataTable } from '../contract/columns'
import { defaultModelSpec, type ModelSpec } from '../contract/modelSpec'
import { factorColumn, makeTable, numericColumn } from '../data/columns'
import { buildModelFrame } from './buildModelFrame'
import { basisOf, gridDesign } from './gridDesign'

const table: DataTable = makeTable('t', 't', [
  numericColumn('y', [1, 2, 4, 8, 16, 33, NaN, 5]),
  numericColumn('x', [0, 1, 2, 5, 1, 2, 100, 4]),
  numericColumn('z', [5, 3, 1, 2, 2, 4, 1, 7]),
  factorColumn('sex', ['F', 'F', 'M', 'M', 'F', 'M', 'M', 'M']),
  factorColumn('dose', ['hi', 'lo', 'mid', 'hi', 'lo', 'mid', 'lo', 'hi'], ['lo', 'mid', 'hi']),
])

const formulas = [
  'y ~ x * sex',
  'y ~ poly(x, 2) + dose',
  'y ~ scale(x) + center(z) + I(x^2)',
  'y ~ 0 + dose + x:dose',
  'y ~ log(z) : sex',
]

describe('design at new rows', () => {
  it.each(formulas)('at the rows fitted is X itself: %s', (formula) => {
    for (const contrasts of ['treatment', 'sum'] as const) {
      const spec: ModelSpec = { ...defaultModelSpec, formula, contrasts }
      const built = buildModelFrame(spec, table)
      if (!built.ok) throw new Error(JSON.stringify(built.problems))
      const { frame } = built
      const basis = basisOf(table, frame)
      const grid = {
        n: basis.n,
        numbers: new Map(['x', 'z'].map((name) => [name, basis.numbers(name)])),
        codes: new Map(['sex', 'dose'].map((name) => [name, basis.factor(name).codes])),
      }
      const X = gridDesign(spec, table, basis, grid)
      expect(X.names).toEqual(frame.X.names)
      X.values.forEach((value, i) => expect(value).toBeCloseTo(frame.X.values[i], 12))
    }
  })

  it('keeps the constants of the rows fitted: new rows do not move the mean', () => {
    const spec: ModelSpec = { ...defaultModelSpec, formula: 'y ~ center(x)' }
    const built = buildModelFrame(spec, table)
    if (!built.ok) throw new Error('no frame')
    const basis = basisOf(table, built.frame)
    const grid = { n: 2, numbers: new Map([['x', Float64Array.of(0, 1000)]]), codes: new Map() }
    const mean = (0 + 1 + 2 + 5 + 1 + 2 + 4) / 7
    expect([...gridDesign(spec, table, basis, grid).values]).toEqual([1, 1, 0 - mean, 1000 - mean])
  })
})

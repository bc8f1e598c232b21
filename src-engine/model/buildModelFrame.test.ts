import { describe, expect, it } from 'vitest'
import type { Column, DataTable } from '../contract/columns'
import { defaultModelSpec, type ModelSpec } from '../contract/modelSpec'
import { factorColumn, makeTable, numericColumn } from '../data/columns'
import { buildModelFrame, type DesignMatrix, type ModelFrame } from './index'

const spec = (formula: string, more: Partial<ModelSpec> = {}): ModelSpec => ({ ...defaultModelSpec, formula, ...more })
const table = (...columns: Column[]): DataTable => makeTable('t', 't', columns)

function frameOf(asked: ModelSpec, data: DataTable): ModelFrame {
  const result = buildModelFrame(asked, data)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.frame
}
function codes(asked: ModelSpec, data: DataTable): string[] {
  const result = buildModelFrame(asked, data)
  return result.ok ? [] : result.problems.map((problem) => problem.code)
}
function columnsOf(X: DesignMatrix): Record<string, number[]> {
  return Object.fromEntries(X.names.map((name, j) => [name, [...X.values.subarray(j * X.nRows, (j + 1) * X.nRows)]]))
}

const y = numericColumn('y', [1, 2, 4, 8, 16, 33])
const x = numericColumn('x', [0, 1, 2, 0, 1, 2])
const z = numericColumn('z', [5, 3, 1, 2, 2, 4])
const sex = factorColumn('sex', ['F', 'F', 'M', 'M', 'F', 'M'])
const dose = factorColumn('dose', ['hi', 'lo', 'mid', 'hi', 'lo', 'mid'], ['lo', 'mid', 'hi'])
const g = factorColumn('g', ['a', 'a', 'b', 'b', 'c', 'c'])
const base = table(y, x, z, sex, dose, g)

describe('columns of the fixed part', () => {
  it('treatment contrasts against the first level', () => {
    expect(columnsOf(frameOf(spec('y ~ sex + dose'), base).X)).toEqual({
      '(Intercept)': [1, 1, 1, 1, 1, 1],
      'sex[M]': [0, 0, 1, 1, 0, 1],
      'dose[mid]': [0, 0, 1, 0, 0, 1],
      'dose[hi]': [1, 0, 0, 1, 0, 0],
    })
  })

  it('treatment contrasts against a chosen level, the spec going before the column', () => {
    const chosen = table(y, { ...sex, reference: 'M' }, { ...dose, reference: 'mid' })
    const frame = frameOf(spec('y ~ sex + dose', { references: { dose: 'hi' } }), chosen)
    expect(frame.X.names).toEqual(['(Intercept)', 'sex[F]', 'dose[lo]', 'dose[mid]'])
    expect(frame.coding.map((note) => [note.variable, note.reference])).toEqual([
      ['sex', 'M'],
      ['dose', 'hi'],
    ])
  })

  it('sum contrasts: the last level, or the chosen one, is −1', () => {
    expect(columnsOf(frameOf(spec('y ~ dose', { contrasts: 'sum' }), base).X)).toEqual({
      '(Intercept)': [1, 1, 1, 1, 1, 1],
      'dose[lo]': [-1, 1, 0, -1, 1, 0],
      'dose[mid]': [-1, 0, 1, -1, 0, 1],
    })
    const chosen = frameOf(spec('y ~ dose', { contrastsOf: { dose: 'sum' }, references: { dose: 'lo' } }), base)
    expect(columnsOf(chosen.X)['dose[hi]']).toEqual([1, -1, 0, 1, -1, 0])
  })

  // Column names as colnames(model.matrix(f)) of R, in this project's spelling.
  it.each([
    ['y ~ 0 + sex', ['sex[F]', 'sex[M]']],
    ['y ~ 0 + x + sex', ['x', 'sex[F]', 'sex[M]']],
    ['y ~ 0 + sex + dose', ['sex[F]', 'sex[M]', 'dose[mid]', 'dose[hi]']],
    ['y ~ x + x:sex', ['(Intercept)', 'x', 'x:sex[M]']],
    ['y ~ x:sex', ['(Intercept)', 'x:sex[F]', 'x:sex[M]']],
    ['y ~ sex:x + sex', ['(Intercept)', 'sex[M]', 'sex[F]:x', 'sex[M]:x']],
    ['y ~ sex/x', ['(Intercept)', 'sex[M]', 'sex[F]:x', 'sex[M]:x']],
    ['y ~ sex * x', ['(Intercept)', 'sex[M]', 'x', 'sex[M]:x']],
    ['y ~ poly(x, 2) + log(z)', ['(Intercept)', 'poly(x, 2)[1]', 'poly(x, 2)[2]', 'log(z)']],
  ])('%s', (formula, names) => {
    expect(frameOf(spec(formula), base).X.names).toEqual(names)
  })

  it('names and values of products of factors follow R', () => {
    const n = 24
    const cycle = (levels: string[], every: number): string[] =>
      Array.from({ length: n }, (_, i) => levels[Math.floor(i / every) % levels.length])
    const crossed = table(
      numericColumn(
        'y',
        Array.from({ length: n }, (_, i) => i * i),
      ),
      factorColumn('a', cycle(['p', 'q'], 1)),
      factorColumn('b', cycle(['u', 'v', 'w'], 2)),
      numericColumn(
        'x',
        Array.from({ length: n }, (_, i) => i),
      ),
    )
    const product = frameOf(spec('y ~ a * b'), crossed).X
    expect(product.names).toEqual(['(Intercept)', 'a[q]', 'b[v]', 'b[w]', 'a[q]:b[v]', 'a[q]:b[w]'])
    expect([...product.termOf]).toEqual([-1, 0, 1, 1, 2, 2])
    expect(product.termNames).toEqual(['a', 'b', 'a:b'])
    expect(columnsOf(product)['a[q]:b[v]'].slice(0, 6)).toEqual([0, 0, 0, 1, 0, 0])
    expect(frameOf(spec('y ~ a/b'), crossed).X.names).toEqual([
      '(Intercept)',
      'a[q]',
      'a[p]:b[v]',
      'a[q]:b[v]',
      'a[p]:b[w]',
      'a[q]:b[w]',
    ])
    expect(frameOf(spec('y ~ 0 + a:b'), crossed).X.names).toEqual([
      'a[p]:b[u]',
      'a[q]:b[u]',
      'a[p]:b[v]',
      'a[q]:b[v]',
      'a[p]:b[w]',
      'a[q]:b[w]',
    ])
    expect(frameOf(spec('y ~ b + x + x:a:b'), crossed).X.names).toEqual([
      '(Intercept)',
      'b[v]',
      'b[w]',
      'x',
      'b[u]:x:a[p]',
      'b[v]:x:a[p]',
      'b[w]:x:a[p]',
      'b[u]:x:a[q]',
      'b[v]:x:a[q]',
      'b[w]:x:a[q]',
    ])
    const columns = columnsOf(frameOf(spec('y ~ a * x'), crossed).X)
    expect(columns['a[q]:x']).toEqual(Array.from({ length: n }, (_, i) => (i % 2 === 1 ? i : 0)))
  })

  it('arithmetic and functions', () => {
    const columns = columnsOf(frameOf(spec('log(y) ~ I((x - 1)^2 / -z) + center(x) + scale(x)'), base).X)
    expect(columns['I((x - 1)^2/-z)']).toEqual([-0.2, -0, -1, -0.5, -0, -0.25])
    expect(columns['center(x)']).toEqual([-1, 0, 1, -1, 0, 1])
    const sd = Math.sqrt(4 / 5)
    columns['scale(x)'].forEach((value, i) =>
      expect(value).toBeCloseTo((i % 3 === 0 ? -1 : i % 3 === 1 ? 0 : 1) / sd, 14),
    )
    expect(frameOf(spec('log(y) ~ x'), base).y[3]).toBe(Math.log(8))
  })

  it('orthogonal polynomials as R has them', () => {
    // poly(1:5, 2) of R: closed form.
    const five = table(numericColumn('y', [3, 1, 4, 1, 5]), numericColumn('t', [1, 2, 3, 4, 5]))
    const columns = columnsOf(frameOf(spec('y ~ poly(t, 2)'), five).X)
    const linear = [-2, -1, 0, 1, 2].map((v) => v / Math.sqrt(10))
    const quadratic = [2, -1, -2, -1, 2].map((v) => v / Math.sqrt(14))
    columns['poly(t, 2)[1]'].forEach((value, i) => expect(value).toBeCloseTo(linear[i], 14))
    columns['poly(t, 2)[2]'].forEach((value, i) => expect(value).toBeCloseTo(quadratic[i], 14))
  })

  it('polynomials of high degree stay orthonormal far from zero', () => {
    const t = Array.from({ length: 50 }, (_, i) => 2000 + i / 7)
    const { X } = frameOf(
      spec('y ~ 0 + poly(t, 8)'),
      table(
        numericColumn(
          'y',
          t.map((v) => v * v),
        ),
        numericColumn('t', t),
      ),
    )
    for (let j = 0; j < 8; j++)
      for (let k = 0; k <= j; k++) {
        let dot = 0
        for (let i = 0; i < 50; i++) dot += X.values[j * 50 + i] * X.values[k * 50 + i]
        expect(dot).toBeCloseTo(j === k ? 1 : 0, 12)
      }
  })

  it('names with spaces are shown without backquotes', () => {
    const named = table({ ...y, name: 'blood glucose' }, { ...sex, name: 'Sex at birth' })
    const frame = frameOf(spec('`blood glucose` ~ `Sex at birth`'), named)
    expect(frame.outcome).toBe('blood glucose')
    expect(frame.X.names).toEqual(['(Intercept)', 'Sex at birth[M]'])
  })
})

describe('rows', () => {
  const holes = table(
    numericColumn('y', [1, 2, NaN, 4, 5, 7, 9, 8]),
    numericColumn('x', [1, NaN, NaN, 2, 3, 1, 4, 4]),
    factorColumn('f', ['a', 'a', 'b', 'c', 'c', null, 'a', 'c']),
    numericColumn('unused', [NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN]),
    numericColumn('w', [1, 1, 1, 0, 2, 1, 3, 1]),
  )

  it('drops rows with missing values in the variables of the model and counts them by variable', () => {
    const frame = frameOf(spec('y ~ x + f'), holes)
    expect([...frame.rows]).toEqual([0, 3, 4, 6, 7])
    expect([frame.nObs, frame.nDropped]).toEqual([5, 3])
    expect(frame.dropped).toEqual([
      { variable: 'y', nRows: 1 },
      { variable: 'x', nRows: 2 },
      { variable: 'f', nRows: 1 },
    ])
    expect([...frame.y]).toEqual([1, 4, 5, 9, 8])
  })

  it('drops the levels that vanish and says so', () => {
    const frame = frameOf(spec('y ~ x + f'), holes)
    expect(frame.X.names).toEqual(['(Intercept)', 'x', 'f[c]'])
    expect(frame.findings.map((f) => [f.code, f.params])).toEqual([
      ['dropped-rows', { nDropped: 3, nRows: 8, nObs: 5 }],
      ['dropped-levels', { variable: 'f', levels: 'b', nLevels: 1 }],
    ])
  })

  it('leaves out rows of weight zero', () => {
    const frame = frameOf(spec('y ~ x', { weights: 'w' }), holes)
    expect([...frame.rows]).toEqual([0, 4, 5, 6, 7])
    expect([...frame.weights!]).toEqual([1, 2, 1, 3, 1])
    expect([frame.nObs, frame.nDropped]).toEqual([5, 2])
    expect(frame.findings.map((f) => f.code)).toEqual(['dropped-rows', 'zero-weights'])
  })

  it('adds up offsets of the spec and the formula', () => {
    const frame = frameOf(spec('y ~ x + offset(2 * x)', { offset: 'w' }), holes)
    expect([...frame.offset!]).toEqual([3, 4, 8, 3, 11, 9])
  })

  it('refuses when nothing is left, naming the variable with most missing values', () => {
    const result = buildModelFrame(spec('y ~ unused'), holes)
    expect(result.ok ? null : result.problems[0]).toMatchObject({
      code: 'no-observations',
      params: { nRows: 8, variable: 'unused', nMissing: 8 },
    })
  })
})

describe('random designs', () => {
  const n = 12
  const batch = factorColumn(
    'batch',
    Array.from({ length: n }, (_, i) => 'ABC'[Math.floor(i / 4)]),
  )
  const cask = factorColumn(
    'cask',
    Array.from({ length: n }, (_, i) => 'pq'[Math.floor(i / 2) % 2]),
  )
  const time = numericColumn(
    'time',
    Array.from({ length: n }, (_, i) => i % 2),
  )
  const arm = factorColumn(
    'arm',
    Array.from({ length: n }, (_, i) => 'xy'[i % 2]),
  )
  const id = numericColumn(
    'id',
    Array.from({ length: n }, (_, i) => 300 + Math.floor(i / 3)),
  )
  const nested = table(
    numericColumn(
      'y',
      Array.from({ length: n }, (_, i) => i * i),
    ),
    batch,
    cask,
    time,
    arm,
    id,
  )

  it('expands nesting into the outer factor and the combinations that occur', () => {
    const { random } = frameOf(spec('y ~ 1 + (1 | batch/cask)'), nested)
    expect(random.map((term) => [term.group, term.nLevels])).toEqual([
      ['batch', 3],
      ['batch:cask', 6],
    ])
    expect(random[1].levels).toEqual(['A:p', 'A:q', 'B:p', 'B:q', 'C:p', 'C:q'])
    expect([...random[1].codes]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  })

  it('keeps only combinations that occur', () => {
    const sparse = factorColumn(
      'cask',
      Array.from({ length: n }, (_, i) => `${'ABC'[Math.floor(i / 4)]}${Math.floor(i / 2) % 2}`),
    )
    const { random } = frameOf(
      spec('y ~ 1 + (1 | batch/cask)'),
      table(...nested.columns.filter((c) => c.name !== 'cask'), sparse),
    )
    expect(random[1].levels).toEqual(['A:A0', 'A:A1', 'B:B0', 'B:B1', 'C:C0', 'C:C1'])
  })

  it('codes factor slopes as inside bars: contrasts with an intercept, indicators without', () => {
    expect(frameOf(spec('y ~ arm + (arm | batch)'), nested).random[0].terms).toEqual(['(Intercept)', 'arm[y]'])
    const free = frameOf(spec('y ~ arm + (0 + arm | batch)'), nested).random[0]
    expect(free.terms).toEqual(['arm[x]', 'arm[y]'])
    expect([...free.values.subarray(0, 4)]).toEqual([1, 0, 1, 0])
    expect([...free.values.subarray(n, n + 4)]).toEqual([0, 1, 0, 1])
  })

  it('groups by whole numbers of a continuous column and names levels by value', () => {
    const { random } = frameOf(spec('y ~ time + (time || id)'), nested)
    expect(random[0].levels).toEqual(['300', '301', '302', '303'])
    expect(random[0].correlated).toBe(false)
    expect(random[0].terms).toEqual(['(Intercept)', 'time'])
  })

  it('says when labels that recur may be different units', () => {
    const { findings } = frameOf(spec('y ~ 1 + (1 | batch) + (1 | cask)'), nested)
    const nesting = findings.find((f) => f.code === 'implicit-nesting')!
    expect(nesting.params).toEqual({ inner: 'cask', outer: 'batch' })
    expect(nesting.mends[0].formula).toBe('y ~ 1 + (1 | batch) + (1 | batch:cask)')
    expect(frameOf(spec('y ~ 1 + (1 | batch/cask)'), nested).findings.map((f) => f.code)).not.toContain(
      'implicit-nesting',
    )
  })

  it('is silent about crossed designs with one observation in a cell', () => {
    const plate = factorColumn(
      'plate',
      Array.from({ length: n }, (_, i) => `p${i % 4}`),
    )
    const sample = factorColumn(
      'sample',
      Array.from({ length: n }, (_, i) => `s${Math.floor(i / 4)}`),
    )
    const { findings } = frameOf(spec('y ~ 1 + (1 | plate) + (1 | sample)'), table(nested.columns[0], plate, sample))
    expect(findings.map((f) => f.code)).not.toContain('implicit-nesting')
  })

  it('warns of a slope that is constant within groups where it can still be estimated', () => {
    const age = numericColumn(
      'age',
      Array.from({ length: n }, (_, i) => [3, 5, 9, 4][Math.floor(i / 3)]),
    )
    const frame = frameOf(spec('y ~ age + (age | id)'), table(...nested.columns, age))
    expect(frame.findings.find((f) => f.code === 'slope-between-groups')).toMatchObject({
      params: { group: 'id', term: 'age' },
    })
  })
})

describe('refusals before fitting', () => {
  const ingots = table(
    numericColumn(
      'pres',
      Array.from({ length: 21 }, (_, i) => 60 + ((i * 7) % 11)),
    ),
    factorColumn(
      'metal',
      Array.from({ length: 21 }, (_, i) => 'nic'[i % 3]),
    ),
    numericColumn(
      'ingot',
      Array.from({ length: 21 }, (_, i) => 1 + Math.floor(i / 3)),
    ),
  )

  it('three correlated effects per ingot on 21 observations', () => {
    const result = buildModelFrame(spec('pres ~ metal + (metal | ingot)'), ingots)
    expect(result.ok ? null : result.problems).toMatchObject([
      {
        code: 'random-effects-exceed-observations',
        place: { at: 'random', group: 'ingot' },
        params: { group: 'ingot', nRandom: 21, nObs: 21 },
      },
    ])
    const mends = result.ok ? [] : result.problems[0].mends
    expect(mends.map((m) => [m.code, m.formula])).toEqual([
      ['drop-slope', 'pres ~ metal + (1 | ingot)'],
      ['uncorrelate', 'pres ~ metal + (metal || ingot)'],
      ['drop-random-term', 'pres ~ metal'],
    ])
  })

  it('one observation per level, with a residual', () => {
    const rows = numericColumn(
      'row',
      Array.from({ length: 21 }, (_, i) => i),
    )
    expect(codes(spec('pres ~ metal + (1 | row)'), table(...ingots.columns, rows))).toEqual([
      'random-effects-exceed-observations',
    ])
  })

  it('one level in a grouping factor', () => {
    const result = buildModelFrame(
      spec('y ~ x + (1 | all)'),
      table(...base.columns, factorColumn('all', Array<string>(6).fill('s'))),
    )
    expect(result.ok ? null : result.problems[0]).toMatchObject({
      code: 'grouping-one-level',
      params: { group: 'all', level: 's' },
      mends: [{ code: 'drop-random-term', formula: 'y ~ x' }],
    })
  })

  it('a slope that is constant within every level and takes too few values', () => {
    const sexOfG = factorColumn('s', ['F', 'F', 'M', 'M', 'F', 'F'])
    const wide = table(
      numericColumn('y', [1, 2, 4, 8, 16, 33, 1, 4, 7, 9, 0, 3]),
      factorColumn(
        's',
        Array.from({ length: 12 }, (_, i) => 'FM'[Math.floor(i / 4) % 2]),
      ),
      factorColumn(
        'g',
        Array.from({ length: 12 }, (_, i) => 'abc'[Math.floor(i / 4)]),
      ),
    )
    expect(codes(spec('y ~ s + (s | g)'), wide)).toEqual(['random-slope-not-varying'])
    expect(sexOfG.levels).toEqual(['F', 'M'])
  })

  it.each<[string, Partial<ModelSpec>, string[]]>([
    ['', {}, ['formula-empty']],
    ['y ~ ', {}, ['formula-syntax']],
    ['~ x', {}, ['formula-no-outcome']],
    ['y ~ X1', {}, ['unknown-variable']],
    ['y ~ x', { weights: 'nope' }, ['unknown-variable']],
    ['y ~ factor(x)', {}, ['unknown-function']],
    ['sex ~ x', {}, ['outcome-not-numeric']],
    ['y ~ y + x', {}, ['outcome-in-predictors']],
    ['y ~ x + (y | g)', {}, ['outcome-in-predictors']],
    ['y ~ x + (1 | y)', {}, ['outcome-in-predictors']],
    ['y ~ x + (1 | g) + (x | g)', {}, ['random-terms-overlap']],
    ['y ~ x + (1 | g) + (1 | g/sex)', {}, ['random-terms-overlap']],
    ['y ~ log(sex)', {}, ['not-numeric']],
    ['y ~ x + (1 | half)', {}, ['grouping-continuous']],
    ['y ~ log(x)', {}, ['non-finite-values']],
    ['log(x) ~ z', {}, ['non-finite-values']],
    ['one ~ x', {}, ['outcome-constant']],
    ['y ~ same', {}, ['factor-one-level']],
    ['y ~ poly(z, 4) + x', {}, ['too-few-observations']],
    ['y ~ x', { weights: 'sex' }, ['weights-invalid']],
    ['y ~ x', { weights: 'negative' }, ['weights-invalid']],
    ['y ~ x', { offset: 'sex' }, ['offset-invalid']],
    ['y ~ x + offset(log(x))', {}, ['offset-invalid']],
    ['y ~ x', { level: 95 }, ['level-invalid']],
    ['y ~ x', { family: 'poisson', link: 'log' }, ['unsupported-family']],
    ['half ~ x', { family: 'poisson', link: 'log' }, ['unsupported-family', 'outcome-out-of-range']],
    ['y ~ x', { family: 'binomial', link: 'logit' }, ['unsupported-family', 'outcome-out-of-range']],
    ['sex ~ x', { family: 'binomial', link: 'logit' }, ['unsupported-family']],
    ['half ~ x', { family: 'binomial', link: 'logit', trials: 'z' }, ['unsupported-family', 'outcome-out-of-range']],
    [
      'half ~ x',
      { family: 'binomial', link: 'logit', trials: 'half' },
      ['unsupported-family', 'outcome-out-of-range', 'trials-invalid'],
    ],
    ['z ~ x', { family: 'gamma', link: 'log' }, ['unsupported-family']],
    ['y ~ x', { link: 'log' }, ['unsupported-family']],
  ])('%s %j', (formula, more, expected) => {
    const data = table(
      ...base.columns,
      numericColumn('half', [0.5, 1.5, 2.5, 0.5, 1.5, 2.5]),
      numericColumn('one', [1, 1, 1, 1, 1, 1]),
      factorColumn('same', Array<string>(6).fill('s')),
      numericColumn('negative', [1, -1, 1, 1, 1, 1]),
    )
    expect(codes(spec(formula, more), data)).toEqual(expected)
  })

  it('offers the nearest name with the formula that uses it', () => {
    const result = buildModelFrame(spec('y ~ Dsoe * x'), base)
    expect(result.ok ? null : result.problems[0]).toMatchObject({
      code: 'unknown-variable',
      place: { at: 'formula', start: 4, end: 8 },
      params: { variable: 'Dsoe', suggestion: 'dose' },
      mends: [{ code: 'use-name', formula: 'y ~ dose * x' }],
    })
  })

  it('offers to make a variable a factor where R would write factor()', () => {
    const result = buildModelFrame(spec('y ~ factor(x) + z'), base)
    expect(result.ok ? null : result.problems[0].mends).toEqual([
      { code: 'make-factor', params: { variable: 'x' }, formula: 'y ~ x + z' },
    ])
  })
})

describe('size', () => {
  it('frames a million rows', () => {
    const n = 1_000_000
    const values = Float64Array.from({ length: n }, (_, i) => (i * 7919) % 1009)
    const codesOf = (levels: number): Int32Array => Int32Array.from({ length: n }, (_, i) => (i * 31) % levels)
    const big: DataTable = table(
      { ...y, values },
      { ...x, values: values.map((v) => v % 10) },
      { ...sex, codes: codesOf(2) },
      { ...g, codes: codesOf(5000), levels: Array.from({ length: 5000 }, (_, i) => `g${i}`) },
      { ...numericColumn('id', []), values: Float64Array.from({ length: n }, (_, i) => 10 + (i % 20_000)) },
    )
    const frame = frameOf(spec('y ~ x * sex + (x | g) + (1 | id)'), big)
    expect(frame.nObs).toBe(n)
    expect(frame.random.map(({ nLevels }) => nLevels)).toEqual([5000, 20_000])
  })
})

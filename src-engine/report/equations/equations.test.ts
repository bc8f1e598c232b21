import katex from 'katex'
import { describe, expect, it } from 'vitest'
import type { Column, DataTable } from '../../contract/columns'
import { defaultModelSpec, type ModelSpec } from '../../contract/modelSpec'
import { sleepstudyTable } from '../../testing/sleepstudy'
import { describeEquations } from './index'
import { brokenEquation, latexText, latexWidth } from './latex'

const numeric = (name: string, values: readonly number[]): Column => ({
  id: name,
  name,
  type: 'continuous',
  version: 1,
  kind: 'numeric',
  values: Float64Array.from(values),
})

function factor(name: string, cells: readonly string[]): Column {
  const levels = [...new Set(cells)].sort()
  const codes = Int32Array.from(cells, (cell) => levels.indexOf(cell))
  return { id: name, name, type: 'nominal', version: 1, kind: 'factor', codes, levels }
}

const tableOf = (...columns: Column[]): DataTable => ({
  id: 't',
  name: 't',
  version: 1,
  nRows: columns[0].kind === 'numeric' ? columns[0].values.length : columns[0].codes.length,
  columns,
})

/** Two sexes, four children, two ages each. */
const growth = tableOf(
  numeric('distance', [20, 22, 21, 24, 25, 27, 26, 30]),
  numeric('age', [8, 10, 8, 10, 8, 10, 8, 10]),
  factor('child', ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd']),
  factor('sex', ['F', 'F', 'F', 'F', 'M', 'M', 'M', 'M']),
)

function write(formula: string, table: DataTable | null, more: Partial<ModelSpec> = {}): Record<string, string> {
  const block = describeEquations({ ...defaultModelSpec, formula, ...more }, table, { id: 'e' })
  if (block === null) throw new Error('no equations')
  for (const { latex } of block.lines) katex.renderToString(latex, { displayMode: true, strict: false })
  return Object.fromEntries(
    block.lines.map(({ latex, caption }) => [
      (caption ?? '').replace(/,.*$/, ''),
      latex
        .replace(/\\(begin|end)\{aligned\}\n?/g, '')
        .replace(/&|\\quad /g, '')
        .replace(/ +/g, ' ')
        .trim(),
    ]),
  )
}

describe('equations of a model', () => {
  it('write a random slope combined and level by level', () => {
    const lines = write('Reaction ~ Days + (Days | Subject)', sleepstudyTable)
    expect(lines['Combined form']).toBe(
      '\\text{Reaction}_{ij} = \\gamma_{00} + \\gamma_{10}\\,\\text{Days}_{ij} + u_{0j} + u_{1j}\\,\\text{Days}_{ij} + \\varepsilon_{ij}',
    )
    expect(lines['Level 1']).toBe(
      '\\text{Reaction}_{ij} = \\beta_{0j} + \\beta_{1j}\\,\\text{Days}_{ij} + \\varepsilon_{ij}',
    )
    expect(lines['Level 2']).toBe('\\beta_{0j} = \\gamma_{00} + u_{0j} \\\\\n\\beta_{1j} = \\gamma_{10} + u_{1j}')
    expect(lines['Random effects']).toContain('\\tau_{00} & \\tau_{01} \\\\ \\tau_{01} & \\tau_{11}'.replace(/& /g, ''))
    expect(lines['Residuals']).toBe('\\varepsilon_{ij} \\sim \\mathcal{N}\\left(0,\\; \\sigma^2\\right)')
  })

  it('put variables of the group into the equations of its coefficients', () => {
    const lines = write('distance ~ age * sex + (age | child)', growth)
    expect(lines['Level 2']).toBe(
      '\\beta_{0j} = \\gamma_{00} + \\gamma_{01}\\,[\\text{sex}_{j} = \\text{M}] + u_{0j} \\\\\n' +
        '\\beta_{1j} = \\gamma_{10} + \\gamma_{11}\\,[\\text{sex}_{j} = \\text{M}] + u_{1j}',
    )
    expect(lines['Combined form']).toContain('\\gamma_{11}\\,\\text{age}_{ij}\\,[\\text{sex}_{j} = \\text{M}]')
  })

  it('have a level for each of nested factors', () => {
    const lines = write('distance ~ 1 + (1 | sex/child)', growth)
    expect(lines['Level 1']).toBe('\\text{distance}_{ijk} = \\pi_{0jk} + \\varepsilon_{ijk}')
    expect(lines['Level 2']).toBe('\\pi_{0jk} = \\beta_{00k} + u_{0jk}')
    expect(lines['Level 3']).toBe('\\beta_{00k} = \\gamma_{000} + v_{00k}')
  })

  it('find nesting in the data where the formula does not say it', () => {
    expect(write('distance ~ 1 + (1 | sex) + (1 | child)', growth)['Level 3']).toBe(
      '\\beta_{00k} = \\gamma_{000} + v_{00k}',
    )
  })

  it('have one second level for crossed factors', () => {
    const crossed = tableOf(
      numeric('y', [1, 2, 3, 4, 5, 6]),
      numeric('x', [3, 1, 2, 3, 1, 2]),
      factor('plate', ['1', '1', '1', '2', '2', '2']),
      factor('sample', ['A', 'B', 'C', 'A', 'B', 'C']),
    )
    const lines = write('y ~ x + (1 | plate) + (1 | sample)', crossed)
    expect(lines['Level 1']).toBe('\\text{y}_{i(jk)} = \\beta_{0jk} + \\varepsilon_{i(jk)}')
    expect(lines['Level 2']).toBe('\\beta_{0jk} = \\gamma_{00} + \\gamma_{01}\\,\\text{x}_{k} + u_{0j} + v_{0k}')
  })

  it('leave out the covariances of uncorrelated effects', () => {
    expect(write('Reaction ~ Days + (Days || Subject)', sleepstudyTable)['Random effects']).toContain(
      '\\tau_{00} 0 \\\\ 0 \\tau_{11}',
    )
  })

  it('write sum coding as differences and keep them apart from indicators', () => {
    const lines = write('distance ~ sex + (0 + sex | child)', growth, { contrasts: 'sum' })
    expect(lines['Combined form']).toContain(
      '\\left([\\text{sex}_{j} = \\text{F}] - [\\text{sex}_{j} = \\text{M}]\\right)',
    )
    expect(lines['Combined form']).toContain('\\,[\\text{sex}_{j} = \\text{F}]')
  })

  it('take the reference level that was chosen', () => {
    expect(write('distance ~ sex', growth, { references: { sex: 'M' } })['Combined form']).toBe(
      '\\text{distance}_{i} = \\beta_{0} + \\beta_{1}\\,[\\text{sex}_{i} = \\text{F}] + \\varepsilon_{i}',
    )
  })

  it('write a factor of many levels as one sum', () => {
    const cells = Array.from({ length: 40 }, (_, i) => `level ${i % 20}`)
    const many = tableOf(
      numeric(
        'y',
        cells.map((_, i) => i),
      ),
      factor('f', cells),
    )
    expect(write('y ~ f', many)['Combined form']).toBe(
      '\\text{y}_{i} = \\beta_{0} + \\sum_{h \\neq \\text{level 0}} \\beta_{1h}\\,[\\text{f}_{i} = h] + \\varepsilon_{i}',
    )
  })

  it('write transformations as mathematics', () => {
    const { 'Combined form': line } = write(
      'log(distance) ~ I((age - 9)^2 / 2) + sqrt(age) + scale(age) + exp(-age)',
      growth,
    )
    expect(line).toContain('\\log\\left(\\text{distance}_{i}\\right) =')
    expect(line).toContain('\\frac{\\left(\\text{age}_{i} - 9\\right)^{2}}{2}')
    expect(line).toContain('\\sqrt{\\text{age}_{i}}')
    expect(line).toContain('\\frac{\\text{age}_{i} - \\overline{\\text{age}}}{s_{\\text{age}}}')
    expect(line).toContain('e^{-\\text{age}_{i}}')
  })

  it('write a generalised model by its distribution and link, without residuals', () => {
    const lines = write('y ~ x + (1 | g)', null, { family: 'poisson', link: 'log' })
    expect(lines['Distribution of the outcome']).toBe(
      '\\text{y}_{ij} \\mid \\mathbf{u} \\sim \\operatorname{Poisson}\\left(\\mu_{ij}\\right)',
    )
    expect(lines['Combined form']).toBe(
      '\\log\\left(\\mu_{ij}\\right) = \\gamma_{00} + \\gamma_{10}\\,\\text{x}_{ij} + u_{0j}',
    )
    expect(lines['Residuals']).toBeUndefined()
  })

  it('write proportions of trials as binomial', () => {
    expect(
      write('y ~ 1 + (1 | g)', null, { family: 'binomial', link: 'logit', trials: 'n' })['Distribution of the outcome'],
    ).toContain('\\text{n}_{ij}\\,\\text{y}_{ij} \\mid \\mathbf{u} \\sim \\operatorname{Binomial}')
  })

  it('divide the residual variance by weights and add offsets', () => {
    const lines = write('distance ~ age + (1 | child)', growth, { weights: 'age', offset: 'age' })
    expect(lines['Residuals']).toContain('\\sigma^2 / \\text{age}_{ij}')
    expect(lines['Level 1']).toContain('+ \\text{age}_{ij} + \\varepsilon_{ij}')
  })

  it('are not written where the formula cannot be read', () => {
    expect(describeEquations({ ...defaultModelSpec, formula: 'y ~ (' }, null, { id: 'e' })).toBeNull()
    expect(describeEquations({ ...defaultModelSpec, formula: '~ x' }, null, { id: 'e' })).toBeNull()
  })
})

describe('names in mathematics', () => {
  it.each([
    'a_b',
    '50% & more',
    '{x}',
    '\\frac',
    'x^2~#$',
    '학교',
    'naïve café',
    'Ω',
    '<script>',
    'a\u0000b',
    '`',
    '😀',
  ])('typeset %s', (name) => {
    const typeset = katex.renderToString(`${latexText(name)}_{ij}`, { strict: false, throwOnError: true })
    expect(typeset).not.toContain('<script')
  })

  it('take part in equations whatever they are', () => {
    const table = tableOf(
      numeric('50% & more_x', [1, 2, 3, 5]),
      numeric('{$}', [4, 5, 6, 9]),
      factor('#gr~oup', ['a', 'a', 'b', 'b']),
    )
    write('`50% & more_x` ~ `{$}` + (1 | `#gr~oup`)', table)
  })
})

describe('long equations', () => {
  it('break before a sign where the line is full', () => {
    const summands = Array.from({ length: 30 }, (_, k) => ({
      sign: '+' as const,
      latex: `\\beta_{${k}}\\,\\text{variable ${k}}_{i}`,
    }))
    const rows = brokenEquation('\\text{y}_{i}', '=', summands)
    expect(rows.length).toBeGreaterThan(4)
    for (const row of rows) expect(latexWidth(row)).toBeLessThan(85)
    expect(rows.slice(1).every((row) => row.startsWith('&\\quad +'))).toBe(true)
  })

  it('name only the first and the last of many constant coefficients', () => {
    const names = Array.from({ length: 10 }, (_, k) => `x${k}`)
    const table = tableOf(
      numeric('y', [1, 2, 3, 4]),
      ...names.map((name, k) => numeric(name, [k, k + 1, 3, 7])),
      factor('g', ['a', 'a', 'b', 'b']),
    )
    expect(write(`y ~ ${names.join(' + ')} + (1 | g)`, table)['Level 2']).toBe(
      '\\beta_{0j} = \\gamma_{00} + u_{0j} \\\\\n\\beta_{1j} = \\gamma_{10},\\dots,\\beta_{10j} = \\gamma_{10{,}0}',
    )
  })
})

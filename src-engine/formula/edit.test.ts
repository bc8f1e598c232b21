import { describe, expect, it } from 'vitest'
import {
  addFixedTerm,
  addInteractions,
  addRandomTerm,
  canonicalTerms,
  emptyFormula,
  parseFormula,
  printFormula,
  readBuilder,
  removeFixedTerm,
  removeRandomTerm,
  removeVariable,
  setCorrelated,
  setNesting,
  setOutcome,
  setRandomIntercept,
  setSlopes,
  toggleIntercept,
  type FormulaAst,
} from './index'

function edit(text: string, change: (ast: FormulaAst) => FormulaAst): string {
  const read = parseFormula(text)
  if (!read.ok) throw new Error(text)
  const out = printFormula(change(read.formula))
  const again = parseFormula(out)
  expect(again.ok && printFormula(again.formula)).toBe(out)
  return out
}

describe('pointing builds the formula', () => {
  it('from nothing to a mixed model', () => {
    let ast = setOutcome(emptyFormula, 'Reaction')
    expect(printFormula(ast)).toBe('Reaction ~ 1')
    ast = addFixedTerm(ast, 'Days')
    expect(printFormula(ast)).toBe('Reaction ~ Days')
    ast = addRandomTerm(ast, 'Subject')
    expect(printFormula(ast)).toBe('Reaction ~ Days + (1 | Subject)')
    ast = setSlopes(ast, 0, ['Days'])
    expect(printFormula(ast)).toBe('Reaction ~ Days + (1 + Days | Subject)')
    ast = setCorrelated(ast, 0, false)
    expect(printFormula(ast)).toBe('Reaction ~ Days + (1 + Days || Subject)')
    ast = setSlopes(ast, 0, [])
    expect(printFormula(ast)).toBe('Reaction ~ Days + (1 | Subject)')
    ast = removeRandomTerm(ast, 0)
    ast = removeFixedTerm(ast, 'Days')
    expect(printFormula(ast)).toBe('Reaction ~ 1')
  })

  it.each<[string, (ast: FormulaAst) => FormulaAst, string]>([
    ['y ~ a * b', (f) => removeFixedTerm(f, 'b:a'), 'y ~ a + b'],
    ['y ~ a * b', (f) => removeFixedTerm(f, 'a'), 'y ~ b + a:b'],
    ['y ~ a * b + c', (f) => removeVariable(f, 'a'), 'y ~ b + c'],
    ['y ~ log(a) * b', (f) => removeVariable(f, 'a'), 'y ~ b'],
    ['y ~ (a + b + c)^2 - a:b', (f) => removeVariable(f, 'b'), 'y ~ a + c + a:c'],
    ['y ~ (a - 1) * b', (f) => removeFixedTerm(f, 'a'), 'y ~ b + a:b + 0'],
    ['y ~ a + b', (f) => addFixedTerm(f, 'b'), 'y ~ a + b'],
    ['y ~ a:b', (f) => addFixedTerm(f, 'b:a'), 'y ~ a:b'],
    ['y ~ a * b - a:b', (f) => addFixedTerm(f, 'a:b'), 'y ~ a * b - a:b + a:b'],
    ['y ~ a', (f) => addInteractions(f, ['a', 'b', 'c'], 'two-way'), 'y ~ a + b + c + a:b + a:c + b:c'],
    ['y ~ 1', (f) => addInteractions(f, ['a', 'b', 'c'], 'all-way'), 'y ~ a + b + c + a:b + a:c + b:c + a:b:c'],
    ['y ~ a', (f) => toggleIntercept(f), 'y ~ 0 + a'],
    ['y ~ a - 1', (f) => toggleIntercept(f), 'y ~ a'],
    ['y ~ 0', (f) => toggleIntercept(f), 'y ~ 1'],
    ['y ~ (a - 1):b', (f) => toggleIntercept(f), 'y ~ (a - 1):b + 1'],
    ['y ~ a * x', (f) => setOutcome(f, 'a'), 'a ~ x'],
    ['y ~ 1', (f) => addRandomTerm(f, 'cask', ['batch']), 'y ~ 1 + (1 | batch/cask)'],
    ['y ~ 1 + (1|batch)', (f) => addRandomTerm(f, 'cask', ['batch']), 'y ~ 1 + (1 | batch) + (1 | batch:cask)'],
    ['y ~ x + (x | a/b)', (f) => setSlopes(f, 1, []), 'y ~ x + (x | a) + (1 | a:b)'],
    ['y ~ x + (x | a/b)', (f) => removeRandomTerm(f, 0), 'y ~ x + (x | a:b)'],
    ['y ~ x + (x | a/b) + (1|c)', (f) => removeRandomTerm(f, 2), 'y ~ x + (x | a/b)'],
    ['y ~ 1 + (1|cask)', (f) => setNesting(f, 0, ['batch']), 'y ~ 1 + (1 | batch) + (1 | batch:cask)'],
    ['y ~ 1 + (1|batch/cask)', (f) => setNesting(f, 1, []), 'y ~ 1 + (1 | batch) + (1 | cask)'],
    ['y ~ x + (x | g)', (f) => setRandomIntercept(f, 0, false), 'y ~ x + (0 + x | g)'],
    ['y ~ 1 + (1 | g)', (f) => setRandomIntercept(f, 0, false), 'y ~ 1 + (1 | g)'],
    ['y ~ 1 + (1 | `my group`)', (f) => addRandomTerm(f, 'other one'), 'y ~ 1 + (1 | `my group`) + (1 | `other one`)'],
  ])('%s', (text, change, expected) => {
    expect(edit(text, change)).toBe(expected)
  })

  it('shows a typed formula as plain lists', () => {
    const read = parseFormula('log(y) ~ a * b + (0 + x || school/class)')
    if (!read.ok) throw new Error('not read')
    expect(readBuilder(read.formula)).toEqual({
      outcome: 'log(y)',
      intercept: true,
      fixed: ['a', 'b', 'a:b'],
      offsets: [],
      random: [
        {
          group: ['school'],
          factor: 'school',
          nestedWithin: [],
          label: 'school',
          intercept: false,
          slopes: ['x'],
          correlated: false,
        },
        {
          group: ['school', 'class'],
          factor: 'class',
          nestedWithin: ['school'],
          label: 'school:class',
          intercept: false,
          slopes: ['x'],
          correlated: false,
        },
      ],
    })
    expect(canonicalTerms('b*a')).toEqual(['b', 'a', 'b:a'])
  })
})

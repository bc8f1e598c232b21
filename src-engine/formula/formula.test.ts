import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expandFormula,
  parseFormula,
  parseTerms,
  printFormula,
  quoteName,
  type FormulaAst,
  type FormulaProblem,
} from './index'

function read(text: string): FormulaAst {
  const result = parseFormula(text)
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.problem)}`)
  return result.formula
}
const labels = (text: string): string[] => expandFormula(read(text)).terms.map((term) => term.label)
const print = (text: string): string => printFormula(read(text))
function reasonOf({ code, params }: FormulaProblem): string {
  return code === 'formula-syntax' ? String(params.reason) : code
}
function refusal(text: string): unknown {
  const result = parseFormula(text)
  return result.ok ? printFormula(result.formula) : [reasonOf(result.problem), result.problem.start, result.problem.end]
}

describe('expansion follows R', () => {
  // Labels as terms.formula of R gives them.
  it.each([
    ['y ~ a + b', ['a', 'b']],
    ['y ~ a * b', ['a', 'b', 'a:b']],
    ['y ~ a * b * c', ['a', 'b', 'c', 'a:b', 'a:c', 'b:c', 'a:b:c']],
    ['y ~ (a + b + c)^2', ['a', 'b', 'c', 'a:b', 'a:c', 'b:c']],
    ['y ~ (a + b + c)^2 - a:b', ['a', 'b', 'c', 'a:c', 'b:c']],
    ['y ~ a * b - a', ['b', 'a:b']],
    ['y ~ a/b', ['a', 'a:b']],
    ['y ~ (a + b)/c', ['a', 'b', 'a:b:c']],
    ['y ~ a/(b + c)', ['a', 'a:b', 'a:c']],
    ['y ~ a + b %in% a', ['a', 'a:b']],
    ['y ~ b:a + a', ['a', 'b:a']],
    ['y ~ a + b:a', ['a', 'a:b']],
    ['y ~ a:b + a + b', ['a', 'b', 'a:b']],
    ['y ~ a + a + a:a', ['a']],
    ['y ~ (a + b):(c + d)', ['a:c', 'a:d', 'b:c', 'b:d']],
    ['y ~ log(x) * I(age - 11)', ['log(x)', 'I(age - 11)', 'log(x):I(age - 11)']],
    ['y ~ a - (b + a) + c', ['c']],
    ['y ~ a + (b - a)', ['a', 'b']],
    ['y ~ a + b - (b - a)', ['a']],
    ['y ~ (a - b + c) * d', ['a', 'c', 'd', 'a:d', 'c:d']],
    ['y ~ 1', []],
  ])('%s', (text, expected) => {
    expect(labels(text)).toEqual(expected)
  })

  it.each([
    ['y ~ x', true],
    ['y ~ 0 + x', false],
    ['y ~ x - 1', false],
    ['y ~ -1 + x', false],
    ['y ~ x + 1', true],
    ['y ~ 0 + x + 1', true],
    ['y ~ x - 1 + 1', true],
    ['y ~ x - (1 + z)', false],
    ['y ~ x - 0', true],
    ['y ~ 0', false],
  ])('%s has an intercept: %s', (text, expected) => {
    expect(expandFormula(read(text)).intercept).toBe(expected)
  })

  it('expands random terms over nested groups', () => {
    const random = expandFormula(read('y ~ x + (1 + x * z || a/b) + (0 + w | c:d)')).random
    expect(random.map((t) => [t.label, t.intercept, t.terms.map((e) => e.label), t.correlated])).toEqual([
      ['a', true, ['x', 'z', 'x:z'], false],
      ['a:b', true, ['x', 'z', 'x:z'], false],
      ['c:d', false, ['w'], true],
    ])
    expect(expandFormula(read('y ~ 1 + (1 | a/b/c)')).random.map((t) => t.label)).toEqual(['a', 'a:b', 'a:b:c'])
  })

  it('keeps offsets apart from terms', () => {
    const expanded = expandFormula(read('y ~ x + offset(log(t)) + offset(w)'))
    expect(expanded.terms.map((t) => t.label)).toEqual(['x'])
    expect(expanded.offsets).toHaveLength(2)
  })
})

describe('print', () => {
  it.each([
    ['Reaction~Days+(Days|Subject)', 'Reaction ~ Days + (Days | Subject)'],
    ['distance~I(age-11)*Sex+(I(age-11)|Subject)', 'distance ~ I(age - 11) * Sex + (I(age - 11) | Subject)'],
    ['y~(1|g)+x', 'y ~ x + (1 | g)'],
    ['y~(1|g)', 'y ~ 1 + (1 | g)'],
    ['log( y )~poly(x,2)+`blood glucose`', 'log(y) ~ poly(x, 2) + `blood glucose`'],
    ['y~a/b+(x||a:b)', 'y ~ a/b + (x || a:b)'],
    ['y~(a+b)^2-a:b-1', 'y ~ (a + b)^2 - a:b - 1'],
    ['y~I((a-(b-c))*-d^2)', 'y ~ I((a - (b - c)) * -d^2)'],
    ['y~I((a*b)*c)+I(a*(b*c))', 'y ~ I(a * b * c) + I(a * (b * c))'],
    ['y~((a)+(b))', 'y ~ a + b'],
    ['y ∼ x − 1', 'y ~ x - 1'],
    ['혈당 ~ 주 + (주 | 환자)', '혈당 ~ 주 + (주 | 환자)'],
    ['~ x', '~ x'],
    ['y ~ I(x^2^3) + I((x^2)^3)', 'y ~ I(x^2^3) + I((x^2)^3)'],
  ])('%s', (text, expected) => {
    expect(print(text)).toBe(expected)
    expect(print(expected)).toBe(expected)
  })

  it('quotes names that need it and reads them back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), (name) => {
        const read = parseTerms(quoteName(name))
        if (!read.ok) throw new Error(JSON.stringify(read.problem))
        expect(read.terms[0].expr).toMatchObject({ kind: 'name', name })
      }),
    )
  })
})

describe('refusals say where and what', () => {
  it.each([
    ['', ['formula-empty', 0, 0]],
    ['y', ['tilde-missing', 1, 1]],
    ['y ~', ['expected-term', 3, 3]],
    ['y ~ x +', ['expected-term', 7, 7]],
    ['y ~ x z', ['expected-operator', 6, 7]],
    ['y ~ (x', ['unclosed-parenthesis', 4, 5]],
    ['y ~ x)', ['unmatched-parenthesis', 5, 6]],
    ['y ~ x ~ z', ['second-tilde', 6, 7]],
    ['y ~ .', ['dot-not-supported', 4, 5]],
    ['y ~ x + 1|g', ['random-needs-parentheses', 9, 10]],
    ['y ~ x * (1|g)', ['random-misplaced', 8, 13]],
    ['y ~ log((1|g))', ['random-misplaced', 8, 13]],
    ['y ~ x - (1|g)', ['random-subtracted', 8, 13]],
    ['y ~ (0|g)', ['random-without-effects', 4, 9]],
    ['y ~ (1|)', ['expected-term', 7, 8]],
    ['y ~ (1|log(g))', ['grouping-not-names', 7, 13]],
    ['y ~ (1|2)', ['grouping-not-names', 7, 8]],
    ['y ~ (a+b)^k', ['power-not-whole', 10, 11]],
    ['y ~ 2 + x', ['number-not-term', 4, 5]],
    ['y ~ a:1', ['number-not-term', 6, 7]],
    ['y ~ 2x', ['bad-number', 4, 6]],
    ['y ~ `x', ['unclosed-backquote', 4, 6]],
    ['y ~ x & z', ['unexpected-character', 6, 7]],
    ['y ~ I(a:b)', ['operator-not-arithmetic', 6, 9]],
    ['y ~ log(x, 2)', ['wrong-arguments', 4, 13]],
    ['y ~ poly(x)', ['wrong-arguments', 4, 11]],
    ['y ~ poly(x, 1.5)', ['wrong-arguments', 4, 16]],
    ['y ~ log(2)', ['no-variable', 4, 10]],
    ['y ~ I(poly(x, 2))', ['function-misplaced', 6, 16]],
    ['y ~ (offset(x)|g)', ['function-misplaced', 5, 14]],
    ['y ~ factor(x)', ['unknown-function', 4, 13]],
    ['y ~ (a+b+c+d+e+f+g+h+i+j+k+l+m+n)^14', ['too-many-terms', 5, 36]],
    ['y ~ (1|g) | h', ['random-needs-parentheses', 10, 11]],
  ])('%s', (text, expected) => {
    const got = refusal(text)
    if (text.startsWith('y ~ (a+b+c+d')) expect((got as unknown[])[0]).toBe('too-many-terms')
    else expect(got).toEqual(expected)
  })

  it('survives deep nesting and absurd powers', () => {
    expect(refusal('y ~ ' + '('.repeat(50_000) + 'x')).toEqual(['too-deep', 204, 205])
    expect(labels('y ~ (a + b)^1000000')).toEqual(['a', 'b', 'a:b'])
    expect(labels('y ~ ' + 'a + ('.repeat(190) + 'b' + ')'.repeat(190))).toEqual(['a', 'b'])
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    'y',
    'x',
    '~',
    '+',
    '-',
    '*',
    '/',
    ':',
    '^',
    '(',
    ')',
    '|',
    '||',
    '1',
    '0',
    '2',
    'log(',
    'I(',
    'poly(',
    ',',
    ' ',
    '`a b`',
    '%in%',
    '.',
    'é',
    '1e5',
    '%',
    '&',
    'offset(',
  )
  it('is read or refused, never thrown at; what is read prints stably', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece, { maxLength: 20 }).map((p) => 'y ~ ' + p.join('')),
          fc.array(piece, { maxLength: 20 }).map((p) => p.join('')),
        ),
        (text) => {
          const result = parseFormula(text)
          if (!result.ok) {
            expect(result.problem.start).toBeGreaterThanOrEqual(0)
            expect(result.problem.end).toBeLessThanOrEqual(text.length)
            return
          }
          const once = printFormula(result.formula)
          expect(print(once)).toBe(once)
          const strip = (ast: FormulaAst): unknown =>
            JSON.parse(
              JSON.stringify(expandFormula(ast), (key, value: unknown) => (key === 'span' ? undefined : value)),
            )
          expect(strip(read(once))).toEqual(strip(result.formula))
        },
      ),
      { numRuns: 5000 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { Condition, SpecProblem } from '../../contract/problems'
import type { ConditionParams } from '../../contract/problemParams'
import { conditionFinding, english, mendLabel, noticeSentence, problemSentence, sentence } from './index'

function singular(params: ConditionParams['singular']): Condition {
  return { code: 'singular', severity: 'warning', params: { ...params }, concerns: [params.group], mends: [] }
}

const problem = (code: SpecProblem['code'], params: SpecProblem['params']): SpecProblem => ({
  code,
  params,
  place: { at: 'formula' },
  mends: [],
})

describe('sentences', () => {
  it('say of a slope in step with the intercept what collapsed and what to do', () => {
    const { title, paragraphs } = conditionFinding(
      singular({ group: 'classroom', collapse: 'correlation-one', term: 'edu', other: '(Intercept)', correlation: 1 }),
    )
    expect(title).toBe('The random effects of classroom are one effect')
    expect(paragraphs[0]).toMatch(/^The random slope of edu adds nothing beyond the intercept:/)
    expect(paragraphs[0]).toContain('+1')
    expect(paragraphs.at(-1)).toContain(
      'What to do: leave the random effects uncorrelated, or drop the random slope of edu',
    )
  })

  it('speak of the slope even when the intercept comes first', () => {
    const { paragraphs } = conditionFinding(
      singular({ group: 'g', collapse: 'correlation-one', term: '(Intercept)', other: 'x', correlation: -1 }),
    )
    expect(paragraphs[0]).toMatch(/^The random slope of x adds nothing beyond the intercept/)
    expect(paragraphs[0]).toContain('\u22121')
  })

  it('say of a zero intercept variance that the levels do not differ', () => {
    const { paragraphs } = conditionFinding(
      singular({ group: 'Batch', collapse: 'variance-zero', term: '(Intercept)', nLevels: 6 }),
    )
    expect(paragraphs[0]).toContain('the 6 levels of Batch differ no more than chance')
  })

  it('give the reason of a syntax error', () => {
    expect(problemSentence(problem('formula-syntax', { reason: 'tilde-missing', found: 'x' }))).toBe(
      'There is no ~ between the outcome and the predictors. Write outcome ~ predictors.',
    )
    expect(problemSentence(problem('formula-syntax', { reason: 'constructor', found: 'x' }))).toBe(
      'The formula cannot be read at “x”.',
    )
  })

  it('refuse one level in a grouping factor with the reason', () => {
    expect(problemSentence(problem('grouping-one-level', { group: 'doctor' }))).toContain('single level')
  })

  it('refuse as many random effects as observations with both counts', () => {
    const text = problemSentence(
      problem('random-effects-exceed-observations', { group: 'ingot', nRandom: 21, nObs: 21 }),
    )
    expect(text).toContain('21 for 21 observations')
  })

  it('fit on one line for logs', () => {
    const line = sentence({
      code: 'dropped-rows',
      severity: 'info',
      params: { nDropped: 1, nRows: 10, nObs: 9 },
      concerns: [],
      mends: [],
    })
    expect(line).toMatch(/^1 row was left out\. 1 of 10 rows has a missing value .* and is left out; 9 are used\./)
  })

  it('name a damaged part of a project', () => {
    expect(noticeSentence({ code: 'entry-damaged', params: { entry: 'results.json' } })).toContain(
      'The part “results.json” of the project file is damaged',
    )
  })

  it('label a mend by what it does', () => {
    expect(mendLabel({ code: 'drop-slope', params: { group: 'Subject', term: 'Days' } })).toBe(
      'Drop the random slope of Days by Subject',
    )
  })
})

type Writers = Readonly<Record<string, (params: unknown) => string>>

/** Values of every parameter that any code has: numbers where the name says so. */
function fullParams(section: string): Record<string, unknown> {
  const numeric =
    'nLevels value row nRows nRandom nObs nDistinct nMissing nParameters nBytes limitBytes maxRows level nColumns rank nSingle ' +
    'nDropped nEvaluations nStarts nAgreeing gradient sigma firstRow expected version known from to'
  const textual =
    'variable suggestion name functions function group terms expression columns inner outer levels term other direction ' +
    'method used entry first second names delimiter format'
  return {
    ...Object.fromEntries(numeric.split(' ').map((key) => [key, 3])),
    ...Object.fromEntries(textual.split(' ').map((key) => [key, 'thing'])),
    family: 'poisson',
    link: 'log',
    found: section === 'imports' ? 4 : 'thing',
  }
}

describe('the English catalogue', () => {
  it.each(['problems', 'syntax', 'imports', 'typeReasons', 'notices'] as const)(
    'writes whole sentences without holes in %s',
    (section) => {
      for (const [code, write] of Object.entries(english[section] as unknown as Writers)) {
        const text = write(fullParams(section))
        expect(text, code).not.toMatch(/undefined|NaN|\[object/)
        expect(text, code).toMatch(/^[“A-Za-z\d].*[.?]$/u)
      }
    },
  )

  it('labels every mend by a verb', () => {
    for (const [code, write] of Object.entries(english.mends as unknown as Writers)) {
      expect(write(fullParams('mends')), code).toMatch(/^(Drop|Leave|Fit|Treat|Use|Nest) [^.]*$/)
    }
  })

  it('ends each finding with something to do', () => {
    for (const code of Object.keys(english.conditions) as Condition['code'][]) {
      const params = { ...fullParams('conditions'), collapse: 'direction' } as Condition['params']
      const { title, paragraphs } = conditionFinding({ code, severity: 'info', params, concerns: [], mends: [] })
      expect([title, ...paragraphs].join(), code).not.toMatch(/undefined|NaN|\[object/)
      expect(title, code).toMatch(/[^.]$/)
      expect(paragraphs.at(-1), code).toContain('What to do:')
    }
  })
})

import { describe, expect, it } from 'vitest'
import { addFixedTerm, setOutcome } from '../../../../src-engine/formula'
import { editFormula, readFormula, rolesOf, termTitle, variablesOfText } from './formulaText'

describe('the text of a formula in the builder', () => {
  it('begins with an outcome when there is nothing yet', () => {
    expect(editFormula('', (ast) => setOutcome(ast, 'Reaction'))).toBe('Reaction ~ 1')
  })

  it('changes by gestures and stays a formula that can be typed', () => {
    expect(editFormula('Reaction ~ 1 + (1 | Subject)', (ast) => addFixedTerm(ast, 'Days'))).toBe(
      'Reaction ~ Days + (1 | Subject)',
    )
  })

  it('shows the last formula that could be read while another is being typed', () => {
    const reading = readFormula('y ~ x + (', 'y ~ x')
    expect(reading.view.fixed).toEqual(['x'])
    expect(reading.problem?.code).toBe('formula-syntax')
  })

  it('takes an empty text for a beginning, not for a mistake', () => {
    expect(readFormula('  ').problem).toBeNull()
  })

  it('writes interactions with a times sign and names without backquotes', () => {
    expect(termTitle('Days:sex')).toBe('Days × sex')
    expect(termTitle('`blood glucose`:`a:b`')).toBe('blood glucose × a:b')
    expect(termTitle('log(x)')).toBe('log(x)')
  })

  it('knows which variables a term reads', () => {
    expect(variablesOfText('log(`a b`):sex')).toEqual(['a b', 'sex'])
  })

  it('knows what every variable does in a model', () => {
    const { view } = readFormula('log(y) ~ x * sex + (x | school/class)')
    const roles = rolesOf(view)
    expect([...(roles.get('x') ?? [])]).toEqual(['fixed', 'slope'])
    expect([...(roles.get('class') ?? [])]).toEqual(['group'])
    expect([...(roles.get('y') ?? [])]).toEqual(['outcome'])
  })
})

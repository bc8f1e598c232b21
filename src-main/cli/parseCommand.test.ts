import { describe, expect, test } from 'vitest'
import { parseCommand, wantsJson } from './parseCommand'

const fit = (...more: string[]): string[] => ['fit', '--data', 'a.csv', '--formula', 'y ~ x + (1|g)', ...more]

describe('the command line', () => {
  test('fits with the defaults of the application', () => {
    const command = parseCommand(fit())
    expect(command).toMatchObject({
      name: 'fit',
      json: false,
      model: {
        data: 'a.csv',
        factors: [],
        spec: { formula: 'y ~ x + (1|g)', method: 'REML', family: 'gaussian', link: 'identity', level: 0.95, nAgq: 1 },
      },
    })
  })

  test('takes every option of a model', () => {
    const more =
      '--factors a,b --method ml --family Poisson --weights w --trials n --offset o --nagq 9 --df kenward-roger ' +
      '--anova II --contrasts sum --level 0.9 --json'
    expect(parseCommand(fit(...more.split(' ')))).toMatchObject({
      json: true,
      model: {
        factors: ['a', 'b'],
        spec: {
          method: 'ML',
          family: 'poisson',
          link: 'log',
          weights: 'w',
          trials: 'n',
          offset: 'o',
          nAgq: 9,
          dfMethod: 'kenward-roger',
          anovaType: 'II',
          contrasts: 'sum',
          level: 0.9,
        },
      },
    })
  })

  test('makes a report from a project or from data', () => {
    expect(parseCommand(['report', '--project', 'p.henderson', '--out', 'r.html'])).toEqual({
      name: 'report',
      source: { project: 'p.henderson' },
      out: 'r.html',
    })
    expect(parseCommand(['report', ...fit().slice(1), '--out', 'r.html'])).toMatchObject({
      name: 'report',
      source: { data: 'a.csv' },
    })
  })

  test.each([
    ['nothing to do', [], 'Say what to do'],
    ['an unknown command', ['estimate'], 'no command “estimate”'],
    ['a formula without quotes', ['fit', '--data', 'a', '--formula', 'y', '~', 'x'], 'between quotes'],
    ['no data', ['fit', '--formula', 'y ~ x'], '--data is missing'],
    ['no formula', ['fit', '--data', 'a.csv'], '--formula is missing'],
    ['an unknown option', fit('--metod', 'ML'), '--metod'],
    ['an unknown method', fit('--method', 'OLS'), 'one of REML, ML, not “OLS”'],
    ['a level in per cent', fit('--level', '95'), 'between 0 and 1'],
    ['half a quadrature point', fit('--nagq', '1.5'), 'whole number'],
    ['a report without a place to go', ['report', '--project', 'p'], '--out is missing'],
    ['a project and data', ['report', '--project', 'p', '--data', 'a', '--out', 'r'], 'not both'],
    ['an option of the other command', fit('--out', 'r.html'), 'does not take --out'],
  ])('says what is wrong with %s', (_what, args, message) => {
    expect(() => parseCommand(args)).toThrow(message)
  })

  test('finds the wish for JSON in a line that is wrong otherwise', () => {
    expect(wantsJson(['fit', '--nonsense', '--json'])).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import type { FitResult } from '../contract/fitResult'
import { defaultNumberStyle, type ReportBlock, type TableBlock } from '../contract/reportBlocks'
import { sleepstudyFit, sleepstudyTable } from '../testing/sleepstudy'
import { buildReport } from './buildReport'
import { compareBlocks } from './compareBlocks'

function report(fit: FitResult, withTable = true): ReportBlock[] {
  const table = withTable ? sleepstudyTable : undefined
  return buildReport(fit, { modelId: 'm', style: defaultNumberStyle, table })
}

function tableOf(blocks: readonly ReportBlock[], id: string): TableBlock {
  const block = blocks.find((candidate) => candidate.id === id)
  if (block?.kind !== 'table') throw new Error(`no table ${id}`)
  return block
}

const shown = (table: TableBlock): string[] => table.rows.map(({ cells }) => cells.map(({ text }) => text).join('|'))

describe('the report of a fit', () => {
  const blocks = report(sleepstudyFit)

  it('has unique ids made of the model and the block', () => {
    const ids = blocks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id.startsWith('m/'))).toBe(true)
    expect(ids.slice(0, 5)).toEqual(['m/summary', 'm/equations', 'm/fixed', 'm/anova', 'm/random'])
  })

  it('keeps the numbers as computed beside the numbers as shown', () => {
    const [, estimate] = tableOf(blocks, 'm/fixed').rows[1].cells
    expect(estimate).toEqual({ text: '10.47', value: 10.4672859595955 })
  })

  it('says under the coefficients what they rest on', () => {
    expect(tableOf(blocks, 'm/fixed').footnotes).toEqual([
      'Degrees of freedom by Satterthwaite’s approximation.',
      '95% CI: Wald intervals from the t distribution.',
      '180 observations used, none dropped; 18 levels of Subject.',
      'Fitted by restricted maximum likelihood (REML).',
    ])
  })

  it('shows correlations as a lower triangle', () => {
    expect(shown(tableOf(blocks, 'm/random'))).toEqual([
      'Subject|(Intercept)|612.1|24.74|',
      '|Days|35.1|5.92|0.07',
      'Residual||654.9|25.59|',
    ])
  })

  it('names reference levels and rows that were dropped, and why', () => {
    const fit: FitResult = {
      ...sleepstudyFit,
      nDropped: 4,
      dropped: [
        { variable: 'Days', nRows: 3 },
        { variable: 'Reaction', nRows: 1 },
      ],
      fixed: [...sleepstudyFit.fixed, { ...sleepstudyFit.fixed[1], name: 'metal[i]' }],
      coding: [{ variable: 'metal', coding: 'treatment', levels: ['c', 'i', 'n'], reference: 'c' }],
    }
    const dropped = report(fit)
    expect(shown(tableOf(dropped, 'm/summary'))).toContain(
      'Observations|180 used, 4 dropped (Days missing in 3; Reaction missing in 1)',
    )
    expect(tableOf(dropped, 'm/fixed').footnotes).toContain(
      'metal: treatment coding, each level compared with c (levels c, i, n).',
    )
    expect(tableOf(dropped, 'm/fixed').footnotes).toContain(
      '180 observations used, 4 dropped for missing values; 18 levels of Subject.',
    )
  })

  it('says of a factor without a reference level that each level has its coefficient, and nothing of others', () => {
    const named = ['c', 'i'].map((level) => ({ ...sleepstudyFit.fixed[1], name: `metal[${level}]` }))
    const coding = ['metal', 'other'].map((variable) => ({
      variable,
      coding: 'treatment' as const,
      levels: ['c', 'i'],
      reference: 'c',
    }))
    const { footnotes } = tableOf(report({ ...sleepstudyFit, fixed: named, coding }), 'm/fixed')
    expect(footnotes).toContain('metal: a coefficient for each level (c, i).')
    expect(footnotes.join(' ')).not.toContain('other')
  })

  it('lists coefficients that are not estimable with a footnote', () => {
    const table = tableOf(report({ ...sleepstudyFit, aliased: ['Copy'] }), 'm/fixed')
    const cell = table.rows[2].cells[0]
    expect(shown(table)[2]).toBe('Copy|–|–|–|–|–|–|–')
    expect(table.footnotes[cell.notes![0]]).toBe('Not estimable: other columns of the model determine this one.')
  })

  it('says how many starts agree where several were tried', () => {
    const certificate = { nStarts: 3, nAgreeing: 3, scaledGradient: 1e-9, smallestCurvature: 0.4 }
    expect(shown(tableOf(report({ ...sleepstudyFit, certificate }), 'm/summary'))).toContain(
      'Convergence|Converged after 19 evaluations; 3 of 3 starts agree',
    )
  })

  it('uses z where there are no degrees of freedom', () => {
    const fixed = sleepstudyFit.fixed.map((coefficient) => ({ ...coefficient, df: null }))
    const table = tableOf(report({ ...sleepstudyFit, fixed, dfMethod: 'asymptotic' }), 'm/fixed')
    expect(table.columns.map(({ title }) => title)).toEqual([
      'Term',
      'Estimate',
      'SE',
      'z',
      'p',
      '95% CI lower',
      '95% CI upper',
    ])
  })

  it('shows at most 50 levels and says how many more there are', () => {
    const levels = Array.from({ length: 120 }, (_, i) => `s${i}`)
    const many = {
      ...sleepstudyFit,
      conditionalModes: [
        {
          group: 'Subject',
          terms: ['(Intercept)'],
          levels,
          modes: new Float64Array(120).fill(1),
          stdErrors: new Float64Array(120).fill(2),
        },
      ],
    }
    const table = tableOf(report(many, false), 'm/modes-Subject')
    expect(table.rows.length).toBe(50)
    expect(table.footnotes.at(-1)).toContain('70 more')
    const all = buildReport(many, { modelId: 'm', style: defaultNumberStyle, maxModeRows: Infinity })
    expect(tableOf(all, 'm/modes-Subject').rows.length).toBe(120)
  })

  it('brings the terms of one grouping factor together', () => {
    const [modes] = sleepstudyFit.conditionalModes
    const k = modes.levels.length
    const part = (term: string, j: number) => ({
      group: 'Subject',
      terms: [term],
      levels: modes.levels,
      modes: modes.modes.slice(j * k, j * k + k),
      stdErrors: modes.stdErrors.slice(j * k, j * k + k),
    })
    const split = report({ ...sleepstudyFit, conditionalModes: [part('(Intercept)', 0), part('Days', 1)] })
    expect(shown(tableOf(split, 'm/modes-Subject'))).toEqual(shown(tableOf(blocks, 'm/modes-Subject')))
    expect(new Set(split.map(({ id }) => id)).size).toBe(split.length)
  })

  it('explains a singular fit, gravest findings first', () => {
    const fit: FitResult = {
      ...sleepstudyFit,
      singular: true,
      conditions: [
        { code: 'few-levels', severity: 'info', params: { group: 'Subject', nLevels: 3 }, concerns: [], mends: [] },
        {
          code: 'singular',
          severity: 'warning',
          params: { group: 'Subject', collapse: 'correlation-one', term: 'Days', other: '(Intercept)', correlation: 1 },
          concerns: ['Subject'],
          mends: [
            {
              code: 'drop-slope',
              params: { group: 'Subject', term: 'Days' },
              formula: 'Reaction ~ Days + (1 | Subject)',
            },
          ],
        },
      ],
    }
    const conditions = report(fit).filter((block) => block.kind === 'condition')
    expect(conditions.map(({ id }) => id)).toEqual(['m/condition-singular', 'm/condition-few-levels'])
    expect(conditions[0].paragraphs[0]).toMatch(/^The random slope of Days adds nothing beyond the intercept:/)
    expect(conditions[0].mends[0]).toMatchObject({
      label: 'Drop the random slope of Days by Subject',
      formula: 'Reaction ~ Days + (1 | Subject)',
    })
  })

  it('leaves out plots by group where the table is not at hand', () => {
    const ids = report(sleepstudyFit, false).map(({ id }) => id)
    expect(ids).toContain('m/plot-caterpillar-Subject')
    expect(ids).not.toContain('m/plot-data-lines')
    expect(ids).not.toContain('m/plot-residuals-by-group-Subject')
  })

  it('draws fewer points of large data and says so', () => {
    const times = 40
    const repeat = (values: Float64Array): Float64Array =>
      Float64Array.from({ length: 180 * times }, (_, i) => values[i % 180])
    const { rows } = sleepstudyFit
    const big: FitResult = {
      ...sleepstudyFit,
      nObs: 180 * times,
      rows: {
        index: Int32Array.from({ length: 180 * times }, (_, i) => i % 180),
        y: repeat(rows.y),
        fitted: repeat(rows.fitted),
        fittedFixed: repeat(rows.fittedFixed),
        residual: repeat(rows.residual),
        pearson: repeat(rows.pearson),
        scaled: repeat(rows.scaled),
      },
    }
    const plot = report(big).find(({ id }) => id === 'm/plot-residuals-fitted')
    if (plot?.kind !== 'plot') throw new Error('no plot')
    const points = plot.panels[0].series.find(({ mark }) => mark === 'points')!
    expect(points.x.length).toBeLessThanOrEqual(5000)
    expect(plot.description).toContain(`${points.x.length.toLocaleString('en-GB')} of 7,200 points are drawn`)
  })
})

describe('models side by side', () => {
  const ml: FitResult = {
    ...sleepstudyFit,
    method: 'ML',
    criterion: 'ML',
    random: sleepstudyFit.random.map((term) => ({ ...term, variance: [565.51, 32.68], sd: [23.78, 5.72] })),
    sigma: 25.5918,
  }
  const compared = (fits: readonly FitResult[]): TableBlock =>
    tableOf(
      compareBlocks(
        'c',
        fits.map((fit, i) => ({ modelId: `m${i}`, name: `Model ${i + 1}`, fit })),
        defaultNumberStyle,
      ),
      'c',
    )

  it('show coefficients with standard errors, variances and criteria', () => {
    const table = compared([sleepstudyFit, ml])
    expect(shown(table)).toEqual([
      'Fixed effects',
      '(Intercept)|251.41 (6.82)|251.41 (6.82)',
      'Days|10.47 (1.55)|10.47 (1.55)',
      'Variance components',
      'Subject: variance of intercept|612|566',
      'Subject: variance of Days|35.1|32.7',
      'Subject: correlation of intercept and Days|0.07|0.07',
      'Residual variance|655|655',
      'Fit',
      'Criterion|REML|ML',
      '−2 log-likelihood or REML criterion|1743.63|1743.63',
      'Log-likelihood|−871.81|−871.81',
      'AIC|1755.63|1755.63',
      'BIC|1774.79|1774.79',
      'Parameters|6|6',
      'Observations|180|180',
    ])
  })

  it('explain why ML and REML differ', () => {
    expect(compared([sleepstudyFit, ml]).footnotes.join(' ')).toMatch(
      /ML and REML differ.*too small.*REML allows for the degrees of freedom/,
    )
    expect(compared([ml, ml]).footnotes).toEqual(['Standard errors in brackets.'])
  })

  it('warn against comparing REML criteria of different fixed effects', () => {
    const smaller = { ...sleepstudyFit, fixed: sleepstudyFit.fixed.slice(0, 1) }
    expect(compared([sleepstudyFit, smaller]).footnotes.join(' ')).toContain('they do not compare')
    expect(compared([ml, { ...ml, fixed: ml.fixed.slice(0, 1) }]).footnotes.join(' ')).not.toContain('do not compare')
  })

  it('warn where rows differ, and name singular fits', () => {
    const other = { ...ml, nObs: 170, singular: true }
    const notes = compared([ml, other]).footnotes
    expect(notes).toContain(
      'The models do not use the same number of observations: their log-likelihoods, AIC and BIC do not compare.',
    )
    expect(notes).toContain('Singular fit, some random effects are empty: Model 2.')
  })
})

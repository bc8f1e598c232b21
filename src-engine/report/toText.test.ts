import { describe, expect, it } from 'vitest'
import { defaultNumberStyle, type TableBlock } from '../contract/reportBlocks'
import { sleepstudyFit, sleepstudyTable } from '../testing/sleepstudy'
import { buildReport } from './buildReport'
import { displayWidth, toText } from './toText'

const blocks = buildReport(sleepstudyFit, { modelId: 'm', style: defaultNumberStyle, table: sleepstudyTable })

describe('a report as text', () => {
  it('aligns the columns of a table', () => {
    expect(toText(blocks.filter(({ id }) => id === 'm/fixed'))).toBe(
      `Fixed effects
--------------------------------------------------------------------------
Term         Estimate    SE  df      t       p  95% CI lower  95% CI upper
--------------------------------------------------------------------------
(Intercept)    251.41  6.82  17  36.84  < .001        237.01        265.80
Days            10.47  1.55  17   6.77  < .001          7.21         13.73
--------------------------------------------------------------------------
Degrees of freedom by Satterthwaite’s approximation.
95% CI: Wald intervals from the t distribution.
180 observations used, none dropped; 18 levels of Subject.
Fitted by restricted maximum likelihood (REML).
`,
    )
  })

  it('keeps to 80 columns in running text', () => {
    const text = toText(blocks.filter(({ kind }) => kind === 'plot'))
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
    expect(text).toContain('[Plot: Residuals against fitted values.')
  })

  it('marks footnotes where cells refer to them', () => {
    const table: TableBlock = {
      id: 't',
      kind: 'table',
      title: 'T',
      columns: [{ id: 'a', title: 'A', align: 'left' }],
      rows: [
        { cells: [{ text: 'x', notes: [1] }] },
        { cells: [{ text: 'Part' }], heading: true },
        { cells: [{ text: 'y' }], indent: 1 },
      ],
      footnotes: ['whole', 'of x'],
    }
    expect(toText([table])).toBe('T\n---\nA\n---\nx^a\nPart\n  y\n---\nwhole\n^a of x\n')
  })

  it('counts East Asian characters as two columns', () => {
    expect(displayWidth('학교a')).toBe(5)
    expect(displayWidth('e\u0301')).toBe(1)
  })
})

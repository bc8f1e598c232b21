import { describe, expect, it } from 'vitest'
import type { TableBlock } from '../../../src-engine/contract'
import { clipboardTable } from './tableClipboard'

const block: TableBlock = {
  kind: 'table',
  id: 'm1/fixed',
  title: 'Fixed effects',
  columns: [
    { id: 'name', title: 'Term', align: 'left' },
    { id: 'estimate', title: 'Estimate', align: 'right' },
    { id: 'pValue', title: 'p', align: 'right' },
  ],
  rows: [
    { heading: true, cells: [{ text: 'Within <subjects>' }] },
    {
      indent: 1,
      cells: [
        { text: 'sex[Male]\tx' },
        { text: '−0.123', value: -0.12345678, notes: [1] },
        { text: '< .001', value: 3.2e-6 },
      ],
    },
    { cells: [{ text: 'gone' }, { text: '', value: Number.NaN }, { text: '' }] },
  ],
  footnotes: ['REML, 180 observations.', 'Fixed at zero.'],
}

describe('a table on the clipboard', () => {
  it('carries unrounded numbers with an ASCII minus for spreadsheets', () => {
    const { text } = clipboardTable(block)
    expect(text.split('\r\n')[3]).toBe('sex[Male] x\t-0.12345678\t0.0000032')
  })

  it('shows rounded numbers to word processors and unrounded ones to spreadsheets', () => {
    const { html } = clipboardTable(block)
    expect(html).toContain('x:num="-0.12345678"')
    expect(html).toContain("mso-number-format:'0\\.000'")
    expect(html).toContain('>−0.123<sup>a</sup></td>')
  })

  it('aligns every column as on screen and escapes what is markup', () => {
    const { html } = clipboardTable(block)
    expect(html).toContain('text-align:right')
    expect(html).toContain('colspan="3"')
    expect(html).toContain('Within &lt;subjects&gt;')
  })

  it('leaves no number where there is none', () => {
    expect(clipboardTable(block).html).not.toContain('NaN')
    expect(clipboardTable(block).text).not.toContain('NaN')
  })

  it('writes footnotes under the table, with the mark of those that cells refer to', () => {
    expect(clipboardTable(block).text.split('\r\n').slice(-2)).toEqual(['REML, 180 observations.', 'a Fixed at zero.'])
  })
})

import { describe, expect, it } from 'vitest'
import { defaultNumberStyle, type ReportBlock, type ReportDocument, type TableBlock } from '../contract/reportBlocks'
import { sleepstudyFit, sleepstudyTable } from '../testing/sleepstudy'
import { buildReport } from './buildReport'
import { fitTable } from './html/tableFit'
import { toHtml } from './toHtml'

const blocks = buildReport(sleepstudyFit, { modelId: 'm', style: defaultNumberStyle, table: sleepstudyTable })

function page(
  some: readonly ReportBlock[],
  about: Partial<ReportDocument> = {},
  theme: 'print' | 'screen' = 'print',
): string {
  return toHtml(
    { title: 'Sleep', author: 'A. Analyst', date: '2026-11-21T09:00:00Z', language: 'en', blocks: some, ...about },
    theme,
  )
}

function table(nColumns: number, more: Partial<TableBlock> = {}): TableBlock {
  return {
    id: 't',
    kind: 'table',
    title: 'Many columns',
    columns: [
      { id: 'term', title: 'Term', align: 'left' },
      ...Array.from({ length: nColumns }, (_, i) => ({
        id: `c${i}`,
        title: `Column ${i + 1}`,
        align: 'right' as const,
      })),
    ],
    rows: [
      { cells: [{ text: 'a row' }, ...Array.from({ length: nColumns }, (_, i) => ({ text: `${i}.251 (0.12)` }))] },
    ],
    footnotes: ['A note.'],
    ...more,
  }
}

const evil = `</style></title><script>alert('x')</script>"><img src=x onerror="alert(1)">&amp;`

describe('the page of a report', () => {
  const html = page(blocks)

  it('has a language, a title, an author and a readable date', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(html).toContain('<title>Sleep</title>')
    expect(html).toContain('<meta name="author" content="A. Analyst">')
    expect(html).toContain('<h1>Sleep</h1>\n<p class="byline">A. Analyst · 21 November 2026</p>')
    expect(page([], { title: ' ' })).toContain('<h1>Report</h1>')
  })

  it('forbids scripts and anything from outside', () => {
    expect(html).toContain(
      'content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; font-src data:; img-src data:"',
    )
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|javascript:/)
    const outside = [...html.matchAll(/url\(([^)]{0,40})/g)].map(([, address]) => address)
    expect(outside.every((address) => address.startsWith('data:font/woff2') || address.startsWith('#'))).toBe(true)
    expect(html).not.toMatch(/(?:src|href)="(?!#)/)
  })

  it('prints on A4 with page numbers, header rows repeated and rows kept whole', () => {
    expect(html).toContain('@page { size: A4;')
    expect(html).toContain('@bottom-center { content: counter(page) " / " counter(pages)')
    expect(html).toContain('thead { display: table-header-group;')
    expect(html).toContain('tr { break-inside: avoid; }')
  })

  it('numbers tables and figures', () => {
    expect(html).toContain('>Table 1. Model</p>')
    expect(html).toContain('>Table 2. Fixed effects</p>')
    expect(html).toContain('>Figure 1. Reaction against Days</p>')
  })

  it('shows every plot as a vector picture with words for those who cannot see it', () => {
    const figures = [...html.matchAll(/<figure role="img" aria-label="([^"]+)"><svg /g)]
    expect(figures.length).toBe(blocks.filter(({ kind }) => kind === 'plot').length)
    expect(figures[1][1]).toMatch(/^Residuals against fitted values\. Residuals of 180 observations/)
  })

  it('typesets equations and brings the fonts that they need, and no others', () => {
    expect(html).toContain('<div role="math" aria-label="\\begin{aligned}')
    expect(html).toContain('font-family:KaTeX_Math;font-style:italic')
    expect(html).not.toContain('font-family:KaTeX_AMS;font-style')
    expect(page(blocks.filter(({ kind }) => kind !== 'equation'))).not.toContain('@font-face')
  })

  it('has no id twice', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('stands in the middle of a window on screen', () => {
    expect(page([], {}, 'screen')).toContain('@media screen')
    expect(html).not.toContain('@media screen')
  })

  it('takes no name for markup, wherever it stands', () => {
    const hostile: ReportBlock[] = [
      { id: 'h', kind: 'heading', level: 2, text: evil },
      { id: 'x', kind: 'text', role: 'note', paragraphs: [evil] },
      { id: 'f', kind: 'text', role: 'formula', paragraphs: [evil] },
      {
        id: 't',
        kind: 'table',
        title: evil,
        columns: [
          { id: 'statistic', title: `t${evil}`, align: 'left' },
          { id: 'b', title: evil, align: 'right' },
        ],
        rows: [{ cells: [{ text: evil }, { text: evil, notes: [0] }] }, { cells: [{ text: evil }], heading: true }],
        footnotes: [evil, evil],
      },
      {
        id: 'c',
        kind: 'condition',
        severity: 'warning',
        title: evil,
        paragraphs: [evil],
        mends: [{ label: evil, code: 'x', formula: evil }],
      },
      {
        id: 'e',
        kind: 'equation',
        title: evil,
        lines: [
          { latex: evil, caption: evil },
          { latex: '\\href{javascript:alert(1)}{x}' },
          { latex: '\\htmlClass{x}{y}' },
        ],
      },
      {
        id: evil,
        kind: 'plot',
        title: evil,
        description: evil,
        x: { title: evil, scale: 'linear' },
        y: { title: evil, scale: 'category', categories: [evil] },
        panels: [
          {
            title: evil,
            series: [{ name: evil, mark: 'points', x: Float64Array.of(1), y: Float64Array.of(0), tone: 'accent' }],
          },
        ],
        legend: true,
        aspect: 1.5,
      },
    ]
    const out = page(hostile, { title: evil, author: evil, date: evil })
    expect(out).not.toMatch(/<script|<img|onerror="|href=|<\/style><\/title>/)
    expect(out.match(/<\/style>/g)?.length).toBe(1)
    expect(out).toContain('&lt;script&gt;')
  })
})

describe('tables on paper', () => {
  it('keep their size while there is room', () => {
    expect(fitTable(table(4))).toEqual({ size: 'normal', landscape: false, parts: [[0, 1, 2, 3, 4]] })
  })

  it('turn smaller, then turn the page, and then come in parts with the row labels', () => {
    const narrow = (n: number): TableBlock => ({
      ...table(n),
      columns: table(n).columns.map((column) => ({ ...column, title: 'C' })),
      rows: [{ cells: Array.from({ length: n + 1 }, () => ({ text: '1.25' })) }],
    })
    const sizes = Array.from({ length: 60 }, (_, n) => fitTable(narrow(n + 1)))
    const kinds = [...new Set(sizes.map(({ size, landscape, parts }) => `${size} ${landscape} ${parts.length > 1}`))]
    expect(kinds).toEqual([
      'normal false false',
      'small false false',
      'normal true false',
      'small true false',
      'tiny true false',
      'small true true',
    ])
    const { parts } = sizes[59]
    expect(parts.every(([label]) => label === 0)).toBe(true)
    expect(parts.flatMap((part) => part.slice(1))).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  })

  it('wrap long words of labels rather than run off the page', () => {
    const long = table(3, {
      rows: [{ cells: [{ text: 'word '.repeat(60) }, { text: '1' }, { text: '2' }, { text: '3' }] }],
    })
    expect(fitTable(long)).toMatchObject({ size: 'normal', landscape: false })
  })

  it('put notes below, marked ones by their letter', () => {
    const html = page([
      table(1, { rows: [{ cells: [{ text: 'x', notes: [1] }, { text: '1' }] }], footnotes: ['On all.', 'On x.'] }),
    ])
    expect(html).toContain('x<sup>a</sup>')
    expect(html).toContain('<div class="notes"><p><i>Notes.</i> On all.</p><p><sup>a</sup> On x.</p></div>')
  })

  it('repeat the title of a table in parts, and its notes once', () => {
    const html = page([table(30)])
    expect(html).toContain('Table 1. Many columns (continued)')
    expect(html.match(/class="notes"/g)?.length).toBe(1)
    expect(html).toContain('<div class="table small wide together">')
  })

  it('name their columns and rows for those who cannot see them', () => {
    const html = page([
      table(2, {
        rows: [
          { cells: [{ text: 'Part' }], heading: true },
          { cells: [{ text: 'r' }, { text: '1' }, { text: '2' }], indent: 1 },
        ],
      }),
    ])
    expect(html).toContain('<th scope="col" class="right">Column 1</th>')
    expect(html).toContain('<th scope="colgroup" colspan="3">Part</th>')
    expect(html).toContain('<th scope="row" class="left indent">r</th>')
    expect(html).toContain('<table aria-labelledby="table-1-1">')
  })
})

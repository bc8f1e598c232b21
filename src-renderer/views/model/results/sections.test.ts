import { describe, expect, it } from 'vitest'
import type { ReportBlock } from '../../../../src-engine/contract'
import { resultSections } from './sections'

const table = (name: string): ReportBlock => ({
  kind: 'table',
  id: `m/${name}`,
  title: name,
  columns: [],
  rows: [],
  footnotes: [],
})

describe('the parts of the results page', () => {
  const blocks: ReportBlock[] = [
    table('summary'),
    { kind: 'condition', id: 'm/condition-singular', severity: 'warning', title: '', paragraphs: [], mends: [] },
    { kind: 'heading', id: 'm/heading', level: 2, text: 'Model' },
    { kind: 'equation', id: 'm/equations', title: '', lines: [] },
    table('modes-batch:cask'),
    table('fixed'),
    table('icc'),
  ]

  it('come in reading order whatever the order of the blocks', () => {
    expect(resultSections(blocks).map((section) => section.name)).toEqual([
      'findings',
      'equations',
      'summary',
      'fixed',
      'modes',
      'other',
    ])
  })

  it('lose no block but headings', () => {
    const shown = resultSections(blocks).flatMap((section) => section.blocks)
    expect(shown).toHaveLength(blocks.length - 1)
  })
})

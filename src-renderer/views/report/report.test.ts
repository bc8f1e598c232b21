import { describe, expect, it } from 'vitest'
import { emptyProject, type ProjectDocument, type ReportBlock, type ReportEntry } from '../../../src-engine/contract'
import { fitFor } from '../../project/testing/fakes'
import { insertEntry, moveEntry, moveEntryBy, removeEntry, setBlockShown, setEntryText } from './arrange'
import { assembleReport, noteParagraphs, type AssemblyInput, type AssemblyWords } from './assembleReport'
import { effectiveEntries } from './automaticEntries'
import { availableNames } from './blockNames'
import type { ModelBlocks } from './modelBlocks'
import { outlineRows } from './outline/outlineRows'

const text = (id: string): ReportBlock => ({ kind: 'text', id, role: 'text', paragraphs: [id] })

const blocksOf = (modelId: string): readonly ReportBlock[] => [
  { kind: 'heading', id: `${modelId}/heading`, level: 2, text: modelId },
  ...[
    'plot-scale-location',
    'fixed',
    'condition-singular',
    'condition-few-levels',
    'modes-g',
    'summary',
    'new-in-2030',
  ].map((name) => text(`${modelId}/${name}`)),
]

const words: AssemblyWords = {
  comparison: 'Comparison of models',
  untitled: 'Report',
  staleTitle: (model) => `${model} is out of date`,
  staleText: (model) => `${model} changed`,
  nothingYet: 'Nothing yet',
}

const project: ProjectDocument = {
  ...emptyProject,
  name: 'Study',
  models: ['m1', 'm2'].map((id) => ({ id, name: `Model ${id}`, tableId: 't', spec: fitFor().spec })),
  results: ['m1', 'm2'].map((modelId) => ({ modelId, tableVersion: 1, fit: fitFor() })),
}

function input(document: ProjectDocument, known: Record<string, Partial<ModelBlocks>>): AssemblyInput {
  return {
    document,
    models: new Map(Object.entries(known).map(([id, more]) => [id, { blocks: blocksOf(id), stale: false, ...more }])),
    comparisons: new Map([['c', [text('c/table')]]]),
    date: '2026-01-01',
    words,
  }
}

const ids = (given: AssemblyInput): string[] => assembleReport(given).blocks.map((block) => block.id)

describe('the automatic report', () => {
  it('shows each fitted model under its name with its key blocks in reading order', () => {
    expect(ids(input(project, { m1: {} }))).toEqual([
      'auto:m1',
      'm1/summary',
      'm1/condition-singular',
      'm1/condition-few-levels',
      'm1/fixed',
    ])
  })

  it('compares models of one outcome', () => {
    const entries = effectiveEntries(project, input(project, { m1: {}, m2: {} }).models, words)
    expect(entries.at(-1)).toMatchObject({ kind: 'comparison', modelIds: ['m1', 'm2'] })
  })

  it('leaves the comparison to one that was added from elsewhere', () => {
    const own: ReportEntry = { kind: 'comparison', id: 'c', modelIds: ['m1', 'm2'] }
    const compared = { ...project, report: { ...project.report, entries: [own] } }
    const kinds = effectiveEntries(compared, input(project, { m1: {}, m2: {} }).models, words).map(
      (entry) => entry.kind,
    )
    expect(kinds.filter((kind) => kind === 'comparison')).toHaveLength(1)
  })

  it('is followed by notes that were added from elsewhere', () => {
    const note: ReportEntry = { kind: 'note', id: 'n', text: 'Seen.' }
    const noted = { ...project, report: { ...project.report, entries: [note] } }
    expect(ids(input(noted, { m1: {} })).at(-1)).toBe('n')
  })

  it('gives way to what the analyst arranged, be it empty', () => {
    const arranged = { ...project, report: { ...project.report, arranged: true } }
    expect(ids(input(arranged, { m1: {} }))).toEqual(['report/empty'])
  })
})

describe('assembling a report', () => {
  const arranged = (entries: readonly ReportEntry[]): ProjectDocument => ({
    ...project,
    report: { title: '', author: 'A. Analyst', entries, arranged: true },
  })

  it('turns entries into blocks in their order', () => {
    const entries: ReportEntry[] = [
      { kind: 'note', id: 'n', text: 'First.\n\nSecond.' },
      { kind: 'block', id: 'b', modelId: 'm1', block: 'fixed' },
      { kind: 'heading', id: 'h', text: ' More ' },
      { kind: 'comparison', id: 'c', modelIds: ['m1', 'm2'] },
    ]
    const report = assembleReport(input(arranged(entries), { m1: {} }))
    expect(report).toMatchObject({ title: 'Study', author: 'A. Analyst', date: '2026-01-01' })
    expect(report.blocks).toMatchObject([
      { kind: 'text', role: 'note', paragraphs: ['First.', 'Second.'] },
      { id: 'm1/fixed' },
      { kind: 'heading', text: 'More' },
      { id: 'c/table' },
    ])
  })

  it('warns once, before the first block of a model whose numbers are out of date', () => {
    const entries: ReportEntry[] = ['summary', 'fixed'].map((block) => ({
      kind: 'block',
      id: block,
      modelId: 'm1',
      block,
    }))
    expect(ids(input(arranged(entries), { m1: { stale: true } }))).toEqual(['m1/stale', 'm1/summary', 'm1/fixed'])
  })

  it('leaves out empty notes and headings', () => {
    expect(noteParagraphs(' \n\n ')).toEqual([])
    expect(
      ids(
        input(
          arranged([
            { kind: 'note', id: 'n', text: ' ' },
            { kind: 'heading', id: 'h', text: '' },
          ]),
          {},
        ),
      ),
    ).toEqual(['report/empty'])
  })
})

describe('arranging the outline', () => {
  const entries: readonly ReportEntry[] = ['a', 'b', 'c'].map((id) => ({ kind: 'note', id, text: id }))
  const order = (list: readonly ReportEntry[]): string => list.map((entry) => entry.id).join('')

  it('moves entries to a position and by steps, stopping at the ends', () => {
    expect(order(moveEntry(entries, 'a', 2))).toBe('bca')
    expect(order(moveEntryBy(entries, 'c', -1))).toBe('acb')
    expect(order(moveEntryBy(entries, 'b', 9))).toBe('acb')
    expect(moveEntryBy(entries, 'a', -1)).toBe(entries)
  })

  it('inserts after an entry or at the end, and removes', () => {
    const note: ReportEntry = { kind: 'note', id: 'x', text: '' }
    expect(order(insertEntry(entries, note, 'a'))).toBe('axbc')
    expect(order(insertEntry(entries, note, null))).toBe('abcx')
    expect(order(removeEntry(entries, 'b'))).toBe('ac')
  })

  it('edits words and keeps the list when nothing changed', () => {
    expect(setEntryText(entries, 'a', 'a')).toBe(entries)
    expect(setEntryText(entries, 'a', 'new')[0]).toMatchObject({ text: 'new' })
  })

  it('puts a block among the others of its model in reading order', () => {
    const block = (name: string) => ({ kind: 'block', id: `m1:${name}`, modelId: 'm1', block: name }) as const
    const list = [...entries, block('summary'), block('anova'), { kind: 'heading', id: 'z', text: 'z' } as const]
    expect(order(setBlockShown(list, block('fixed'), true))).toBe('abcm1:summarym1:fixedm1:anovaz')
    expect(order(setBlockShown([...entries, block('anova')], block('summary'), true))).toBe('abcm1:summarym1:anova')
    expect(setBlockShown(list, block('anova'), true)).toBe(list)
    expect(order(setBlockShown(list, block('anova'), false))).toBe('abcm1:summaryz')
  })

  it('offers the blocks of a fit in reading order, conditions as one', () => {
    expect(availableNames('m1', blocksOf('m1'))).toEqual([
      'summary',
      'conditions',
      'fixed',
      'plot-scale-location',
      'modes-g',
      'new-in-2030',
    ])
  })
})

describe('the rows of the outline', () => {
  const known = input(project, { m1: {}, m2: {} }).models
  const block = (modelId: string, name: string): ReportEntry => ({
    kind: 'block',
    id: `${modelId}:${name}`,
    modelId,
    block: name,
  })
  const details = (entries: readonly ReportEntry[]) => outlineRows(entries, project, known).map(({ detail }) => detail)

  it('names a model where its blocks begin', () => {
    expect(
      details([block('m1', 'summary'), block('m1', 'fixed'), block('m2', 'fixed'), block('m1', 'modes-g')]),
    ).toEqual(['Model m1', null, 'Model m2', 'Model m1'])
  })

  it('does not repeat the name in the heading above', () => {
    const heading: ReportEntry = { kind: 'heading', id: 'h', text: 'Model m1' }
    expect(details([heading, block('m1', 'summary')])).toEqual([null, null])
  })

  it('marks blocks that the present result does not have', () => {
    expect(outlineRows([block('m1', 'anova'), block('m3', 'fixed')], project, known)).toMatchObject([
      { missing: true, label: 'Tests of terms' },
      { missing: true, label: 'Fixed effects' },
    ])
  })
})

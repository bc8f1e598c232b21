import { describe, expect, it, vi } from 'vitest'
import type { RequestContext } from './contract/methodMap'
import { defaultModelSpec } from './contract/modelSpec'
import { emptyProject } from './contract/projectDocument'
import { defaultNumberStyle } from './contract/reportBlocks'
import { createEngineMethods } from './engineMethods'
import { sleepstudyFit, sleepstudyTable } from './testing/sleepstudy'

const context: RequestContext = { checkpoint: () => Promise.resolve(), progress: () => undefined }
const spec = { ...defaultModelSpec, formula: 'Reaction ~ Days + (Days | Subject)' }
const ref = { tableId: 'sleepstudy', version: 1 }
const style = defaultNumberStyle

function withTable() {
  const methods = createEngineMethods()
  void methods['table.put']({ table: sleepstudyTable }, context)
  return methods
}

describe('the engine’s methods', () => {
  it('fit a table that was sent, and write the report in the same reply', async () => {
    const reply = await withTable()['model.fit']({ ...ref, spec, modelId: 'm', style }, context)
    if (reply.status !== 'fitted') throw new Error('refused')
    expect(reply.fit.objective).toBeCloseTo(sleepstudyFit.objective, 5)
    expect(reply.fit.fixed[1].estimate).toBeCloseTo(sleepstudyFit.fixed[1].estimate, 5)
    expect(reply.blocks.map(({ id }) => id)).toContain('m/plot-data-lines')
    expect(structuredClone(reply)).toEqual(reply)
  })

  it('refuse what cannot be estimated with the reasons', async () => {
    const reply = await withTable()['model.fit'](
      { ...ref, spec: { ...spec, formula: 'Reaction ~ Dys' }, modelId: 'm', style },
      context,
    )
    expect(reply).toMatchObject({
      status: 'refused',
      problems: [{ code: 'unknown-variable', params: { suggestion: 'Days' } }],
    })
  })

  it('stop where the request is cancelled', async () => {
    const cancelled = { ...context, checkpoint: () => Promise.reject(new Error('cancelled')) }
    await expect(withTable()['model.fit']({ ...ref, spec, modelId: 'm', style }, cancelled)).rejects.toThrow(
      'cancelled',
    )
  })

  it('tell of progress', async () => {
    const progress = vi.fn()
    await withTable()['model.fit']({ ...ref, spec, modelId: 'm', style }, { ...context, progress })
    expect(progress).toHaveBeenCalledWith(expect.objectContaining({ stage: 'report' }))
  })

  it('do not answer for a table or a version that they do not hold', () => {
    const methods = withTable()
    for (const tableRef of [
      { tableId: 'other', version: 1 },
      { tableId: 'sleepstudy', version: 2 },
    ]) {
      expect(() => methods['export.csv'](tableRef, context)).toThrow(expect.objectContaining({ code: 'table-unknown' }))
    }
    void methods['table.drop']({ tableId: 'sleepstudy' }, context)
    expect(() => methods['export.csv'](ref, context)).toThrow(expect.objectContaining({ code: 'table-unknown' }))
  })

  it('take a change of some columns', () => {
    const methods = withTable()
    const changed = { ...sleepstudyTable.columns[1], name: 'Nights', version: 2 }
    const patch = {
      tableId: 'sleepstudy',
      name: 'sleepstudy',
      baseVersion: 1,
      version: 2,
      nRows: 180,
      columnIds: ['c2', 'c1'],
      changed: [changed],
    }
    void methods['table.patch']({ patch }, context)
    const csv = new TextDecoder().decode(
      methods['export.csv']({ tableId: 'sleepstudy', version: 2 }, context) as Uint8Array,
    )
    expect(csv.replace('\ufeff', '').split(/\r?\n/)[0]).toBe('Nights,Reaction')
    expect(() => methods['table.patch']({ patch }, context)).toThrow(expect.objectContaining({ code: 'table-unknown' }))
    expect(() =>
      methods['table.patch']({ patch: { ...patch, baseVersion: 2, version: 3, nRows: 5 } }, context),
    ).toThrow(expect.objectContaining({ code: 'table-unknown' }))
  })

  it('describe a model before it is fitted', async () => {
    const described = await withTable()['model.describe'](
      { ...ref, spec: { ...spec, formula: 'Reaction~Days+(Days|Subject)' }, modelId: 'm' },
      context,
    )
    expect(described.formula).toBe('Reaction ~ Days + (Days | Subject)')
    expect(described.problems).toEqual([])
    expect(described.equations?.id).toBe('m/equations')
    const broken = await withTable()['model.describe'](
      { ...ref, spec: { ...spec, formula: 'Reaction ~ (' }, modelId: 'm' },
      context,
    )
    expect(broken).toMatchObject({ formula: 'Reaction ~ (', problems: [{ code: 'formula-syntax' }], equations: null })
  })

  it('write blocks of a stored fit with and without its table', async () => {
    const methods = withTable()
    const blocks = await methods['report.blocks']({ fit: sleepstudyFit, modelId: 'm', style, maxModeRows: 3 }, context)
    const modes = blocks.find(({ id }) => id === 'm/modes-Subject')
    expect(modes?.kind === 'table' && modes.rows.length).toBe(3)
    expect(blocks.some(({ id }) => id === 'm/plot-data-lines')).toBe(false)
    const all = await methods['report.blocks']({ ...ref, fit: sleepstudyFit, modelId: 'm', style }, context)
    expect(all.some(({ id }) => id === 'm/plot-data-lines')).toBe(true)
  })

  it('read, write and compare', async () => {
    const methods = withTable()
    const bytes = new TextEncoder().encode('y,g\n1,a\n2,b\n')
    const preview = await methods['import.preview']({ name: 'd.csv', bytes, options: {}, nPreviewRows: 5 }, context)
    expect(preview.nRows).toBe(2)
    const read = await methods['import.read']({ tableId: 't', name: 'd.csv', bytes, options: {} }, context)
    expect(read.table?.columns.map(({ name }) => name)).toEqual(['y', 'g'])
    const [table] = await methods['report.compare'](
      { id: 'c', models: [{ modelId: 'm', name: 'One', fit: sleepstudyFit }], style },
      context,
    )
    expect(table.kind).toBe('table')
    const report = { title: 'T', author: '', date: '2026-11-21', language: 'en' as const, blocks: [table] }
    expect(await methods['report.html']({ report, theme: 'print' }, context)).toContain('<h1>T</h1>')
    const file = await methods['project.encode'](
      { document: { ...emptyProject, name: 'P' }, report, appVersion: '1', savedAt: '2026-11-21' },
      context,
    )
    expect(await methods['project.decode']({ bytes: file }, context)).toEqual({
      document: { ...emptyProject, name: 'P' },
      readOnly: false,
      notices: [],
    })
  })
})

import { describe, expect, it, vi } from 'vitest'
import { emptyProject, type AnalysisReply, type ProjectDocument, type ReportBlock } from '../../../src-engine/contract'
import { EngineFailure } from '../../engine/engineFailure'
import type { EnginePort } from '../../project/ports'
import { fitFor } from '../../project/testing/fakes'
import type { AssemblyWords } from './assembleReport'
import { availableNames } from './blockNames'
import { ReportBuilder } from './reportBuilder'

const words: AssemblyWords = {
  comparison: 'Comparison of models',
  untitled: 'Report',
  staleTitle: (model) => `${model} is out of date`,
  staleText: (model) => `${model} changed`,
  nothingYet: 'Nothing yet',
}

const fits = [fitFor(), fitFor({ logLik: -49 })] as const

const project: ProjectDocument = {
  ...emptyProject,
  tables: [
    {
      table: { id: 't', name: 't', version: 1, nRows: 0, columns: [] },
      source: { kind: 'new', name: 't' },
      edited: {},
    },
  ],
  models: ['m1', 'm2'].map((id) => ({ id, name: id, tableId: 't', spec: fits[0].spec })),
  results: fits.map((fit, index) => ({ modelId: `m${index + 1}`, tableVersion: 1, fit })),
}

function builderWith(answer: (method: string, params: Record<string, unknown>) => readonly ReportBlock[]) {
  const request = vi.fn((method: string, params: Record<string, unknown>) =>
    Promise.resolve().then(() => answer(method, params)),
  )
  const engine = { request } as unknown as EnginePort
  return { request, builder: new ReportBuilder(engine, words, () => new Date(2026, 0, 2, 23, 59)) }
}

const oneBlock = (method: string, params: Record<string, unknown>): readonly ReportBlock[] => {
  const id = method === 'report.compare' ? `${String(params['id'])}/table` : `${String(params['modelId'])}/fixed`
  return [{ kind: 'text', id, role: 'text', paragraphs: [id] }]
}

describe('building the report from stored results', () => {
  it('asks the engine for the blocks of each fit, with the table they came from', async () => {
    const { builder, request } = builderWith(oneBlock)
    const { report, models } = await builder.build(project)
    expect([...models.keys()]).toEqual(['m1', 'm2'])
    expect(report.date).toBe('2026-01-02')
    expect(report.blocks.map((block) => block.id)).toEqual([
      'auto:m1',
      'm1/fixed',
      'auto:m2',
      'm2/fixed',
      'auto:comparison-1:heading',
      'auto:comparison-1/table',
    ])
    expect(request.mock.calls[0]).toMatchObject(['report.blocks', { modelId: 'm1', tableId: 't', version: 1 }])
  })

  it('asks once for what did not change', async () => {
    const { builder, request } = builderWith(oneBlock)
    await builder.build(project)
    await builder.build({ ...project, report: { ...project.report, title: 'Another title' } })
    expect(request).toHaveBeenCalledTimes(3)
    const newer = { modelId: 'm2', tableVersion: 1, fit: fitFor({ logLik: -48 }) }
    await builder.build({ ...project, results: [project.results[0], newer] })
    expect(request.mock.calls.slice(3).map(([method]) => method)).toEqual(['report.blocks', 'report.compare'])
  })

  it('asks anew in another number style', async () => {
    const { builder, request } = builderWith(oneBlock)
    await builder.build(project)
    await builder.build({ ...project, numberStyle: { significant: 5, decimals: {} } })
    expect(request).toHaveBeenCalledTimes(6)
  })

  it('shows a result that is out of date with a warning and without the newer table', async () => {
    const { builder, request } = builderWith(oneBlock)
    const edited = { ...project, results: project.results.map((result) => ({ ...result, tableVersion: 0 })) }
    const { report } = await builder.build(edited)
    expect(report.blocks.map((block) => block.id)).toContain('m1/stale')
    expect(request.mock.calls[0]?.[1]).not.toHaveProperty('tableId')
  })

  it('rejects when the engine fails, and tries again the next time', async () => {
    let broken = true
    const { builder } = builderWith((method, params) => {
      if (broken) throw new Error('engine lost')
      return oneBlock(method, params)
    })
    await expect(builder.build(project)).rejects.toThrow('engine lost')
    broken = false
    await expect(builder.build(project)).resolves.toHaveProperty('report')
  })
})

describe('analyses in the report', () => {
  const analyses = [{ id: 'a-1', request: { kind: 'effect-sizes' as const } }]
  const [first, ...others] = project.models
  const withAnalyses = { ...project, models: [{ ...first, analyses }, ...others] }

  function builderOf(reply: AnalysisReply | EngineFailure) {
    const asked: string[] = []
    const request = (method: string, params: Record<string, unknown>) => {
      asked.push(method)
      if (method !== 'analysis.run') return Promise.resolve(oneBlock(method, params))
      return reply instanceof EngineFailure ? Promise.reject(reply) : Promise.resolve(reply)
    }
    return { asked, builder: new ReportBuilder({ request } as unknown as EnginePort, words) }
  }

  it('stand under one name after the blocks of their model’s fit, and are computed once', async () => {
    const blocks = ['m1/a-1/effect-sizes', 'm1/a-1/variance'].map((id): ReportBlock => ({
      kind: 'text',
      id,
      role: 'text',
      paragraphs: [id],
    }))
    const { builder, asked } = builderOf({ status: 'done', blocks })
    const { report, models } = await builder.build(withAnalyses)
    expect(report.blocks.map(({ id }) => id).slice(0, 4)).toEqual(['auto:m1', 'm1/fixed', blocks[0]?.id, blocks[1]?.id])
    expect(availableNames('m1', models.get('m1')?.blocks ?? [])).toEqual(['fixed', 'a-1'])
    await builder.build({ ...withAnalyses, report: { ...withAnalyses.report, title: 'Another title' } })
    expect(asked.filter((method) => method === 'analysis.run')).toHaveLength(1)
  })

  it('that the engine refuses or fails at, and those of a model out of date, have no blocks', async () => {
    const refused = builderOf({ status: 'refused', problems: [] })
    const { models } = await refused.builder.build(withAnalyses)
    expect(availableNames('m1', models.get('m1')?.blocks ?? [])).toEqual(['fixed'])
    const failing = builderOf(new EngineFailure('internal', 'overflow'))
    await expect(failing.builder.build(withAnalyses)).resolves.toHaveProperty('report')
    const stale = builderOf({ status: 'done', blocks: [] })
    const results = withAnalyses.results.map((result) => ({ ...result, tableVersion: 0 }))
    await stale.builder.build({ ...withAnalyses, results })
    expect(stale.asked).not.toContain('analysis.run')
  })
})

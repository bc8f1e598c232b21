import { describe, expect, it } from 'vitest'
import type { AnalysisRequest } from '../../contract/analysis'
import { defaultModelSpec, type ModelSpec } from '../../contract/modelSpec'
import { defaultNumberStyle, type ReportBlock, type TableBlock } from '../../contract/reportBlocks'
import { analyse } from '../../inference/analyse'
import { trial } from '../../testing/trial'
import { analysisBlocks } from './index'

const spec: ModelSpec = { ...defaultModelSpec, formula: 'y ~ arm + sex + visit + (1 | subject)' }
const means: AnalysisRequest = {
  kind: 'marginal-means',
  factors: ['arm'],
  by: [],
  at: {},
  contrasts: 'pairwise',
  adjust: 'tukey',
}

async function blocksOf(request: AnalysisRequest, asked = spec): Promise<ReportBlock[]> {
  const result = await analyse(asked, trial, request)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return analysisBlocks(result.value, request, { id: 'm1/a1', level: asked.level, style: defaultNumberStyle })
}

const table = (blocks: readonly ReportBlock[], name: string): TableBlock => {
  const found = blocks.find((block) => block.id === `m1/a1/${name}`)
  if (found?.kind !== 'table') throw new Error(`no table ${name}`)
  return found
}

describe('blocks of analyses', () => {
  const requests: AnalysisRequest[] = [
    means,
    { ...means, by: ['sex'], slopeOf: 'visit' },
    { kind: 'random-tests' },
    { kind: 'effect-sizes' },
    { kind: 'profile' },
    { kind: 'bootstrap', nReplicates: 20, seed: 1 },
    { kind: 'ladder' },
    { kind: 'approaches', predictor: 'visit', group: 'subject' },
    {
      kind: 'comparison',
      models: [
        { name: 'A', spec },
        { name: 'B', spec: { ...spec, formula: 'y ~ sex + visit + (1 | subject)' } },
      ],
    },
  ]

  it.each(requests)('has as many cells in every row as columns, and footnotes that exist: $kind', async (request) => {
    const blocks = await blocksOf(request)
    expect(blocks.length).toBeGreaterThan(0)
    for (const block of blocks) {
      if (block.kind !== 'table') continue
      expect(block.rows.length).toBeGreaterThan(0)
      for (const row of block.rows) {
        expect(row.cells).toHaveLength(block.columns.length)
        for (const cell of row.cells) for (const note of cell.notes ?? []) expect(block.footnotes[note]).toBeDefined()
      }
    }
  })

  it('shows means, their plot and Tukey contrasts with the df method, what is averaged over and what is held', async () => {
    const blocks = await blocksOf(means)
    expect(blocks.map((block) => block.id)).toEqual(['m1/a1/means', 'm1/a1/plot-means', 'm1/a1/contrasts'])
    const notes = table(blocks, 'contrasts').footnotes.join(' ')
    expect(notes).toMatch(/Tukey.*3 tests/)
    expect(notes).toMatch(/Averaged over the levels of sex/)
    expect(notes).toMatch(/visit held at 2\.\d+/)
    expect(notes).toMatch(/Satterthwaite/)
  })

  it('offers the advised structure for adoption only where it is not the one asked for', async () => {
    const simple = await blocksOf({ kind: 'ladder' })
    expect(simple.some((block) => block.kind === 'condition')).toBe(false)
    const maximal = await blocksOf({ kind: 'ladder' }, { ...spec, formula: 'y ~ visit + (visit | subject)' })
    const advice = maximal.find((block) => block.kind === 'condition')
    expect(advice?.kind === 'condition' && advice.mends[0].formula).toBe('y ~ visit + (1 | subject)')
  })

  it('says why neighbours are not tested', async () => {
    const other = { ...spec, formula: 'y ~ x + sex + (1 | subject)' }
    const blocks = await blocksOf({
      kind: 'comparison',
      models: [
        { name: 'A', spec: { ...spec, formula: 'y ~ visit + (1 | subject)' } },
        { name: 'B', spec: other },
      ],
    })
    expect(table(blocks, 'comparison-by-likelihood').footnotes.join(' ')).toMatch(/not an extension of the one above/)
  })

  it('refuses a factor that is not in the model', async () => {
    const result = await analyse(spec, trial, { ...means, factors: ['x'] })
    expect(result.ok ? [] : result.problems.map((p) => [p.code, p.params.variable])).toEqual([
      ['unknown-variable', 'x'],
    ])
  })
})

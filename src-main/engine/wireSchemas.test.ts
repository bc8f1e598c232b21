import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { defaultModelSpec, emptyProject, type ProjectModel } from '../../src-engine/contract'
import { paramSchemas } from './wireSchemas'

const model: ProjectModel = { id: 'm1', name: 'Model 1', tableId: 't', spec: { ...defaultModelSpec, formula: 'y ~ x' } }

function taken(models: readonly unknown[]): boolean {
  const report = { title: '', author: '', date: '2026-01-02', language: 'en', blocks: [] }
  const params = { document: { ...emptyProject, models }, report, appVersion: '1', savedAt: '2026-01-02T00:00:00Z' }
  return v.is(paramSchemas['project.encode'], params)
}

describe('a project on its way to be written', () => {
  test('may have models with analyses and without', () => {
    expect(taken([model])).toBe(true)
    expect(taken([{ ...model, analyses: [{ id: 'a1', request: { kind: 'effect-sizes' } }] }])).toBe(true)
  })

  test('is refused with an analysis that asks nothing', () => {
    expect(taken([{ ...model, analyses: [{ id: 'a1' }] }])).toBe(false)
  })
})

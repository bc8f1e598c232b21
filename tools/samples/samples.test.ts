import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SampleEntry } from '../../src-engine/contract'
import { defaultModelSpec } from '../../src-engine/contract'
import { readDelimited } from '../../src-engine/data'
import { buildModelFrame } from '../../src-engine/model'
import { generators } from './generate.mjs'

const folder = join(import.meta.dirname, '..', '..', 'resources', 'samples')
const entries = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as SampleEntry[]

describe('sample data', () => {
  it.each(entries.map((entry) => [entry.id, entry] as const))(
    '%s is as its entry says and its model can be framed',
    (_, entry) => {
      const { table, problems } = readDelimited(entry.id, entry.file, readFileSync(join(folder, entry.file)))
      expect(problems).toEqual([])
      expect([table!.nRows, table!.columns.length]).toEqual([entry.nRows, entry.nColumns])
      const result = buildModelFrame({ ...defaultModelSpec, formula: entry.formula }, table!)
      expect(result.ok ? [] : result.problems).toEqual([])
      expect(entry.provenance.length).toBeGreaterThan(40)
    },
  )

  it.each(Object.entries(generators))('%s is what its generator writes', (name, generate) => {
    expect(readFileSync(join(folder, `${name}.csv`), 'utf8')).toBe(generate())
  })

  it('has 8,525 patients of 407 doctors', () => {
    const { table } = readDelimited('m', 'mobility.csv', readFileSync(join(folder, 'mobility.csv')))
    const doctor = table!.columns.find((column) => column.name === 'doctor')
    expect(doctor?.kind === 'factor' && doctor.levels.length).toBe(407)
    expect(table!.nRows).toBe(8525)
  })
})

import fc from 'fast-check'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Column, DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import { defaultModelSpec } from '../contract/modelSpec'
import { emptyProject, type ProjectDocument } from '../contract/projectDocument'
import type { ReportDocument } from '../contract/reportBlocks'
import { sleepstudyFit, sleepstudyTable } from '../testing/sleepstudy'
import { decodeProject } from './decodeProject'
import type { RawProject } from './migrations'
import { encodeProject } from './encodeProject'
import { sha256Hex } from './sha256'
import { readZipEntries, unpack } from './zip'

const meta = { appVersion: '0.1.0', savedAt: '2026-11-21T10:00:00Z' }
const report: ReportDocument = { title: 'T', author: 'A', date: '2026-11-21', language: 'en', blocks: [] }

const project: ProjectDocument = {
  name: 'Sleep',
  tables: [
    {
      table: sleepstudyTable,
      source: { kind: 'sample', name: 'sleepstudy', note: 'Belenky et al. 2003' },
      edited: { c1: [3, 7] },
    },
  ],
  models: [{ id: 'm1', name: 'Slopes', tableId: 'sleepstudy', spec: sleepstudyFit.spec }],
  results: [{ modelId: 'm1', tableVersion: 1, fit: sleepstudyFit }],
  report: {
    title: 'Sleep',
    author: 'A. Analyst',
    entries: [
      { kind: 'heading', id: 'e1', text: 'Results' },
      { kind: 'block', id: 'e2', modelId: 'm1', block: 'fixed' },
      { kind: 'note', id: 'e3', text: 'Note' },
      { kind: 'comparison', id: 'e4', modelIds: ['m1'] },
    ],
    arranged: true,
  },
  numberStyle: { significant: 4, decimals: { estimate: 3 } },
}

const file = encodeProject(project, report, meta)

/** The same file with entries changed; the manifest's sums follow unless told otherwise. */
function changed(edit: (files: Record<string, Uint8Array>) => void, options: { readonly resum: boolean }): Uint8Array {
  const files = unzipSync(file)
  edit(files)
  if (options.resum) {
    const manifest = JSON.parse(strFromU8(files['manifest.json'])) as { entries: Record<string, unknown> }
    manifest.entries = Object.fromEntries(
      Object.entries(files)
        .filter(([name]) => name !== 'manifest.json')
        .map(([name, bytes]) => [name, { sha256: sha256Hex(bytes), bytes: bytes.length }]),
    )
    files['manifest.json'] = new TextEncoder().encode(JSON.stringify(manifest))
  }
  return zipSync(files)
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is that of the standard', (text, sum) => {
    expect(sha256Hex(new TextEncoder().encode(text))).toBe(sum)
  })
})

describe('a project file', () => {
  it('gives back what was saved', () => {
    expect(decodeProject(file)).toEqual({ document: project, readOnly: false, notices: [] })
  })

  it('is the same file for the same project', () => {
    expect(encodeProject(project, report, meta)).toEqual(file)
  })

  it('is a zip that other programs open, with a page for readers without Henderson', () => {
    const files = unzipSync(file)
    expect(Object.keys(files)).toEqual([
      'manifest.json',
      'data/1/1.f64',
      'data/1/2.f64',
      'data/1/3.i32',
      'data/1.json',
      'models.json',
      ...Array.from({ length: 9 }, (_, i) => `results/${i + 1}.${i === 2 ? 'i32' : 'f64'}`),
      'results.json',
      'report.json',
      'index.html',
    ])
    expect(new DataView(files['data/1/1.f64'].slice().buffer).getFloat64(0, true)).toBe(249.56)
    expect(strFromU8(files['index.html'])).toContain('<h1>T</h1>')
  })

  it('lists the SHA-256 of every entry', () => {
    const files = unzipSync(file)
    const manifest = JSON.parse(strFromU8(files['manifest.json'])) as {
      version: number
      entries: Record<string, { sha256: string }>
    }
    expect(manifest.version).toBe(1)
    for (const [name, bytes] of Object.entries(files))
      if (name !== 'manifest.json') expect(manifest.entries[name].sha256, name).toBe(sha256Hex(bytes))
  })

  it('keeps values that JSON cannot hold', () => {
    const fit: FitResult = {
      ...sleepstudyFit,
      logLik: -Infinity,
      vcov: [[NaN, -0]],
      random: [{ ...sleepstudyFit.random[0], correlation: [[1, NaN]] }],
      rows: { ...sleepstudyFit.rows, scaled: sleepstudyFit.rows.scaled.map((value, i) => (i === 0 ? NaN : value)) },
    }
    const read = decodeProject(encodeProject({ ...project, results: [{ ...project.results[0], fit }] }, report, meta))
    expect(read.document?.results[0].fit).toEqual(fit)
  })

  it('keeps fields that a later version adds', () => {
    const later = { ...sleepstudyFit, somethingNew: { values: Float64Array.of(1, NaN) } }
    const read = decodeProject(
      encodeProject({ ...project, results: [{ ...project.results[0], fit: later }] }, report, meta),
    )
    expect(read.document?.results[0].fit).toEqual(later)
  })

  it('gives back any project (property)', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'constructor', '$array', '$number', '<b>'),
    )
    const safeKey = name.filter((key) => key !== '__proto__')
    const column = (id: string, n: number): fc.Arbitrary<Column> =>
      fc.oneof(
        fc.record({
          id: fc.constant(id),
          name,
          type: fc.constantFrom('continuous' as const, 'ordinal' as const),
          version: fc.nat(),
          kind: fc.constant('numeric' as const),
          values: fc.array(fc.double(), { minLength: n, maxLength: n }).map((values) => Float64Array.from(values)),
        }),
        fc.array(name, { minLength: 1, maxLength: 4 }).chain((levels) =>
          fc.record({
            id: fc.constant(id),
            name,
            type: fc.constant('nominal' as const),
            version: fc.nat(),
            kind: fc.constant('factor' as const),
            codes: fc
              .array(fc.integer({ min: -1, max: levels.length - 1 }), { minLength: n, maxLength: n })
              .map((codes) => Int32Array.from(codes)),
            levels: fc.constant(levels),
            unit: name,
          }),
        ),
      )
    const table: fc.Arbitrary<DataTable> = fc.nat(5).chain((nRows) =>
      fc.record({
        id: name,
        name,
        version: fc.nat(),
        nRows: fc.constant(nRows),
        columns: fc.tuple(column('a', nRows), column('b', nRows)),
      }),
    )
    const document: fc.Arbitrary<ProjectDocument> = fc.record({
      name,
      tables: fc.array(
        fc.record({
          table,
          source: fc.record({ kind: fc.constantFrom('file' as const, 'paste' as const), name }),
          edited: fc.dictionary(safeKey, fc.array(fc.nat())),
        }),
        { maxLength: 3 },
      ),
      models: fc.array(
        fc.record({
          id: name,
          name,
          tableId: name,
          spec: fc
            .record({
              formula: name,
              references: fc.dictionary(safeKey, name),
              level: fc.double({ min: 0, max: 1, noNaN: true }),
            })
            .map((spec) => ({ ...defaultModelSpec, ...spec })),
        }),
        { maxLength: 3 },
      ),
      results: fc.constant([]),
      report: fc.record({
        title: name,
        author: name,
        entries: fc.array(fc.record({ kind: fc.constant('note' as const), id: name, text: name })),
      }),
      numberStyle: fc.record({
        significant: fc.integer({ min: 1, max: 9 }),
        decimals: fc.dictionary(fc.constantFrom('estimate', 'pValue'), fc.nat(9)),
      }),
    })
    fc.assert(
      fc.property(document, (one) => {
        const read = decodeProject(encodeProject(one, report, meta))
        expect(read.notices).toEqual([])
        expect(JSON.stringify(read.document)).toBe(JSON.stringify(one))
        expect(read.document).toEqual(one)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a damaged project file', () => {
  it('names a damaged column and opens the rest', () => {
    const read = decodeProject(changed((files) => (files['data/1/2.f64'][9] ^= 1), { resum: false }))
    expect(read.notices).toEqual([{ code: 'entry-damaged', params: { entry: 'data/1/2.f64', reason: 'checksum' } }])
    expect(read.document?.tables[0].table.columns.map(({ name }) => name)).toEqual(['Reaction', 'Subject'])
    expect(read.document?.results).toEqual(project.results)
    expect(read.readOnly).toBe(true)
  })

  it.each(['models.json', 'results.json', 'report.json', 'data/1.json'])(
    'names %s when it is cut off, and opens the rest',
    (name) => {
      const read = decodeProject(changed((files) => (files[name] = files[name].slice(0, 40)), { resum: true }))
      expect(read.notices).toContainEqual({ code: 'entry-damaged', params: { entry: name, reason: 'unreadable' } })
      const whole = { models: project.models, results: project.results, tables: project.tables, report: project.report }
      const lost = {
        'models.json': 'models',
        'results.json': 'results',
        'report.json': 'report',
        'data/1.json': 'tables',
      }[name]
      for (const [part, value] of Object.entries(whole)) {
        if (part === lost)
          expect(read.document?.[part as keyof ProjectDocument]).toEqual(emptyProject[part as keyof ProjectDocument])
        else expect(read.document?.[part as keyof ProjectDocument]).toEqual(value)
      }
    },
  )

  it('names an entry that is missing', () => {
    const read = decodeProject(changed((files) => delete files['results.json'], { resum: false }))
    expect(read.notices).toEqual([{ code: 'entry-missing', params: { entry: 'results.json' } }])
    expect(read.document?.models).toEqual(project.models)
  })

  it('opens without its manifest, and says so', () => {
    const read = decodeProject(changed((files) => (files['manifest.json'] = json('nonsense')), { resum: false }))
    expect(read.notices).toEqual([{ code: 'entry-damaged', params: { entry: 'manifest.json', reason: 'unreadable' } }])
    expect(read.document?.tables).toEqual(project.tables)
  })

  it('gives back what is whole of a truncated file', () => {
    const read = decodeProject(file.slice(0, Math.floor(file.length * 0.7)))
    expect(read.document?.tables).toEqual(project.tables)
    expect(read.document?.models).toEqual(project.models)
    expect(read.notices.map(({ params }) => params.entry)).toContain('report.json')
    expect(read.readOnly).toBe(true)
  })

  it('refuses values of the wrong shape', () => {
    const wrong: [string, unknown][] = [
      ['models.json', [{ id: 1 }]],
      ['models.json', { $array: 'data/1/1.f64' }],
      ['results.json', [{ modelId: 'm1', tableVersion: 1, fit: { ...sleepstudyFit, rows: 5 } }]],
      ['report.json', { report: project.report, numberStyle: { significant: 99, decimals: {} } }],
      [
        'data/1.json',
        {
          table: { id: 't', name: 't', version: 1, nRows: 1e9, columns: [{ kind: 'numeric' }] },
          source: { kind: 'new', name: '' },
          edited: {},
        },
      ],
    ]
    for (const [name, value] of wrong) {
      const read = decodeProject(changed((files) => (files[name] = json(value)), { resum: true }))
      expect(read.notices, name).toContainEqual({
        code: 'entry-damaged',
        params: { entry: name, reason: 'unreadable' },
      })
    }
  })

  it('refuses codes that name no level', () => {
    const read = decodeProject(
      changed(
        (files) => new DataView(files['data/1/3.i32'].buffer, files['data/1/3.i32'].byteOffset).setInt32(0, 99, true),
        { resum: true },
      ),
    )
    expect(read.document?.tables[0].table.columns.length).toBe(2)
    expect(read.notices).toEqual([{ code: 'entry-damaged', params: { entry: 'data/1.json', reason: 'unreadable' } }])
  })

  it('never throws, whatever bytes are changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (edits) => {
          const bytes = file.slice()
          for (const [at, value] of edits) bytes[at] = value
          const read = decodeProject(bytes)
          if (read.notices.length === 0) expect(read.document).toEqual(project)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('files that are not projects', () => {
  it.each<[string, Uint8Array, string]>([
    ['empty', new Uint8Array(0), 'not-zip'],
    ['text', json('hello, this is not a zip archive at all'), 'not-zip'],
    ['another archive', zipSync({ 'readme.txt': json('x') }), 'no-manifest'],
  ])('are said to be none (%s)', (_, bytes, reason) => {
    expect(decodeProject(bytes)).toEqual({
      document: null,
      readOnly: false,
      notices: [{ code: 'not-a-project', params: { reason } }],
    })
  })
})

describe('hostile files', () => {
  it('do not make it unpack a bomb', () => {
    const bomb = zipSync({ 'manifest.json': json({}), 'models.json': [new Uint8Array(3e6), { level: 9 }] })
    const view = new DataView(bomb.buffer)
    for (let at = 0; at + 4 < bomb.length; at++) {
      const signature = view.getUint32(at, true)
      if (signature === 0x02014b50) view.setUint32(at + 24, 0xf0000000, true)
    }
    const entries = readZipEntries(bomb)
    const models = entries?.find(({ name }) => name === 'models.json')
    expect(models?.size).toBe(0xf0000000)
    expect(unpack(models!)).toBeNull()
    expect(decodeProject(bomb).notices).toContainEqual({
      code: 'entry-damaged',
      params: { entry: 'models.json', reason: 'too-large' },
    })
  })

  it('cannot claim a smaller size than they unpack to', () => {
    const archive = zipSync({ 'models.json': [new Uint8Array(1000), { level: 9 }] })
    const view = new DataView(archive.buffer)
    for (let at = 0; at + 4 < archive.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    const [entry] = readZipEntries(archive)!
    const bytes = unpack(entry)
    expect(bytes === null || bytes.length === 10).toBe(true)
  })

  it('cannot reach outside the archive by a name', () => {
    const read = decodeProject(
      changed(
        (files) => {
          files['../../etc/passwd'] = json('x')
          files['/absolute.json'] = json('x')
          files['data\\9.json'] = json('x')
        },
        { resum: true },
      ),
    )
    expect(read).toEqual({ document: project, readOnly: false, notices: [] })
  })

  it('cannot have a column read what is no column', () => {
    const read = decodeProject(
      changed(
        (files) => {
          const table = JSON.parse(strFromU8(files['data/1.json'])) as { table: { columns: { values: unknown }[] } }
          table.table.columns[0].values = { $array: '../manifest.json' }
          files['data/1.json'] = json(table)
        },
        { resum: true },
      ),
    )
    expect(read.document?.tables[0].table.columns.length).toBe(2)
    expect(read.notices).toContainEqual({
      code: 'entry-damaged',
      params: { entry: 'data/1.json', reason: 'unreadable' },
    })
  })
})

describe('formats of other versions', () => {
  const atVersion = (version: number): Uint8Array =>
    changed(
      (files) => {
        const manifest = JSON.parse(strFromU8(files['manifest.json'])) as object
        files['manifest.json'] = json({ ...manifest, version })
      },
      { resum: false },
    )

  it('open read-only when they are newer', () => {
    const read = decodeProject(atVersion(9))
    expect(read.readOnly).toBe(true)
    expect(read.notices).toEqual([{ code: 'newer-format', params: { version: 9, known: 1 } }])
    expect(read.document).toEqual(project)
  })

  it('are brought up step by step when they are older', () => {
    const steps = [
      { from: 2, migrate: (raw: RawProject) => rename(raw, '2→3') },
      { from: 1, migrate: (raw: RawProject) => rename(raw, '1→2') },
    ]
    const read = decodeProject(file, { current: 3, steps })
    expect(read.document?.models[0].name).toBe('Slopes 1→2 2→3')
    expect(read.readOnly).toBe(false)
    expect(read.notices).toEqual([{ code: 'migrated', params: { from: 1, to: 3 } }])
  })

  function rename(raw: RawProject, mark: string): RawProject {
    const models = raw.models as { name: string }[]
    return { ...raw, models: models.map((model) => ({ ...model, name: `${model.name} ${mark}` })) }
  }

  it('do not open by a path that lacks a step', () => {
    expect(() => decodeProject(file, { current: 2, steps: [] })).toThrow('no migration from project format 1')
  })
})

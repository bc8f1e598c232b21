import * as v from 'valibot'
import {
  emptyProject,
  projectFormatVersion,
  type DecodedProject,
  type ProjectDocument,
  type ProjectNotice,
  type ProjectTable,
  type StoredResult,
} from '../contract/projectDocument'
import { Archive } from './archive'
import { entryNames, tablePositions } from './entryNames'
import { BrokenValue, fromJson } from './jsonValues'
import { migrate, migrations, type RawProject } from './migrations'
import {
  columnSchema,
  manifestSchema,
  modelsSchema,
  reportSchema,
  resultSchema,
  tableOutlineSchema,
  tableShellSchema,
  type Manifest,
} from './schemas'
import { readZipEntries } from './zip'

/**
 * Reads a project file. Never throws for what a file may hold: damaged and missing parts are named in notices and the
 * rest is opened; a newer format is opened as far as it is understood, for reading only.
 */
export function decodeProject(bytes: Uint8Array, options: DecodeOptions = {}): DecodedProject {
  const { current = projectFormatVersion, steps = migrations } = options
  const entries = readZipEntries(bytes)
  if (entries === null) return nothing('not-zip')
  const archive = new Archive(entries)
  if (!archive.has(entryNames.manifest) && !archive.has(entryNames.models)) return nothing('no-manifest')

  const manifest = readManifest(archive)
  if (manifest !== null) archive.trust(manifest)
  const version = manifest?.version ?? current
  const positions = tablePositions(archive.names())
  const json = (name: string): unknown => archive.json(name)?.value
  const raw: RawProject = {
    manifest,
    tables: positions.map((position) => json(entryNames.table(position))),
    models: json(entryNames.models),
    results: json(entryNames.results),
    report: json(entryNames.report),
  }
  const project = version < current ? migrate(raw, version, current, steps) : raw
  const document: ProjectDocument = {
    ...emptyProject,
    name: manifest?.name ?? '',
    tables: project.tables.flatMap((table, i) => {
      const name = positions.length === project.tables.length ? entryNames.table(positions[i]) : entryNames.table(i)
      return readTable(archive, name, table) ?? []
    }),
    models: checked(archive, entryNames.models, modelsSchema, project.models) ?? [],
    results: readResults(archive, project.results),
    ...checked(archive, entryNames.report, reportSchema, project.report),
  }
  const notices: ProjectNotice[] = []
  if (version > current) notices.push({ code: 'newer-format', params: { version, known: current } })
  if (version < current) notices.push({ code: 'migrated', params: { from: version, to: current } })
  return {
    document,
    readOnly: version > current || archive.notices.length > 0,
    notices: [...notices, ...archive.notices],
  }
}

export interface DecodeOptions {
  /** Format to arrive at, and the steps that lead there; those of this version unless a test gives others. */
  readonly current?: number
  readonly steps?: typeof migrations
}

function nothing(reason: 'not-zip' | 'no-manifest'): DecodedProject {
  return { document: null, readOnly: false, notices: [{ code: 'not-a-project', params: { reason } }] }
}

function readManifest(archive: Archive): Manifest | null {
  return checked(archive, entryNames.manifest, manifestSchema, archive.json(entryNames.manifest)?.value)
}

/** The value where it has its shape, otherwise null with a notice; what could not be read has its notice already. */
function checked<Schema extends v.GenericSchema>(
  archive: Archive,
  name: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> | null {
  if (value === undefined) return null
  const plain = revive(archive, name, value)
  if (plain === undefined) return null
  return v.is(schema, plain) ? plain : archive.damaged(name, 'unreadable')
}

/** Puts arrays and special numbers back; undefined, with a notice, where that fails. */
function revive(archive: Archive, name: string, value: unknown): unknown {
  try {
    return fromJson(value, (entry) => archive.numbers(entry))
  } catch (error) {
    if (!(error instanceof BrokenValue)) throw error
    archive.damaged(name, 'unreadable')
    return undefined
  }
}

/** A table with those of its columns that are whole; null where not even its outline is. */
function readTable(archive: Archive, name: string, value: unknown): ProjectTable | null {
  if (value === undefined) return null
  if (!v.is(tableOutlineSchema, value)) return archive.damaged(name, 'unreadable')
  const { table, ...about } = value
  const shell = revive(archive, name, { table: { ...table, columns: [] }, ...about })
  if (!v.is(tableShellSchema, shell)) return archive.damaged(name, 'unreadable')
  const columns = table.columns.flatMap((column) => {
    const faultsBefore = archive.notices.length
    const read = reviveColumn(archive, column)
    if (v.is(columnSchema, read) && (read.kind === 'numeric' ? read.values : read.codes).length === table.nRows)
      return [read]
    if (archive.notices.length === faultsBefore) archive.damaged(name, 'unreadable')
    return []
  })
  return { ...shell, table: { ...shell.table, columns } }
}

function reviveColumn(archive: Archive, column: unknown): unknown {
  try {
    return fromJson(column, (entry) => archive.numbers(entry))
  } catch (error) {
    if (error instanceof BrokenValue) return undefined
    throw error
  }
}

/** Those results that are whole; one that is not leaves the others alone. */
function readResults(archive: Archive, value: unknown): readonly StoredResult[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    archive.damaged(entryNames.results, 'unreadable')
    return []
  }
  return value.flatMap((result) => checked(archive, entryNames.results, resultSchema, result) ?? [])
}

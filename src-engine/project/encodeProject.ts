import { projectFormatVersion, type ProjectDocument } from '../contract/projectDocument'
import type { ReportDocument } from '../contract/reportBlocks'
import { toHtml } from '../report/toHtml'
import { toBytes } from './binary'
import { entryNames } from './entryNames'
import { toJson, type ArrayWriter } from './jsonValues'
import type { Manifest } from './schemas'
import { sha256Hex } from './sha256'
import { writeZip } from './zip'

export interface ProjectMeta {
  readonly appVersion: string
  /** ISO 8601. */
  readonly savedAt: string
}

interface Entry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A project as the bytes of its file. `report` is what the page inside shows to readers without Henderson. */
export function encodeProject(document: ProjectDocument, report: ReportDocument, meta: ProjectMeta): Uint8Array {
  const entries: Entry[] = []
  const addJson = (name: string, value: unknown): void => void entries.push({ name, bytes: jsonBytes(value) })
  const arraysUnder = (folder: string): ArrayWriter => {
    let position = 0
    return (values, kind) => {
      const name = entryNames.array(folder, position++, kind)
      entries.push({ name, bytes: toBytes(values) })
      return name
    }
  }
  document.tables.forEach((table, i) =>
    addJson(entryNames.table(i), toJson(table, arraysUnder(entryNames.tableFolder(i)))),
  )
  addJson(entryNames.models, toJson(document.models, noArrays))
  addJson(entryNames.results, toJson(document.results, arraysUnder(entryNames.resultsFolder)))
  addJson(entryNames.report, toJson({ report: document.report, numberStyle: document.numberStyle }, noArrays))
  entries.push({ name: entryNames.page, bytes: new TextEncoder().encode(toHtml(report, 'screen')) })
  const manifest: Manifest = {
    format: 'henderson-project',
    version: projectFormatVersion,
    ...meta,
    name: document.name,
    entries: Object.fromEntries(
      entries.map(({ name, bytes }) => [name, { sha256: sha256Hex(bytes), bytes: bytes.length }]),
    ),
  }
  return writeZip([{ name: entryNames.manifest, bytes: jsonBytes(manifest) }, ...entries])
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value, null, 1))
}

const noArrays: ArrayWriter = () => {
  throw new Error('an array of numbers where none belongs')
}

import * as v from 'valibot'
import { defaultNumberStyle } from '../../src-engine/contract'
import { Archive } from '../../src-engine/project/archive'
import { entryNames } from '../../src-engine/project/entryNames'
import { manifestSchema } from '../../src-engine/project/schemas'
import { readZipEntries } from '../../src-engine/project/zip'
import { buildReport } from '../../src-engine/report/buildReport'
import { noticeSentence } from '../../src-engine/report/messages'
import { toHtml } from '../../src-engine/report/toHtml'
import { fitRequest } from './fitRequest'
import type { ModelRequest } from './parseCommand'
import { readInput } from './readTable'
import { InputError } from './usage'

export interface ReportPage {
  readonly html: string
  readonly warnings: readonly string[]
}

/** Fits the model and lays out everything that there is to say of it. @throws InputError as a fit does. */
export async function reportOfModel(request: ModelRequest, today: Date): Promise<ReportPage> {
  const { fit, table, warnings } = await fitRequest(request)
  const blocks = buildReport(fit, { modelId: 'model', style: defaultNumberStyle, table })
  const report = {
    title: fit.formula,
    author: '',
    date: today.toISOString().slice(0, 10),
    language: 'en' as const,
    blocks,
  }
  return { html: toHtml(report, 'screen'), warnings }
}

/** The report of a project as it was arranged and saved. @throws InputError where the file does not hold a whole one. */
export async function reportOfProject(path: string): Promise<ReportPage> {
  const entries = readZipEntries(await readInput(path))
  if (entries === null) throw new InputError('not-a-project', `“${path}” is not a Henderson project.`)
  const archive = new Archive(entries)
  const manifest = v.safeParse(manifestSchema, archive.json(entryNames.manifest)?.value)
  if (manifest.success) archive.trust(manifest.output)
  const page = archive.bytes(entryNames.page)
  if (page === null) {
    throw new InputError('entry-damaged', archive.notices.map((notice) => noticeSentence(notice)).join(' '))
  }
  return { html: new TextDecoder().decode(page), warnings: [] }
}

import type { NumberStyle, ProjectDocument, ProjectReport, ReportEntry } from '../../../src-engine/contract'
import { phrase } from '../../i18n/t'
import type { Command } from '../command'

/** Replaces the entries as a whole, e.g. in another order. */
export function setEntries(entries: readonly ReportEntry[]): Command {
  return {
    name: phrase('steps.arrangeReport'),
    place: 'report',
    apply: (document) => updateReport(document, (report) => ({ ...report, entries })),
  }
}

/** Adds entries at a position, at the end when none is given. */
export function addEntries(added: readonly ReportEntry[], at?: number): Command {
  return {
    name: phrase('steps.addToReport'),
    place: 'report',
    apply: (document) =>
      added.length === 0
        ? document
        : updateReport(document, (report) => ({
            ...report,
            entries: report.entries.toSpliced(at ?? report.entries.length, 0, ...added),
          })),
  }
}

/** Adds a note of the analyst. */
export function addNote(id: string, text: string, at?: number): Command {
  return addEntries([{ kind: 'note', id, text }], at)
}

export function removeEntries(ids: readonly string[]): Command {
  const gone = new Set(ids)
  return {
    name: phrase('steps.removeFromReport'),
    place: 'report',
    apply: (document) =>
      updateReport(document, (report) => ({
        ...report,
        entries: report.entries.filter((entry) => !gone.has(entry.id)),
      })),
  }
}

/** Changes the words of a note or heading; typing makes one step. */
export function setEntryText(id: string, text: string): Command {
  return {
    name: phrase('steps.editNote'),
    place: 'report',
    coalesce: `entry ${id}`,
    apply: (document) =>
      updateReport(document, (report) => ({
        ...report,
        entries: report.entries.map((entry) =>
          entry.id === id && (entry.kind === 'note' || entry.kind === 'heading') ? { ...entry, text } : entry,
        ),
      })),
  }
}

/** Title and author at the head of the report. */
export function setReportHead(head: { title?: string; author?: string }): Command {
  return {
    name: phrase('steps.editReportTitle'),
    place: 'report',
    coalesce: `report ${Object.keys(head).join(' ')}`,
    apply: (document) => updateReport(document, (report) => ({ ...report, ...head })),
  }
}

export function setNumberStyle(numberStyle: NumberStyle): Command {
  return { name: phrase('steps.numberStyle'), place: 'models', apply: (document) => ({ ...document, numberStyle }) }
}

export function renameProject(name: string): Command {
  return {
    name: phrase('steps.renameProject'),
    place: 'data',
    apply: (document) => (document.name === name ? document : { ...document, name }),
  }
}

function updateReport(document: ProjectDocument, change: (report: ProjectReport) => ProjectReport): ProjectDocument {
  return { ...document, report: change(document.report) }
}

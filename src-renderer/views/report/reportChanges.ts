import type { ProjectDocument } from '../../../src-engine/contract'
import type { Command } from '../../document/command'
import { phrase, type Phrase } from '../../i18n/t'
import type { Entries } from './arrange'

/**
 * A change of the outline. It starts from the entries on screen, so that the first change of an automatic report makes
 * that report the analyst's own.
 */
export function arrange(
  name: Phrase,
  shown: Entries,
  change: (entries: Entries) => Entries,
  coalesce?: string,
): Command {
  return {
    name,
    place: 'report',
    ...(coalesce !== undefined && { coalesce }),
    apply: (document): ProjectDocument => {
      const entries = change(shown)
      return entries === shown ? document : { ...document, report: { ...document.report, entries, arranged: true } }
    },
  }
}

/** Back to the automatic report. */
export function startAgain(): Command {
  return {
    name: phrase('steps.arrangeReport'),
    place: 'report',
    apply: (document) => ({ ...document, report: { ...document.report, entries: [], arranged: false } }),
  }
}

import type { CodingNote } from '../../contract/fitResult'
import { groupsOf, type ReportContext } from '../context'
import type { Footnotes } from './cells'

/** The lines under every table that rests on the whole fit: coding, sample, criterion, weights. */
export function addCommonNotes(notes: Footnotes, context: ReportContext, options: { readonly coding: boolean }): void {
  const { fit, texts } = context
  if (options.coding) for (const coding of fit.coding) addCodingNote(notes, coding, context)
  const { nObs, nDropped, criterion } = fit
  notes.add(texts.footnotes.sample({ nObs, nDropped, groups: groupsOf(fit) }))
  notes.add(texts.footnotes.criterion({ criterion, isMixed: fit.random.length > 0 }))
  if (fit.spec.weights !== undefined) notes.add(texts.footnotes.weights(fit.spec.weights))
}

/** How a factor of the fixed effects is coded; nothing where it only takes part in random effects. */
function addCodingNote(notes: Footnotes, coding: CodingNote, { fit, texts }: ReportContext): void {
  const names = [...fit.fixed.map(({ name }) => name), ...fit.aliased]
  const { variable, levels, reference } = coding
  if (!names.some((name) => name.includes(`${variable}[`))) return
  const isFull = names.some((name) => name.split(':').includes(`${variable}[${reference}]`))
  notes.add(isFull ? texts.footnotes.indicators({ variable, levels }) : texts.footnotes.coding(coding))
}

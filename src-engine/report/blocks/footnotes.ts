import { groupsOf, type ReportContext } from '../context'
import type { Footnotes } from './cells'

/** The lines under every table that rests on the whole fit: coding, sample, criterion, weights. */
export function addCommonNotes(notes: Footnotes, context: ReportContext, options: { readonly coding: boolean }): void {
  const { fit, texts } = context
  if (options.coding) for (const coding of fit.coding) notes.add(texts.footnotes.coding(coding))
  const { nObs, nDropped, criterion } = fit
  notes.add(texts.footnotes.sample({ nObs, nDropped, groups: groupsOf(fit) }))
  notes.add(texts.footnotes.criterion({ criterion, isMixed: fit.random.length > 0 }))
  if (fit.spec.weights !== undefined) notes.add(texts.footnotes.weights(fit.spec.weights))
}

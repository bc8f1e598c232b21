import { tick } from 'svelte'
import type { StoredAnalysisRequest } from '../../../../src-engine/contract'
import { addAnalysis } from '../../../document/models/analysisCommands'
import { newId } from '../../../document/newId'
import { project } from '../../../document/project'
import { awaited, foldedAnalyses } from './cardState.svelte'

/** Adds an analysis and brings it into sight. */
export function openAnalysis(modelId: string, request: StoredAnalysisRequest): void {
  const id = newId('a')
  project.dispatch(addAnalysis(modelId, { id, request }))
  awaited.id = id
  void bringIntoSight(id)
}

/** The ladder of a model: the one that is there, or a new one. */
export function openLadder(modelId: string): void {
  const known = project.model(modelId)?.analyses?.find(({ request }) => request.kind === 'ladder')
  if (known === undefined) {
    openAnalysis(modelId, { kind: 'ladder' })
    return
  }
  foldedAnalyses.delete(`${modelId}/${known.id}`)
  void bringIntoSight(known.id)
}

/** Scrolls to the card of an analysis and takes the focus there. */
export async function bringIntoSight(id: string): Promise<void> {
  await tick()
  const card = document.querySelector<HTMLElement>(`[data-analysis="${id}"]`)
  card?.scrollIntoView({ behavior: 'smooth', block: 'start' })
  card?.focus({ preventScroll: true })
}

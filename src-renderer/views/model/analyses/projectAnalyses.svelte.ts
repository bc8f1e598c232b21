import { untrack } from 'svelte'
import { project } from '../../../document/project'
import { engine } from '../../../engine/engine.svelte'
import { analysisAnswers } from './analysisAnswers'
import { AnalysisRuns } from './analysisRuns'

/** The analyses of this window's project. They follow it as soon as anything shows them. */
export const runs = new AnalysisRuns({
  document: () => project.document,
  request: (method, params, options) => engine.request(method, params, options),
  answers: analysisAnswers,
})

/** Reading it is what makes the effect follow it. */
function watch(_value: unknown): void {}

$effect.root(() => {
  $effect(() => {
    watch(project.document)
    untrack(() => runs.follow())
  })
})

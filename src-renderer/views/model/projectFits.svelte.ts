import { untrack } from 'svelte'
import { project } from '../../document/project'
import { workspace } from '../../document/workspace.svelte'
import { engine } from '../../engine/engine.svelte'
import { Fits } from './fits'

/** The model on screen: the chosen one, or the first. */
export function currentModelId(): string | null {
  return (project.model(workspace.modelId) ?? project.document.models.at(0))?.id ?? null
}

/** The fits of this window's project. They follow it as soon as anything shows them. */
export const fits = new Fits({
  document: () => project.document,
  view: () => workspace.view,
  modelId: currentModelId,
  request: (method, params, options) => engine.request(method, params, options),
  dispatch: (command) => void project.dispatch(command),
})

/** Reading them is what makes the effect follow them. */
function watch(..._values: unknown[]): void {}

$effect.root(() => {
  $effect(() => {
    watch(project.document, workspace.view, currentModelId())
    untrack(() => fits.follow())
  })
})

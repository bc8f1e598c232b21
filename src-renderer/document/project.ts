import { sayPhrase, t } from '../i18n/t'
import { notices } from '../components/notices.svelte'
import { ProjectStore } from './projectStore.svelte'
import { workspace } from './workspace.svelte'

/** The project of this window. */
export const project = new ProjectStore()

/** Key of notices that speak of the last change and offer to undo it: any other change makes them untrue. */
export const lastChangeKey = 'last-change'
project.subscribe(() => notices.dismissKey(lastChangeKey))

/** Undoes the last step, goes to the workspace where it shows, and says what was undone. */
export function undo(): void {
  const step = project.undo()
  if (step === null) return
  workspace.view = step.place
  notices.show(t('shell.undone', { step: sayPhrase(step.name) }), { key: 'history', durationMs: 2500 })
}

export function redo(): void {
  const step = project.redo()
  if (step === null) return
  workspace.view = step.place
  notices.show(t('shell.redone', { step: sayPhrase(step.name) }), { key: 'history', durationMs: 2500 })
}

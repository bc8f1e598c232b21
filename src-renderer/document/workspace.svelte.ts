import type { Workspace } from './command'

/** What is on screen: no part of the document and of its history. */
class WorkspaceState {
  view = $state<Workspace>('data')
  /** Table shown in the data view; the first when it is null or gone. */
  tableId = $state<string | null>(null)
  /** Model shown in the model view; the first when it is null or gone. */
  modelId = $state<string | null>(null)
  /** Whether the start screen is called back although there is a table, e.g. to add sample data. */
  choosing = $state(false)
  /** The project's file, for the top bar; null until it was saved or opened. Set by the project's lifecycle. */
  file = $state.raw<{ readonly name: string; readonly folder: string } | null>(null)
  /** A sentence on what the lifecycle is doing, e.g. "Saving…". */
  activity = $state<string | null>(null)
}

export const workspace = new WorkspaceState()

import type { Workspace } from './command'

/** What is on screen: no part of the document and of its history. */
class WorkspaceState {
  view = $state<Workspace>('data')
  /** Table shown in the data view; the first when it is null or gone. */
  tableId = $state<string | null>(null)
  /** Model shown in the model view; the first when it is null or gone. */
  modelId = $state<string | null>(null)
}

export const workspace = new WorkspaceState()

import type { ProjectTable } from '../../../../src-engine/contract'
import { project } from '../../../document/project'
import { TableView } from './tableView.svelte'

const views = new Map<string, TableView>()
let generation = -1

/** The view of a table, which keeps its state while another table is shown. Another project starts anew. */
export function viewOf(entry: ProjectTable): TableView {
  if (generation !== project.generation) views.clear()
  generation = project.generation
  const known = views.get(entry.table.id)
  if (known !== undefined) return known
  const view = new TableView(entry)
  views.set(entry.table.id, view)
  return view
}

import type { ParamsOf, ProjectAnalysis, ProjectDocument, ProjectModel } from '../../../../src-engine/contract'
import { isCurrent } from '../../../project/staleness'
import { choicesOf } from './choices'
import { engineRequest, missingNames } from './requests'

/** Why an analysis is not computed now. */
export type Obstacle =
  | { readonly code: 'no-fit' }
  /** It is about what its model does not have any more. */
  | { readonly code: 'missing'; readonly names: readonly string[] }
  | { readonly code: 'too-few-models' }

export type Readiness =
  | { readonly ready: true; readonly params: ParamsOf<'analysis.run'> }
  | { readonly ready: false; readonly obstacle: Obstacle }

const held = (obstacle: Obstacle): Readiness => ({ ready: false, obstacle })

/** What to ask the engine for an analysis as the document is now; analyses follow the fit of their model. */
export function readinessOf(document: ProjectDocument, model: ProjectModel, analysis: ProjectAnalysis): Readiness {
  const result = document.results.find(({ modelId }) => modelId === model.id)
  const table = document.tables.find((entry) => entry.table.id === model.tableId)?.table
  if (table === undefined || result === undefined || !isCurrent(document, result)) return held({ code: 'no-fit' })
  const names = missingNames(analysis.request, choicesOf(model.spec, table.columns, result.fit))
  if (names.length > 0) return held({ code: 'missing', names })
  const request = engineRequest(analysis.request, document)
  if (request === null) return held({ code: 'too-few-models' })
  return {
    ready: true,
    params: {
      tableId: table.id,
      version: table.version,
      id: `${model.id}/${analysis.id}`,
      spec: model.spec,
      request,
      style: document.numberStyle,
    },
  }
}

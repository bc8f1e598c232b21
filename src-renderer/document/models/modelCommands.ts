import type { FitResult, ModelSpec, ProjectDocument, ProjectModel, ReportEntry } from '../../../src-engine/contract'
import { phrase } from '../../i18n/t'
import type { Command } from '../command'
import { newId } from '../newId'
import { uniqueName } from '../uniqueName'

export function addModel(model: ProjectModel): Command {
  return {
    name: phrase('steps.addModel', { name: model.name }),
    place: 'models',
    apply: (document) => ({ ...document, models: [...document.models, model] }),
  }
}

/** Replaces what is asked of a model. `coalesce` joins quick changes of one control into one step. */
export function updateSpec(model: ProjectModel, spec: ModelSpec, coalesce?: string): Command {
  return {
    name: phrase('steps.updateModel', { name: model.name }),
    place: 'models',
    ...(coalesce !== undefined && { coalesce: `spec ${model.id} ${coalesce}` }),
    apply: (document) => updateModel(document, model.id, (current) => ({ ...current, spec })),
  }
}

export function renameModel(model: ProjectModel, name: string): Command {
  return {
    name: phrase('steps.renameModel', { name: model.name }),
    place: 'models',
    apply: (document) => {
      const wanted = name.trim()
      if (wanted === '' || wanted === model.name) return document
      return updateModel(document, model.id, (current) => ({ ...current, name: wanted }))
    },
  }
}

/** A copy right after the model. `id` may be given by a caller who wants to select it; the result is copied too. */
export function duplicateModel(model: ProjectModel, id: string = newId('m')): Command {
  return {
    name: phrase('steps.duplicateModel', { name: model.name }),
    place: 'models',
    apply: (document) => {
      const source = document.models.find((other) => other.id === model.id)
      if (source === undefined) return document
      const at = document.models.indexOf(source)
      const name = uniqueName(
        source.name,
        document.models.map((other) => other.name),
        ' ',
      )
      const result = document.results.find((other) => other.modelId === model.id)
      return {
        ...document,
        models: document.models.toSpliced(at + 1, 0, { ...source, id, name }),
        results: result === undefined ? document.results : [...document.results, { ...result, modelId: id }],
      }
    },
  }
}

/** Deletes a model, its result, and what the report shows of it. */
export function deleteModel(model: ProjectModel): Command {
  return {
    name: phrase('steps.deleteModel', { name: model.name }),
    place: 'models',
    apply: (document) => withoutModels(document, [model.id]),
  }
}

/** Keeps a result. Not undoable: it follows from the data and the spec. */
export function storeResult(modelId: string, tableVersion: number, fit: FitResult): Command {
  return {
    name: phrase('steps.storeResult'),
    place: 'models',
    undoable: false,
    apply: (document) => {
      if (!document.models.some((model) => model.id === modelId)) return document
      const others = document.results.filter((result) => result.modelId !== modelId)
      return { ...document, results: [...others, { modelId, tableVersion, fit }] }
    },
  }
}

/** The document without some models, their results and their places in the report. */
export function withoutModels(document: ProjectDocument, modelIds: readonly string[]): ProjectDocument {
  const gone = new Set(modelIds)
  if (gone.size === 0) return document
  const entries = document.report.entries.flatMap((entry): ReportEntry[] => {
    if (entry.kind === 'block') return gone.has(entry.modelId) ? [] : [entry]
    if (entry.kind !== 'comparison') return [entry]
    const kept = entry.modelIds.filter((id) => !gone.has(id))
    return kept.length < 2 ? [] : [{ ...entry, modelIds: kept }]
  })
  return {
    ...document,
    models: document.models.filter((model) => !gone.has(model.id)),
    results: document.results.filter((result) => !gone.has(result.modelId)),
    report: { ...document.report, entries },
  }
}

function updateModel(
  document: ProjectDocument,
  id: string,
  change: (model: ProjectModel) => ProjectModel,
): ProjectDocument {
  return { ...document, models: document.models.map((model) => (model.id === id ? change(model) : model)) }
}

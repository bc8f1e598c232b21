import type { Column, ModelSpec, ProjectDocument } from '../../../src-engine/contract'
import { parseFormula, printFormula, renameVariable } from '../../../src-engine/formula'
import { phrase } from '../../i18n/t'
import type { Command } from '../command'
import { updateColumn } from './updateTable'

/** Renames a variable, in the table and in every model that is fitted to it. The caller makes sure that the name is free. */
export function renameColumn(tableId: string, column: Column, name: string): Command {
  return {
    name: phrase('steps.renameColumn', { from: column.name, to: name }),
    place: 'data',
    apply: (document, stamp) => {
      const renamed = updateColumn(document, tableId, column.id, stamp, (current) =>
        current.name === name ? current : { ...current, name, version: stamp },
      )
      return renamed === document ? document : withRenamedModels(renamed, tableId, column.name, name)
    },
  }
}

function withRenamedModels(document: ProjectDocument, tableId: string, from: string, to: string): ProjectDocument {
  const models = document.models.map((model) => {
    if (model.tableId !== tableId) return model
    const spec = renameInSpec(model.spec, from, to)
    return spec === model.spec ? model : { ...model, spec }
  })
  return models.every((model, k) => model === document.models[k]) ? document : { ...document, models }
}

/** The spec with a variable under its new name; the same spec where it does not occur. */
export function renameInSpec(spec: ModelSpec, from: string, to: string): ModelSpec {
  const parsed = parseFormula(spec.formula)
  const formula = parsed.ok ? printFormula(renameVariable(parsed.formula, from, to)) : spec.formula
  const changed: Partial<ModelSpec> = {
    ...(parsed.ok && formula !== printFormula(parsed.formula) && { formula }),
    ...(spec.references?.[from] !== undefined && { references: renameKey(spec.references, from, to) }),
    ...(spec.contrastsOf?.[from] !== undefined && { contrastsOf: renameKey(spec.contrastsOf, from, to) }),
    ...(spec.weights === from && { weights: to }),
    ...(spec.offset === from && { offset: to }),
    ...(spec.trials === from && { trials: to }),
  }
  return Object.keys(changed).length === 0 ? spec : { ...spec, ...changed }
}

function renameKey<T>(record: Readonly<Record<string, T>>, from: string, to: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]))
}

import type { ProjectModel } from '../../../src-engine/contract'
import type { Command } from '../../document/command'
import { phrase } from '../../i18n/t'

/** Asks the same of another table. */
export function setModelTable(model: ProjectModel, tableId: string): Command {
  return {
    name: phrase('steps.updateModel', { name: model.name }),
    place: 'models',
    apply: (document) => ({
      ...document,
      models: document.models.map((other) => (other.id === model.id ? { ...other, tableId } : other)),
    }),
  }
}

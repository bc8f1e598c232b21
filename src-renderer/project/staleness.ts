import type { ModelSpec, ProjectDocument, StoredResult } from '../../src-engine/contract'

/** Whether a stored result answers what its model asks now, of the table as it is now. */
export function isCurrent(document: ProjectDocument, result: StoredResult): boolean {
  const model = document.models.find(({ id }) => id === result.modelId)
  const table = document.tables.find(({ table: { id } }) => id === model?.tableId)?.table
  return model !== undefined && table?.version === result.tableVersion && sameSpec(model.spec, result.fit.spec)
}

/** Equality of what was asked; keys that are absent and keys that are undefined mean the same. */
export function sameSpec(a: ModelSpec, b: ModelSpec): boolean {
  return a === b || canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

import type { Column, DataTable } from '../contract/columns'

/** A table from plain arrays: numbers become numeric columns, texts factors with levels in order of first appearance. */
export function tableOf(columns: Readonly<Record<string, readonly number[] | readonly string[]>>): DataTable {
  const names = Object.keys(columns)
  return {
    id: 't',
    name: 'test',
    version: 0,
    nRows: columns[names[0]].length,
    columns: names.map((name, j): Column => {
      const values = columns[name]
      const base = { id: `c${j}`, name, version: 0 }
      if (typeof values[0] === 'number') {
        return { ...base, kind: 'numeric', type: 'continuous', values: Float64Array.from(values as readonly number[]) }
      }
      const texts = values as readonly string[]
      const levels = [...new Set(texts)]
      return {
        ...base,
        kind: 'factor',
        type: 'nominal',
        levels,
        codes: Int32Array.from(texts, (t) => levels.indexOf(t)),
      }
    }),
  }
}

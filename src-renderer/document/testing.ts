import { emptyProject, type DataTable, type ProjectDocument } from '../../src-engine/contract'

/** A small table for tests of this folder. */
export function sampleTable(id = 't'): DataTable {
  return {
    id,
    name: 'sleep',
    version: 1,
    nRows: 4,
    columns: [
      { id: 'x', name: 'days', type: 'continuous', version: 1, kind: 'numeric', values: Float64Array.of(0, 1, NaN, 3) },
      {
        id: 'g',
        name: 'subject',
        type: 'nominal',
        version: 1,
        kind: 'factor',
        codes: Int32Array.of(0, 1, -1, 1),
        levels: ['308', 'b'],
        reference: 'b',
      },
    ],
  }
}

export function sampleDocument(table: DataTable = sampleTable()): ProjectDocument {
  return { ...emptyProject, name: 'sleep', tables: [{ table, source: { kind: 'new', name: 'sleep' }, edited: {} }] }
}

/** The record of cells changed since import: `columnId` → sorted rows. */
export type EditedCells = Readonly<Record<string, readonly number[]>>

/** Rows of one column that were edited; undefined where none was. */
export function editedRows(edited: EditedCells, columnId: string): readonly number[] | undefined {
  return Object.hasOwn(edited, columnId) ? edited[columnId] : undefined
}

/** With more rows of one column marked; `rows` in any order, without duplicates. */
export function markEdited(edited: EditedCells, columnId: string, rows: readonly number[]): EditedCells {
  if (rows.length === 0) return edited
  const added = Int32Array.from(rows).sort()
  return { ...edited, [columnId]: merge(edited[columnId] ?? [], added) }
}

/** The union of two sorted lists. */
function merge(a: readonly number[], b: Int32Array): number[] {
  const merged: number[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const x = a[i] ?? Infinity
    const y = b[j] ?? Infinity
    merged.push(Math.min(x, y))
    if (x <= y) i++
    if (y <= x) j++
  }
  return merged
}

/** After `count` rows were inserted before row `at`. */
export function shiftEdited(edited: EditedCells, at: number, count: number): EditedCells {
  return mapRows(edited, (rows) => rows.map((row) => (row >= at ? row + count : row)))
}

/** After the rows with `drop` 1 went. */
export function dropEdited(edited: EditedCells, drop: Uint8Array): EditedCells {
  const newRow = new Int32Array(drop.length)
  let next = 0
  for (let row = 0; row < drop.length; row++) newRow[row] = drop[row] === 1 ? -1 : next++
  return mapRows(edited, (rows) => rows.map((row) => newRow[row] ?? -1).filter((row) => row >= 0))
}

/** Without the columns that went. */
export function withoutColumns(edited: EditedCells, columnIds: readonly string[]): EditedCells {
  const gone = new Set(columnIds)
  return Object.fromEntries(Object.entries(edited).filter(([id]) => !gone.has(id)))
}

export function countEdited(edited: EditedCells): number {
  return Object.values(edited).reduce((n, rows) => n + rows.length, 0)
}

function mapRows(edited: EditedCells, change: (rows: readonly number[]) => readonly number[]): EditedCells {
  return Object.fromEntries(
    Object.entries(edited)
      .map(([id, rows]): [string, readonly number[]] => [id, change(rows)])
      .filter(([, rows]) => rows.length > 0),
  )
}

import type { TableBlock } from '../../contract/reportBlocks'

/** The letter of a footnote: a, b, … z, aa, ab … */
function letter(position: number): string {
  const last = String.fromCharCode(97 + (position % 26))
  return position < 26 ? last : letter(Math.floor(position / 26) - 1) + last
}

/**
 * Marks of a table's footnotes, by index: a letter where a cell refers to the footnote, `null` where the footnote speaks of
 * the whole table. Letters run in the order of reading.
 */
export function footnoteMarks(table: TableBlock): readonly (string | null)[] {
  const marks: (string | null)[] = table.footnotes.map(() => null)
  let used = 0
  for (const row of table.rows) {
    for (const cell of row.cells) {
      for (const note of cell.notes ?? []) {
        if (note < marks.length && marks[note] === null) marks[note] = letter(used++)
      }
    }
  }
  return marks
}

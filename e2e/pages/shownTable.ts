import { expect, type Locator } from '@playwright/test'

/** A table as a reader sees it: texts by column title, footnote marks left out. */
export interface ShownTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Reads a table on screen. Cells that span columns stand for the first of them. */
export async function readTable(table: Locator): Promise<ShownTable> {
  return table.evaluate((element) => {
    const text = (cell: Element): string => {
      const copy = cell.cloneNode(true) as Element
      for (const mark of copy.querySelectorAll('sup')) mark.remove()
      return copy.textContent.trim()
    }
    const cells = (row: Element): string[] => [...row.querySelectorAll('th, td')].map(text)
    const columns = [...element.querySelectorAll('thead tr')].at(-1)
    return {
      columns: columns ? cells(columns) : [],
      rows: [...element.querySelectorAll('tbody tr:not([aria-hidden])')].map(cells),
    }
  })
}

/** The text in the row that begins with `rowName` (or with several cells in order); columns by title or 0-based. */
export function cellText(table: ShownTable, rowName: string | readonly string[], column: string | number): string {
  const names = typeof rowName === 'string' ? [rowName] : rowName
  const row = table.rows.find((cells) => names.every((name, index) => cells[index] === name))
  const at = typeof column === 'number' ? column : table.columns.indexOf(column)
  if (row === undefined || at < 0) throw new Error(`no cell ${names.join(' ')} × ${column} in ${JSON.stringify(table)}`)
  return row[at] ?? ''
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The number that a text shows, with half a unit of its last place: `−1.23×10⁻⁵` → −1.23e-5 ± 0.005e-5. */
export function shownNumber(text: string): { readonly value: number; readonly halfUnit: number } {
  const [mantissa = '', power = ''] = text
    .replace(/[\u2212]/g, '-')
    .replace(/,/g, '')
    .split('×10')
  const exponent = Array.from(power, (c) => (c === '⁻' ? '-' : String(superscripts.indexOf(c)))).join('')
  const scale = 10 ** Number(exponent || '0')
  const decimals = (mantissa.split('.')[1] ?? '').length
  return { value: Number(mantissa) * scale, halfUnit: 0.5 * 10 ** -decimals * scale }
}

/** Expects the text to be `value` correctly rounded, to at least `significant` figures. */
export function expectShown(text: string, value: number, significant = 3): void {
  const shown = shownNumber(text)
  expect(Math.abs(shown.value - value), `${text} shows ${value}`).toBeLessThanOrEqual(shown.halfUnit * 1.0001)
  const leastFigures = Math.abs(value) * 10 ** (1 - significant)
  expect(shown.halfUnit, `${text} shows ${significant} figures of ${value}`).toBeLessThanOrEqual(leastFigures)
}

/** Reading what a person types or pastes into cells. */

const missingTexts = new Set(['', 'NA', '.', 'NaN', '·'])
const plainNumber = /^[-+\u2212]?(\d+\.?\d*|\.\d+)([eE][-+\u2212]?\d+)?$/
const decimalComma = /^[-+\u2212]?\d*,\d+([eE][-+\u2212]?\d+)?$/
const thousands = /^[-+\u2212]?\d{1,3}(,\d{3})+(\.\d+)?$/

/** What a comma between digits means in a block of cells that came together. */
export type CommaMeaning = 'decimal' | 'thousands' | 'unclear'

export function isMissingText(text: string): boolean {
  return missingTexts.has(text.trim())
}

/** How the commas of a column of texts are meant; `unclear` when all of them could be either (`1,234`). */
export function commaMeaning(texts: readonly string[]): CommaMeaning {
  for (const text of texts) {
    if (!text.includes(',')) continue
    const trimmed = text.trim()
    const asThousands = thousands.test(trimmed)
    const asDecimal = decimalComma.test(trimmed)
    if (asThousands && !asDecimal) return 'thousands'
    if (asDecimal && !asThousands) return 'decimal'
  }
  return texts.some((text) => text.includes('.') && plainNumber.test(text.trim())) ? 'thousands' : 'unclear'
}

/** The number that a text means; NaN for a missing value, null when it is no number. */
export function readNumber(text: string, comma: CommaMeaning = commaMeaning([text])): number | null {
  const trimmed = text.trim()
  if (missingTexts.has(trimmed)) return NaN
  if (plainNumber.test(trimmed)) return finite(trimmed)
  if (comma === 'decimal' && decimalComma.test(trimmed)) return finite(trimmed.replace(',', '.'))
  if (comma === 'thousands' && thousands.test(trimmed)) return finite(trimmed.replaceAll(',', ''))
  return null
}

function finite(text: string): number | null {
  const value = Number(text.replaceAll('\u2212', '-'))
  return Number.isFinite(value) ? value : null
}

/** The level that a text means; null for a missing value. */
export function readLevel(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' || trimmed === 'NA' ? null : trimmed
}

import type { Column, DataTable } from '../contract/columns'

/** A plain comma-separated text as a table, for tests: columns named in `factors` and text columns become factors. */
export function csvTable(text: string, factors: readonly string[] = []): DataTable {
  const lines = text.trim().split(/\r?\n/)
  const cells = lines.map((line) => line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, '')))
  const [names, ...rows] = cells
  const columns = names.map((name, j): Column => {
    const texts = rows.map((row) => row[j])
    const isMissing = (t: string): boolean => t === '' || t === 'NA'
    const isNumeric = texts.every((t) => isMissing(t) || Number.isFinite(Number(t)))
    const base = { id: `c${j}`, name, version: 0 }
    if (isNumeric && !factors.includes(name)) {
      const values = Float64Array.from(texts, (t) => (isMissing(t) ? NaN : Number(t)))
      return { ...base, kind: 'numeric', type: 'continuous', values }
    }
    const distinct = [...new Set(texts.filter((t) => !isMissing(t)))]
    const levels = isNumeric
      ? distinct.sort((a, b) => Number(a) - Number(b))
      : distinct.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    const code = new Map(levels.map((level, c) => [level, c]))
    return { ...base, kind: 'factor', type: 'nominal', levels, codes: Int32Array.from(texts, (t) => code.get(t) ?? -1) }
  })
  return { id: 't', name: 'test', version: 0, nRows: rows.length, columns }
}

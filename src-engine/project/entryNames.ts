import type { NumbersKind } from './binary'

/** Names of the parts of a project file. */
export const entryNames = {
  manifest: 'manifest.json',
  models: 'models.json',
  results: 'results.json',
  report: 'report.json',
  page: 'index.html',
  resultsFolder: 'results',
  table: (position: number): string => `data/${position + 1}.json`,
  tableFolder: (position: number): string => `data/${position + 1}`,
  array: (folder: string, position: number, kind: NumbersKind): string => `${folder}/${position + 1}.${kind}`,
} as const

const known =
  /^(?:manifest\.json|models\.json|results\.json|report\.json|index\.html|data\/[1-9]\d{0,5}\.json|(?:data\/[1-9]\d{0,5}|results)\/[1-9]\d{0,8}\.(?:f64|i32))$/

/** Whether a name is one that a project file may have; others (`../x`, `/etc/x`, `a\b`) are never looked at. */
export function isEntryName(name: string): boolean {
  return known.test(name)
}

/** Kind of numbers that an entry holds by its name. */
export function kindOfEntry(name: string): NumbersKind | null {
  if (!isEntryName(name)) return null
  return name.endsWith('.f64') ? 'f64' : name.endsWith('.i32') ? 'i32' : null
}

/** Positions of tables among these names, ascending. */
export function tablePositions(names: Iterable<string>): number[] {
  const positions: number[] = []
  for (const name of names) {
    const match = /^data\/(\d+)\.json$/.exec(name)
    if (match !== null) positions.push(Number(match[1]) - 1)
  }
  return positions.sort((a, b) => a - b)
}

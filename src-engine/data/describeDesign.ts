import type { Column, DataTable } from '../contract/columns'
import type {
  DesignDescription,
  GroupingCandidate,
  GroupRelation,
  RandomProposal,
  VariableLevel,
} from '../contract/design'
import { isCategorical } from './columns'
import { codeNumbers, compactCodes, countCombinations, crossCodes, type Coded } from './factors'
import { suggestsCode } from './guessType'

/** A factor with many levels is a unit of the study even where its name does not say so. */
const manyLevels = 8

interface Candidate extends GroupingCandidate {
  readonly coded: Coded
}

/**
 * Reads the layout of a table: grouping candidates with their sizes, nesting and crossing between them, the level at
 * which every variable varies, and the random effects that this calls for. Rows with a missing value do not count for
 * the pair of variables concerned.
 */
export function describeDesign(table: DataTable): DesignDescription {
  const candidates = table.columns.flatMap((column): Candidate[] => {
    const candidate = isCategorical(column) ? groupingCandidate(column) : null
    return candidate ? [candidate] : []
  })
  const units = candidates.filter(({ isUnit }) => isUnit)
  const relations = units.flatMap((a, k) => units.slice(k + 1).map((b) => relationOf(a, b)))
  const variables = table.columns.map((column) => variableLevel(column, candidates))
  return {
    candidates: candidates.map(({ coded: _coded, ...candidate }) => candidate),
    relations,
    variables,
    proposals: propose(units, relations, table),
  }
}

function codedOf(column: Column): Coded {
  return column.kind === 'factor' ? compactCodes(column.codes, column.levels, null) : codeNumbers(column.values)
}

/** null where nothing repeats or nothing differs. */
function groupingCandidate(column: Column): Candidate | null {
  const coded = codedOf(column)
  const nLevels = coded.levels.length
  const counts = new Int32Array(nLevels)
  for (const code of coded.codes) if (code >= 0) counts[code]++
  const nPresent = counts.reduce((sum, count) => sum + count, 0)
  if (nLevels < 2 || nPresent < 1.5 * nLevels) return null
  const sorted = counts.slice().sort()
  const rows = { smallest: sorted[0], median: sorted[nLevels >> 1], largest: sorted[nLevels - 1] }
  const isUnit = nLevels > 2 && column.type !== 'ordinal' && (suggestsCode(column.name) || nLevels >= manyLevels)
  return { variable: column.name, nLevels, rows, isUnit, coded }
}

function relationOf(a: Candidate, b: Candidate): GroupRelation {
  const nCombinations = countCombinations(a.coded, b.coded)
  const [inner, outer] = a.nLevels >= b.nLevels ? [a, b] : [b, a]
  const relation = (kind: GroupRelation['kind'], x = inner, y = outer): GroupRelation => ({
    inner: x.variable,
    outer: y.variable,
    kind,
    nCombinations,
  })
  if (nCombinations === inner.nLevels) return relation(inner.nLevels === outer.nLevels ? 'same' : 'nested')
  if (labelsReused(outer, inner, nCombinations)) return relation('labels-reused', outer, inner)
  if (labelsReused(inner, outer, nCombinations)) return relation('labels-reused')
  return relation(nCombinations === inner.nLevels * outer.nLevels ? 'crossed' : 'partly-crossed')
}

/** Short labels (letters, small whole numbers, with a common stem) of which most occur in every outer level, repeatedly. */
function labelsReused(inner: Candidate, outer: Candidate, nCombinations: number): boolean {
  const isShort =
    inner.nLevels <= 40 && inner.coded.levels.every((level) => /^\p{L}{0,12}[ _.-]?(\p{L}|\d{1,2})$/u.test(level))
  const nRows = inner.coded.codes.length
  return isShort && nCombinations >= (inner.nLevels * outer.nLevels) / 2 && nRows >= 2 * nCombinations
}

function variableLevel(column: Column, candidates: readonly Candidate[]): VariableLevel {
  const others = candidates.filter(({ variable }) => variable !== column.name)
  const codes = column.kind === 'factor' ? column.codes : null
  const value = (row: number): number =>
    codes ? (codes[row] < 0 ? NaN : codes[row]) : (column as { values: Float64Array }).values[row]
  const variesWithin: string[] = []
  let level: Candidate | null = null
  for (const candidate of others) {
    if (varies(candidate.coded, value)) variesWithin.push(candidate.variable)
    else if (level === null || candidate.nLevels < level.nLevels) level = candidate
  }
  return { variable: column.name, level: level?.variable ?? null, variesWithin }
}

/** Whether some level has two different values; missing ones do not count. */
function varies({ codes, levels }: Coded, value: (row: number) => number): boolean {
  const first = new Float64Array(levels.length).fill(NaN)
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue
    const seen = first[codes[i]]
    const here = value(i)
    if (here !== here) continue
    if (seen !== seen) first[codes[i]] = here
    else if (seen !== here) return true
  }
  return false
}

/** One intercept per unit, units with reused labels within what they are nested in; outermost groups first. */
function propose(units: readonly Candidate[], relations: readonly GroupRelation[], table: DataTable): RandomProposal[] {
  const redundant = new Set(relations.filter(({ kind }) => kind === 'same').map(({ inner }) => inner))
  // A unit whose labels are nested already stands alone; one that spells out a combination of two others replaces it.
  const nestedByName = (outer: string): boolean => relations.some((r) => r.kind === 'nested' && r.outer === outer)
  const groups = units
    .filter(({ variable }) => !redundant.has(variable))
    .map((unit) => {
      const reused = relations.find((r) => r.kind === 'labels-reused' && r.inner === unit.variable)
      const outer = reused && units.find(({ variable }) => variable === reused.outer)
      if (!outer) return { group: [unit.variable], coded: unit.coded, nLevels: unit.nLevels }
      const present = presentRows(outer.coded, unit.coded)
      const coded = crossCodes(present[0], present[1])
      return { group: [outer.variable, unit.variable], coded, nLevels: coded.levels.length }
    })
    .filter(({ group, nLevels }) => group.length === 1 || !isSpelledOut(group, nLevels, units, nestedByName))
  return groups
    .filter(({ nLevels }) => nLevels < table.nRows)
    .sort((a, b) => a.nLevels - b.nLevels)
    .map(({ group, coded, nLevels }) => ({ group, nLevels, possibleSlopes: slopesFor(group, coded, table) }))
}

function presentRows(a: Coded, b: Coded): [Coded, Coded] {
  const rows: number[] = []
  for (let i = 0; i < a.codes.length; i++) if (a.codes[i] >= 0 && b.codes[i] >= 0) rows.push(i)
  const at = Int32Array.from(rows)
  return [compactCodes(a.codes, a.levels, at), compactCodes(b.codes, b.levels, at)]
}

/** Whether another unit has exactly the levels of a combination: `sample` for `batch:cask`. */
function isSpelledOut(
  group: readonly string[],
  nLevels: number,
  units: readonly Candidate[],
  isOuter: (variable: string) => boolean,
): boolean {
  return group.every(isOuter) && units.some((unit) => !group.includes(unit.variable) && unit.nLevels === nLevels)
}

/** Variables that vary within most groups that have more rows than a slope and an intercept need. */
function slopesFor(group: readonly string[], { codes, levels }: Coded, table: DataTable): string[] {
  if (codes.length !== table.nRows || table.nRows < 3 * levels.length) return []
  return table.columns.flatMap((column) => {
    if (group.includes(column.name) || column.type === 'identifier') return []
    if (isCategorical(column) && (column.kind !== 'factor' || column.levels.length > 6 || suggestsCode(column.name)))
      return []
    return shareVarying(column, codes, levels.length) >= 0.5 ? [column.name] : []
  })
}

/** Share of groups in which a column has at least two different values. */
function shareVarying(column: Column, codes: Int32Array, nLevels: number): number {
  const first = new Float64Array(nLevels).fill(NaN)
  const differs = new Uint8Array(nLevels)
  for (let i = 0; i < codes.length; i++) {
    const here = column.kind === 'factor' ? (column.codes[i] < 0 ? NaN : column.codes[i]) : column.values[i]
    if (here !== here || codes[i] < 0) continue
    const seen = first[codes[i]]
    if (seen !== seen) first[codes[i]] = here
    else if (seen !== here) differs[codes[i]] = 1
  }
  return differs.reduce((sum, flag) => sum + flag, 0) / nLevels
}

import type { DataTable } from '../../contract/columns'
import type { CodingNote } from '../../contract/fitResult'
import type { ModelSpec } from '../../contract/modelSpec'
import { findColumn, isCategorical } from '../../data/columns'
import {
  expandFormula,
  parseFormula,
  variablesOf,
  variablesOfTerm,
  type Expr,
  type ExpandedFormula,
} from '../../formula'
import { referenceIndex } from '../../model/contrasts'
import { FrameData } from '../../model/frameData'
import { selectRows } from '../../model/selectRows'
import { fullCoding } from '../../model/termCoding'
import { isConstantWithin } from '../../model/withinVariation'
import { productsOf, SumLetters, type FactorLevels, type Product } from './atoms'

/** A grouping factor and its random effects. */
export interface Grouping {
  readonly label: string
  readonly names: readonly string[]
  /** Letter of its random effects: u, v, w … */
  readonly symbol: string
  /** Letter that counts its levels: j, k, l … */
  readonly letter: string
  /** Effects in order; those of one `block` are correlated. */
  readonly effects: readonly { readonly product: Product; readonly block: number }[]
}

/** What equations are written from: columns, grouping factors, and the level at which each variable varies. */
export interface Structure {
  readonly outcome: Expr
  readonly fixed: readonly Product[]
  readonly offsets: readonly Expr[]
  /** Innermost first. */
  readonly groups: readonly Grouping[]
  /** Whether each grouping factor is nested in the next, so that there is a level for each. */
  readonly nested: boolean
  /** Index into `groups` of the outermost factor within whose levels a variable is constant; −1 where it varies in all. */
  readonly levelOf: (variables: readonly string[]) => number
}

const symbols = ['u', 'v', 'w', 'r', 's', 't']
const letters = ['j', 'k', 'l', 'm', 'n', 'q']

/** Takes a spec apart; null where its formula cannot be read or has no outcome. Without a table, every variable counts as numeric. */
export function readStructure(
  spec: ModelSpec,
  table: DataTable | null,
  notes: readonly CodingNote[],
): Structure | null {
  const read = parseFormula(spec.formula)
  if (!read.ok) return null
  const formula = expandFormula(read.formula)
  if (formula.outcome === null) return null
  const data = table === null ? null : frameOf(spec, table, formula)
  const levelsOf = (name: string): FactorLevels | null => factorLevels(spec, data, notes, name)
  const sums = new SumLetters()
  const isFactor = (factor: Expr): boolean => factor.kind === 'name' && levelsOf(factor.name) !== null
  const columns = (terms: ExpandedFormula['terms'], intercept: boolean): Product[] => {
    const full = fullCoding(terms, intercept, isFactor)
    return [
      ...(intercept ? [{ atoms: [] }] : []),
      ...terms.flatMap((term, t) => productsOf(term, full[t], levelsOf, sums)),
    ]
  }
  const byLabel = new Map<string, { names: readonly string[]; effects: { product: Product; block: number }[] }>()
  formula.random.forEach(({ label, group, intercept, terms, correlated }, position) => {
    const entry = byLabel.get(label) ?? { names: group, effects: [] }
    byLabel.set(label, entry)
    columns(terms, intercept).forEach((product, j) =>
      entry.effects.push({ product, block: correlated ? position * 1000 : position * 1000 + j }),
    )
  })
  const order = nestingOrder(
    [...byLabel.values()].map(({ names }) => names),
    data,
  )
  const entries = [...byLabel]
  const groups = order.sequence.map((from, position): Grouping => {
    const [label, { names, effects }] = entries[from]
    return { label, names, effects, symbol: at(symbols, position), letter: at(letters, position) }
  })
  return {
    outcome: formula.outcome,
    fixed: columns(formula.terms, formula.intercept),
    offsets: formula.offsets,
    groups,
    nested: order.nested,
    levelOf: (variables) => levelOfVariables(variables, groups, data),
  }
}

function at(names: readonly string[], position: number): string {
  return position < names.length ? names[position] : `${names[names.length - 1]}_{${position}}`
}

/** The rows used; null where the table lacks a variable or no row is complete. */
function frameOf(spec: ModelSpec, table: DataTable, formula: ExpandedFormula): FrameData | null {
  const names = new Set([
    ...(formula.outcome === null ? [] : variablesOf(formula.outcome)),
    ...formula.terms.flatMap(variablesOfTerm),
    ...formula.offsets.flatMap(variablesOf),
    ...formula.random.flatMap(({ group, terms }) => [...group, ...terms.flatMap(variablesOfTerm)]),
    ...[spec.weights, spec.offset, spec.trials].flatMap((name) => name ?? []),
  ])
  if ([...names].some((name) => findColumn(table, name) === undefined)) return null
  const data = new FrameData(table, selectRows(table, [...names], spec.weights).rows)
  return data.n === 0 ? null : data
}

function factorLevels(
  spec: ModelSpec,
  data: FrameData | null,
  notes: readonly CodingNote[],
  name: string,
): FactorLevels | null {
  const note = notes.find(({ variable }) => variable === name)
  if (note !== undefined) return note
  if (data === null || !isCategorical(data.column(name))) return null
  const { levels } = data.factor(name)
  const coding = spec.contrastsOf?.[name] ?? spec.contrasts
  const chosen = spec.references?.[name] ?? data.column(name).reference
  return { levels, coding, reference: levels[referenceIndex(levels, coding, chosen)] }
}

/** Innermost first where each factor is nested in the next, by its names or by the data; otherwise in order of appearance. */
function nestingOrder(
  groups: readonly (readonly string[])[],
  data: FrameData | null,
): { sequence: readonly number[]; nested: boolean } {
  const inside = (inner: readonly string[], outer: readonly string[]): boolean => {
    if (outer.every((name) => inner.includes(name))) return true
    if (data === null) return false
    const { codes, levels } = data.group(inner)
    return isConstantWithin(codes, levels.length, data.group(outer).codes)
  }
  const appearance = groups.map((_, i) => i)
  const sequence = [...appearance].sort((a, b) => {
    const first = inside(groups[a], groups[b])
    const second = inside(groups[b], groups[a])
    return first === second ? a - b : first ? -1 : 1
  })
  const nested = sequence.every((from, i) => i === 0 || inside(groups[sequence[i - 1]], groups[from]))
  return nested ? { sequence, nested } : { sequence: appearance, nested }
}

function levelOfVariables(variables: readonly string[], groups: readonly Grouping[], data: FrameData | null): number {
  for (let g = groups.length - 1; g >= 0; g--) {
    const { names } = groups[g]
    const isConstant = variables.every(
      (variable) => names.includes(variable) || isConstantInside(variable, names, data),
    )
    if (isConstant && variables.length > 0) return g
  }
  return -1
}

function isConstantInside(variable: string, names: readonly string[], data: FrameData | null): boolean {
  if (data === null) return false
  const { codes, levels } = data.group(names)
  const values = isCategorical(data.column(variable)) ? data.factor(variable).codes : data.numbers(variable)
  return isConstantWithin(codes, levels.length, values)
}

/** Tells products apart. */
export function keyOf({ atoms }: Product): string {
  return atoms.map(({ key }) => key).join('\n')
}

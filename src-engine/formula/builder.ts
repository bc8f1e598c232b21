import type { FormulaAst } from './ast'
import { expandFormula } from './expand'
import { printExpr } from './print'

/** A formula as the model builder shows it: plain lists instead of a tree. */
export interface BuilderRandom {
  /** Names of the grouping variables, outermost first: `['batch', 'cask']` for cask within batch. */
  readonly group: readonly string[]
  /** The grouping factor itself, the last of `group`. */
  readonly factor: string
  /** What it is nested within, outermost first; empty when it stands alone. */
  readonly nestedWithin: readonly string[]
  /** `batch:cask`. */
  readonly label: string
  readonly intercept: boolean
  /** Canonical texts of the varying terms. */
  readonly slopes: readonly string[]
  readonly correlated: boolean
}

export interface BuilderView {
  /** Canonical text; null while none is chosen. */
  readonly outcome: string | null
  readonly intercept: boolean
  /** Canonical texts of the expanded terms, in order. */
  readonly fixed: readonly string[]
  readonly offsets: readonly string[]
  /** One entry per grouping factor; the index is what the editing functions take. */
  readonly random: readonly BuilderRandom[]
}

export function readBuilder(ast: FormulaAst): BuilderView {
  const expanded = expandFormula(ast)
  return {
    outcome: expanded.outcome && printExpr(expanded.outcome),
    intercept: expanded.intercept,
    fixed: expanded.terms.map((term) => term.label),
    offsets: expanded.offsets.map(printExpr),
    random: expanded.random.map(({ group, label, intercept, terms, correlated }) => ({
      group,
      factor: group[group.length - 1],
      nestedWithin: group.slice(0, -1),
      label,
      intercept,
      slopes: terms.map((term) => term.label),
      correlated,
    })),
  }
}

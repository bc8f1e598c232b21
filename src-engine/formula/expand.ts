import type { Expr, FormulaAst } from './ast'
import { expandGrouping, expandSum, type Term } from './terms'

export interface ExpandedRandom {
  /** Index into `FormulaAst.random`; `(x | a/b)` gives two terms of one node. */
  readonly node: number
  /** Names of the grouping variables, outermost first. */
  readonly group: readonly string[]
  /** `batch:cask`. */
  readonly label: string
  readonly intercept: boolean
  readonly terms: readonly Term[]
  /** false: `||`, all covariances of the term are zero. */
  readonly correlated: boolean
}

export interface ExpandedFormula {
  readonly outcome: Expr | null
  readonly intercept: boolean
  /** By order of interaction, then by appearance. */
  readonly terms: readonly Term[]
  readonly offsets: readonly Expr[]
  readonly random: readonly ExpandedRandom[]
}

/** Writes out what a formula abbreviates: `a * b`, `(a + b)^2`, `a/b`, `- a:b`, `(x | a/b)`. */
export function expandFormula(ast: FormulaAst): ExpandedFormula {
  const { intercept, terms, offsets } = expandSum(ast.fixed)
  const random = ast.random.flatMap((node, index) => {
    const effects = expandSum(node.effects)
    return expandGrouping(node.grouping).map((group) => ({
      node: index,
      group,
      label: group.join(':'),
      intercept: effects.intercept,
      terms: effects.terms,
      correlated: node.correlated,
    }))
  })
  return { outcome: ast.outcome, intercept, terms, offsets, random }
}

/** Names of the columns that an expression reads, in order of appearance. */
export function variablesOf(expr: Expr): readonly string[] {
  const names = new Set<string>()
  const walk = (node: Expr): void => {
    switch (node.kind) {
      case 'name':
        names.add(node.name)
        break
      case 'minus':
        walk(node.operand)
        break
      case 'binary':
        walk(node.left)
        walk(node.right)
        break
      case 'call':
        node.args.forEach(walk)
        break
      case 'number':
        break
    }
  }
  walk(expr)
  return [...names]
}

/** Names of the columns that a term reads. */
export function variablesOfTerm(term: Term): readonly string[] {
  return [...new Set(term.factors.flatMap(variablesOf))]
}

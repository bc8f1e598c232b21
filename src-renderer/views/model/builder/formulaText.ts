import {
  displayExpr,
  emptyFormula,
  expandFormula,
  parseFormula,
  printFormula,
  readBuilder,
  variablesOf,
  type BuilderView,
  type FormulaAst,
  type FormulaProblem,
} from '../../../../src-engine/formula'

/** A formula's text as the builder works with it. */
export interface FormulaReading {
  /** What the text says; where it cannot be read, what the fallback says. */
  readonly ast: FormulaAst
  readonly view: BuilderView
  /** What is wrong with the text; an empty text is no mistake while a model is being begun. */
  readonly problem: FormulaProblem | null
}

/** Reads a formula's text; `fallback` stands in for a text that cannot be read. */
export function readFormula(text: string, fallback = ''): FormulaReading {
  const read = parseFormula(text)
  if (read.ok) return { ast: read.formula, view: readBuilder(read.formula), problem: null }
  const instead = fallback === text ? null : parseFormula(fallback)
  const ast = instead?.ok === true ? instead.formula : emptyFormula
  return { ast, view: readBuilder(ast), problem: read.problem.code === 'formula-empty' ? null : read.problem }
}

/** The text after an editing step. */
export function editFormula(text: string, edit: (ast: FormulaAst) => FormulaAst): string {
  return printFormula(edit(readFormula(text).ast))
}

/** Names of the columns that a term's text reads. */
export function variablesOfText(term: string): readonly string[] {
  const read = parseFormula(`~ ${term}`)
  return read.ok ? [...new Set(read.formula.fixed.flatMap(({ expr }) => variablesOf(expr)))] : []
}

/** A term as a person reads it: `Days × sex`; a name that a formula has to backquote stands without. */
export function termTitle(term: string): string {
  const read = parseFormula(`~ ${term}`)
  if (!read.ok) return term
  const factors = expandFormula(read.formula).terms[0]?.factors ?? []
  return factors.length === 0 ? term : factors.map(displayExpr).join(' × ')
}

export type Role = 'outcome' | 'fixed' | 'group' | 'slope'

/** What each variable does in a model. */
export function rolesOf(view: BuilderView): ReadonlyMap<string, ReadonlySet<Role>> {
  const roles = new Map<string, Set<Role>>()
  const note = (names: readonly string[], role: Role) => {
    for (const name of names) roles.set(name, (roles.get(name) ?? new Set()).add(role))
  }
  if (view.outcome !== null) note(variablesOfText(view.outcome), 'outcome')
  for (const term of view.fixed) note(variablesOfText(term), 'fixed')
  for (const random of view.random) {
    note(random.group, 'group')
    for (const slope of random.slopes) note(variablesOfText(slope), 'slope')
  }
  return roles
}

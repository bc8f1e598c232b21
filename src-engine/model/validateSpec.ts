import type { Column, DataTable } from '../contract/columns'
import type { Link, ModelSpec } from '../contract/modelSpec'
import type { Mend, SpecPlace, SpecProblem } from '../contract/problems'
import { countMissing, findColumn, isCategorical } from '../data/columns'
import { codeNumbers } from '../data/factors'
import type { Expr, FormulaAst, NameNode } from '../formula/ast'
import { expandFormula, variablesOf, variablesOfTerm, type ExpandedFormula } from '../formula/expand'
import { removeRandomTerm, removeVariable, renameVariable, setSlopes } from '../formula/edit'
import { parseFormula } from '../formula/parse'
import { printExpr, printFormula } from '../formula/print'
import { nearestName } from './nearestName'
import { mend, specProblem } from './problem'

/** A spec whose formula can be read and whose names and types fit the table; what remains to be checked is in the rows. */
export interface ReadSpec {
  readonly ast: FormulaAst
  readonly expanded: ExpandedFormula
  readonly outcome: Expr
  /** All columns that the model reads, in order of appearance; weights, offset and trials last. */
  readonly variables: readonly string[]
}

/** What a user can mend in a spec before any row is looked at: syntax, names, types, options. Empty when all is well. */
export function validateSpec(spec: ModelSpec, table: DataTable): readonly SpecProblem[] {
  return readSpec(spec, table).problems
}

/** `read` is null when a problem stands in the way of a frame. An unsupported family alone does not. */
export function readSpec(
  spec: ModelSpec,
  table: DataTable,
): { read: ReadSpec | null; problems: readonly SpecProblem[] } {
  const parsed = parseFormula(spec.formula)
  if (!parsed.ok) {
    const { code, params, start, end } = parsed.problem
    const mends = code === 'unknown-function' ? factorMends(spec.formula, params, start, end, table) : []
    return { read: null, problems: [{ code, place: { at: 'formula', start, end }, params, mends }] }
  }
  const ast = parsed.formula
  const expanded = expandFormula(ast)
  const unknown = [...unknownNames(ast, table), ...unknownColumns(spec, table)]
  const blocking = [...unknown, ...levelProblems(spec)]
  if (expanded.outcome === null) blocking.unshift(specProblem('formula-no-outcome', { at: 'outcome' }, {}))
  if (unknown.length === 0)
    blocking.push(
      ...outcomeProblems(spec, expanded, table),
      ...predictorProblems(expanded, table),
      ...groupingProblems(expanded, table),
      ...outcomeAmongPredictors(ast, expanded),
      ...overlaps(ast, expanded),
      ...columnProblems(spec, table),
    )
  const problems = [...blocking, ...familyProblems(spec)]
  if (blocking.length > 0 || expanded.outcome === null) return { read: null, problems }
  return { read: { ast, expanded, outcome: expanded.outcome, variables: usedVariables(spec, expanded) }, problems }
}

function usedVariables(spec: ModelSpec, expanded: ExpandedFormula): string[] {
  const names = new Set<string>(expanded.outcome ? variablesOf(expanded.outcome) : [])
  const add = (list: readonly string[]): void => list.forEach((name) => names.add(name))
  for (const term of expanded.terms) add(variablesOfTerm(term))
  for (const offset of expanded.offsets) add(variablesOf(offset))
  for (const random of expanded.random) {
    for (const term of random.terms) add(variablesOfTerm(term))
    add(random.group)
  }
  add([spec.weights, spec.offset, spec.trials].filter((name) => name !== undefined))
  return [...names]
}

/** Every name of the formula with its place. */
function nameNodes(ast: FormulaAst): NameNode[] {
  const nodes: NameNode[] = []
  const walk = (expr: Expr): void => {
    if (expr.kind === 'name') nodes.push(expr)
    else if (expr.kind === 'minus') walk(expr.operand)
    else if (expr.kind === 'call') expr.args.forEach(walk)
    else if (expr.kind === 'binary') [expr.left, expr.right].forEach(walk)
  }
  if (ast.outcome) walk(ast.outcome)
  for (const { expr } of ast.fixed) walk(expr)
  for (const { effects, grouping } of ast.random) {
    for (const { expr } of effects) walk(expr)
    walk(grouping)
  }
  return nodes
}

function unknownNames(ast: FormulaAst, table: DataTable): SpecProblem[] {
  const seen = new Set<string>()
  return nameNodes(ast).flatMap(({ name, span }) => {
    if (seen.has(name) || findColumn(table, name)) return []
    seen.add(name)
    return [
      unknownVariable(name, span ? { at: 'formula', ...span } : { at: 'formula' }, table, (suggestion) =>
        printFormula(renameVariable(ast, name, suggestion)),
      ),
    ]
  })
}

function unknownColumns(spec: ModelSpec, table: DataTable): SpecProblem[] {
  return (['weights', 'offset', 'trials'] as const).flatMap((at) => {
    const name = spec[at]
    return name === undefined || findColumn(table, name) ? [] : [unknownVariable(name, { at }, table)]
  })
}

function unknownVariable(
  variable: string,
  place: SpecPlace,
  table: DataTable,
  formulaWith?: (suggestion: string) => string,
): SpecProblem {
  const suggestion = nearestName(
    variable,
    table.columns.map((column) => column.name),
  )
  if (suggestion === null) return specProblem('unknown-variable', place, { variable })
  const mends = [mend('use-name', { variable, suggestion }, formulaWith?.(suggestion))]
  return specProblem('unknown-variable', place, { variable, suggestion }, mends)
}

/** `factor(x)` of R: make the variable a factor and name it alone. */
function factorMends(
  formula: string,
  params: Readonly<Record<string, string | number>>,
  start: number,
  end: number,
  table: DataTable,
): Mend[] {
  const variable = String(params.argument)
  if (!['factor', 'as.factor', 'C', 'ordered'].includes(String(params.name)) || !findColumn(table, variable)) return []
  const plain = parseFormula(formula.slice(0, start) + printExpr({ kind: 'name', name: variable }) + formula.slice(end))
  return plain.ok ? [mend('make-factor', { variable }, printFormula(plain.formula))] : []
}

function levelProblems(spec: ModelSpec): SpecProblem[] {
  return spec.level > 0 && spec.level < 1 ? [] : [specProblem('level-invalid', { at: 'level' }, { level: spec.level })]
}

const identity: Link = 'identity'

function familyProblems({ family, link }: ModelSpec): SpecProblem[] {
  if (family !== 'gaussian') return [specProblem('unsupported-family', { at: 'family' }, { family })]
  return link === identity ? [] : [specProblem('unsupported-family', { at: 'family' }, { family, link })]
}

function looksNumeric(column: Column): boolean {
  return (
    column.kind === 'factor' && column.levels.every((level) => level.trim() !== '' && Number.isFinite(Number(level)))
  )
}

function continuousMends(column: Column): Mend[] {
  return looksNumeric(column) ? [mend('make-continuous', { variable: column.name })] : []
}

function outcomeProblems(spec: ModelSpec, { outcome }: ExpandedFormula, table: DataTable): SpecProblem[] {
  if (outcome === null) return []
  return variablesOf(outcome).flatMap((name) => {
    const column = findColumn(table, name)!
    if (column.kind === 'numeric') return []
    const isBinary = spec.family === 'binomial' && outcome.kind === 'name' && column.levels.length === 2
    return isBinary || column.levels.length === 0
      ? []
      : [
          specProblem(
            'outcome-not-numeric',
            { at: 'outcome' },
            { variable: name, nLevels: column.levels.length },
            continuousMends(column),
          ),
        ]
  })
}

/** Variables inside functions and arithmetic are numbers; plain ones are coded by their type. */
function predictorProblems({ terms, offsets, random }: ExpandedFormula, table: DataTable): SpecProblem[] {
  const seen = new Set<string>()
  const check = (expr: Expr, place: SpecPlace): SpecProblem[] =>
    variablesOf(expr).flatMap((variable) => {
      const column = findColumn(table, variable)!
      if (column.kind === 'numeric' || column.levels.length === 0 || seen.has(variable)) return []
      seen.add(variable)
      const callee = expr.kind === 'call' ? expr.callee : undefined
      return [
        specProblem(
          'not-numeric',
          place,
          callee === undefined ? { variable } : { variable, function: callee },
          continuousMends(column),
        ),
      ]
    })
  return [
    ...terms.flatMap((term) => term.factors.filter(isComposed).flatMap((factor) => check(factor, { at: 'fixed' }))),
    ...offsets.flatMap((offset) => check(offset, { at: 'offset' })),
    ...random.flatMap(({ label, terms: effects }) =>
      effects.flatMap((term) =>
        term.factors.filter(isComposed).flatMap((f) => check(f, { at: 'random', group: label })),
      ),
    ),
  ]
}

function isComposed(factor: Expr): boolean {
  return factor.kind !== 'name'
}

/** A continuous column groups rows only by whole numbers; others would make nearly every row a group of its own. */
function groupingProblems({ random }: ExpandedFormula, table: DataTable): SpecProblem[] {
  const names = new Set(random.flatMap(({ group }) => group))
  return [...names].flatMap((variable) => {
    const column = findColumn(table, variable)!
    if (isCategorical(column) || column.kind === 'factor' || column.values.every((x) => x !== x || Number.isInteger(x)))
      return []
    const nDistinct = codeNumbers(column.values).levels.length
    const group = random.find((term) => term.group.includes(variable))!.label
    return [
      specProblem('grouping-continuous', { at: 'random', group }, { variable, nDistinct }, [
        mend('make-factor', { variable }),
      ]),
    ]
  })
}

/** The outcome as a predictor, a slope or a grouping factor of itself. */
function outcomeAmongPredictors(ast: FormulaAst, expanded: ExpandedFormula): SpecProblem[] {
  const { outcome, terms, random } = expanded
  if (outcome === null) return []
  const text = printExpr(outcome)
  const uses = (factors: readonly Expr[]): boolean => factors.some((factor) => printExpr(factor) === text)
  const problems: SpecProblem[] = []
  if (terms.some((term) => uses(term.factors))) {
    const without = outcome.kind === 'name' ? printFormula(removeVariable(ast, outcome.name)) : undefined
    problems.push(
      specProblem('outcome-in-predictors', { at: 'fixed' }, { variable: text }, [
        mend('drop-fixed-term', { term: text }, without),
      ]),
    )
  }
  random.forEach(({ label, group, terms: slopes }, index) => {
    const place: SpecPlace = { at: 'random', group: label }
    if (outcome.kind === 'name' && group.includes(outcome.name)) {
      const without = mend('drop-random-term', { group: label }, printFormula(removeRandomTerm(ast, index)))
      problems.push(specProblem('outcome-in-predictors', place, { variable: text }, [without]))
    } else if (slopes.some((term) => uses(term.factors))) {
      const kept = slopes.filter((term) => !uses(term.factors)).map((term) => term.label)
      const without = mend('drop-slope', { group: label, term: text }, printFormula(setSlopes(ast, index, kept)))
      problems.push(specProblem('outcome-in-predictors', place, { variable: text }, [without]))
    }
  })
  return problems
}

/** The same effect of the same group in two random terms: their variances add up to one that can be estimated. */
function overlaps(ast: FormulaAst, { random }: ExpandedFormula): SpecProblem[] {
  const seen = new Set<string>()
  return random.flatMap(({ group, label, intercept, terms }, index) => {
    const effects = [...(intercept ? ['(Intercept)'] : []), ...terms.map((term) => term.name)]
    const keyOf = (effect: string): string => [...group].sort().join('\n') + '\n\n' + effect
    const repeated = effects.find((effect) => seen.has(keyOf(effect)))
    for (const effect of effects) seen.add(keyOf(effect))
    if (repeated === undefined) return []
    const without = mend('drop-random-term', { group: label }, printFormula(removeRandomTerm(ast, index)))
    return [
      specProblem('random-terms-overlap', { at: 'random', group: label }, { group: label, term: repeated }, [without]),
    ]
  })
}

function columnProblems(spec: ModelSpec, table: DataTable): SpecProblem[] {
  const problems: SpecProblem[] = []
  const notNumeric = (name: string | undefined): boolean => {
    const column = name === undefined ? undefined : findColumn(table, name)
    return column?.kind === 'factor' && countMissing(column) < column.codes.length
  }
  if (spec.weights !== undefined && notNumeric(spec.weights))
    problems.push(specProblem('weights-invalid', { at: 'weights' }, { variable: spec.weights }))
  if (spec.offset !== undefined && notNumeric(spec.offset))
    problems.push(specProblem('offset-invalid', { at: 'offset' }, { variable: spec.offset }))
  if (spec.trials !== undefined && notNumeric(spec.trials))
    problems.push(specProblem('trials-invalid', { at: 'trials' }, { variable: spec.trials }))
  return problems
}

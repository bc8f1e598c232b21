import type { Expr, FormulaAst, NameNode, RandomNode, Summand } from './ast'
import { expandFormula, variablesOfTerm } from './expand'
import { parseTerms } from './parse'
import { printExpr, printSummands } from './print'
import { expandSum, type Term } from './terms'

/**
 * Changes of a formula by pointing: each function returns a new formula. Variables are given by column name, terms
 * as formula text (canonical or not); a text that is no term is a bug of the caller and throws.
 */

const intercept: Summand = { sign: '+', expr: { kind: 'number', value: 1 } }
const noIntercept: Summand = { sign: '+', expr: { kind: 'number', value: 0 } }

function nameNode(name: string): NameNode {
  return { kind: 'name', name }
}

function readTerms(text: string): readonly Summand[] {
  const read = parseTerms(text)
  if (!read.ok) throw new Error(`not a term: ${text}`)
  return read.terms
}

/** The set of factors, whatever their order: `a:b` and `b:a` are one term. */
function termKey(term: Term): string {
  return term.factors.map(printExpr).sort().join('\n')
}

function product(factors: readonly Expr[]): Expr {
  return factors.slice(1).reduce<Expr>((left, right) => ({ kind: 'binary', op: ':', left, right }), factors[0])
}

/** Puts a variable in the place of the outcome; null clears it. It leaves the predictors if it was among them. */
export function setOutcome(ast: FormulaAst, variable: string | null): FormulaAst {
  if (variable === null) return { ...ast, outcome: null }
  return { ...removeVariable(ast, variable), outcome: nameNode(variable) }
}

/** Adds a term (or a sum of terms) that is not there yet. */
export function addFixedTerm(ast: FormulaAst, term: string): FormulaAst {
  const present = new Set(expandFormula(ast).terms.map(termKey))
  const isNew = ({ expr }: Summand): boolean =>
    expandSum([{ sign: '+', expr }]).terms.some((candidate) => !present.has(termKey(candidate)))
  const added = readTerms(term).filter((summand) =>
    summand.expr.kind === 'call' && summand.expr.callee === 'offset' ? true : isNew(summand),
  )
  if (added.length === 0) return ast
  const isPlainIntercept = ast.fixed.length === 1 && ast.fixed[0].sign === '+' && isNumber(ast.fixed[0], 1)
  return { ...ast, fixed: [...(isPlainIntercept ? [] : ast.fixed), ...added] }
}

function isNumber(summand: Summand, value: number): boolean {
  return summand.expr.kind === 'number' && summand.expr.value === value
}

function dropTerms(summands: readonly Summand[], drop: (term: Term) => boolean): readonly Summand[] {
  return summands.flatMap((summand) => {
    if (summand.sign === '-' || summand.expr.kind === 'number') return [summand]
    const { terms, intercept: hasIntercept } = expandSum([summand])
    if (!terms.some(drop)) return [summand]
    const kept: Summand[] = terms
      .filter((term) => !drop(term))
      .map((term) => ({ sign: '+', expr: product(term.factors) }))
    return hasIntercept ? kept : [...kept, noIntercept]
  })
}

/** Takes a term out. Interactions that contain it stay, as in R. */
export function removeFixedTerm(ast: FormulaAst, term: string): FormulaAst {
  const keys = new Set(expandSum(readTerms(term)).terms.map(termKey))
  return { ...ast, fixed: dropTerms(ast.fixed, (candidate) => keys.has(termKey(candidate))) }
}

/** Takes a variable out of the fixed part with everything made of it, its interactions included. */
export function removeVariable(ast: FormulaAst, variable: string): FormulaAst {
  const uses = (term: Term): boolean => variablesOfTerm(term).includes(variable)
  const fixed = dropTerms(ast.fixed, uses).filter(
    ({ sign, expr }) => sign === '+' || !expandSum([{ sign: '+', expr }]).terms.every(uses) || expr.kind === 'number',
  )
  return { ...ast, fixed }
}

/** Above this many, "every combination" is no longer a model; `addInteractions` then adds all pairs. */
const maxAllWay = 8

/** Adds the chosen terms and their interactions: all pairs, or every combination. */
export function addInteractions(ast: FormulaAst, terms: readonly string[], order: 'two-way' | 'all-way'): FormulaAst {
  const factors = expandSum(terms.flatMap(readTerms)).terms.flatMap((term) => term.factors)
  const distinct = [...new Map(factors.map((factor) => [printExpr(factor), factor])).values()]
  const largest = order === 'all-way' && distinct.length <= maxAllWay ? distinct.length : 2
  const sets: Expr[][] = distinct.map((factor) => [factor])
  for (let size = 2, from = 0; size <= largest; size++) {
    const to = sets.length
    for (const set of sets.slice(from, to)) {
      const next = distinct.indexOf(set[set.length - 1]) + 1
      for (const factor of distinct.slice(next)) sets.push([...set, factor])
    }
    from = to
  }
  const sum = sets.map((set): Summand => ({ sign: '+', expr: product(set) }))
  return sum.length === 0 ? ast : addFixedTerm(ast, printSummands(sum))
}

/** Puts the fixed intercept in or takes it out. */
export function setIntercept(ast: FormulaAst, present: boolean): FormulaAst {
  if (expandFormula(ast).intercept === present) return ast
  const terms = ast.fixed.filter(({ expr }) => expr.kind !== 'number')
  if (present && terms.length > 0 && expandSum(terms).intercept) return { ...ast, fixed: terms }
  const number = present ? intercept : noIntercept
  const leading = [number, ...terms]
  return { ...ast, fixed: expandSum(leading).intercept === present ? leading : [...terms, number] }
}

export function toggleIntercept(ast: FormulaAst): FormulaAst {
  return setIntercept(ast, !expandFormula(ast).intercept)
}

function sameGroup(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n')
}

function grouping(names: readonly string[]): Expr {
  return product(names.map(nameNode))
}

/** Adds `(1 | group)`, or the group within others (outermost first) together with these, where they are not in yet. */
export function addRandomTerm(ast: FormulaAst, group: string, within: readonly string[] = []): FormulaAst {
  const effects = [intercept]
  const term = (names: readonly string[]): RandomNode => ({ effects, grouping: grouping(names), correlated: true })
  if (within.length === 0) return { ...ast, random: [...ast.random, term([group])] }
  if (expandFormula(ast).random.some((present) => sameGroup(present.group, within)))
    return { ...ast, random: [...ast.random, term([...within, group])] }
  const nested: Expr = { kind: 'binary', op: '/', left: grouping(within), right: nameNode(group) }
  return { ...ast, random: [...ast.random, { effects, grouping: nested, correlated: true }] }
}

/** One node per grouping factor, so that indices are those of `readBuilder(ast).random`. */
function separated(ast: FormulaAst): readonly RandomNode[] {
  const { random } = expandFormula(ast)
  return random.map(({ node, group }) => {
    const source = ast.random[node]
    const isShared = random.filter((other) => other.node === node).length > 1
    return isShared ? { effects: source.effects, grouping: grouping(group), correlated: source.correlated } : source
  })
}

/** Splits `(x | a/b)` only when one of its parts changes. */
function changeRandom(ast: FormulaAst, index: number, change: (node: RandomNode) => readonly RandomNode[]): FormulaAst {
  const { random } = expandFormula(ast)
  const touched = random.at(index)?.node
  if (touched === undefined) return ast
  const parts = separated(ast)
  const out: RandomNode[] = []
  ast.random.forEach((node, i) => {
    if (i !== touched) out.push(node)
    else
      random.forEach((term, k) => {
        if (term.node === i) out.push(...(k === index ? change(parts[k]) : [parts[k]]))
      })
  })
  return { ...ast, random: out }
}

/** Takes out the random term at `index` of `readBuilder(ast).random`. */
export function removeRandomTerm(ast: FormulaAst, index: number): FormulaAst {
  return changeRandom(ast, index, () => [])
}

/** Sets which terms vary over the groups. Without slopes the intercept stays: a term holds at least one effect. */
export function setSlopes(
  ast: FormulaAst,
  index: number,
  slopes: readonly string[],
  withIntercept?: boolean,
): FormulaAst {
  return changeRandom(ast, index, (node) => {
    const has = withIntercept ?? expandSum(node.effects).intercept
    const terms = slopes.flatMap(readTerms).filter(({ expr }) => expr.kind !== 'number')
    const effects = [has || terms.length === 0 ? intercept : noIntercept, ...terms]
    return [{ effects, grouping: node.grouping, correlated: node.correlated || effects.length === 1 }]
  })
}

/** Puts the random intercept of a term in or takes it out; it stays where it is the only effect. */
export function setRandomIntercept(ast: FormulaAst, index: number, present: boolean): FormulaAst {
  const term = expandFormula(ast).random.at(index)
  return term === undefined
    ? ast
    : setSlopes(
        ast,
        index,
        term.terms.map(({ label }) => label),
        present,
      )
}

/** Correlated (`|`) or with all covariances zero (`||`). */
export function setCorrelated(ast: FormulaAst, index: number, correlated: boolean): FormulaAst {
  return changeRandom(ast, index, (node) => [{ effects: node.effects, grouping: node.grouping, correlated }])
}

/** Nests a grouping factor within others (outermost first; empty: not nested), adding `(1 | within)` if it is not there. */
export function setNesting(ast: FormulaAst, index: number, within: readonly string[]): FormulaAst {
  const term = expandFormula(ast).random.at(index)
  if (term === undefined) return ast
  const factor = term.group[term.group.length - 1]
  const changed = changeRandom(ast, index, (node) => [
    { effects: node.effects, grouping: grouping([...within, factor]), correlated: node.correlated },
  ])
  const hasOuter = within.length === 0 || expandFormula(changed).random.some(({ group }) => sameGroup(group, within))
  return hasOuter ? changed : addOuter(changed, within)
}

function addOuter(ast: FormulaAst, within: readonly string[]): FormulaAst {
  return { ...ast, random: [{ effects: [intercept], grouping: grouping(within), correlated: true }, ...ast.random] }
}

/** The same formula with another name for a variable, e.g. after a column was renamed. */
export function renameVariable(ast: FormulaAst, from: string, to: string): FormulaAst {
  const rename = (expr: Expr): Expr => {
    switch (expr.kind) {
      case 'name':
        return expr.name === from ? nameNode(to) : expr
      case 'number':
        return expr
      case 'minus':
        return { ...expr, operand: rename(expr.operand) }
      case 'call':
        return { ...expr, args: expr.args.map(rename) }
      case 'binary':
        return { ...expr, left: rename(expr.left), right: rename(expr.right) }
    }
  }
  const renameAll = (summands: readonly Summand[]): Summand[] =>
    summands.map(({ sign, expr }) => ({ sign, expr: rename(expr) }))
  return {
    outcome: ast.outcome && rename(ast.outcome),
    fixed: renameAll(ast.fixed),
    random: ast.random.map((node) => ({ ...node, effects: renameAll(node.effects), grouping: rename(node.grouping) })),
  }
}

/** The canonical text of a term or sum of terms, as `readBuilder` lists them. */
export function canonicalTerms(text: string): readonly string[] {
  return expandSum(readTerms(text)).terms.map((term) => term.label)
}

import type { FormulaAst } from './ast'
import { readBuilder } from './builder'
import { removeRandomTerm, setCorrelated, setSlopes } from './edit'
import { printFormula } from './print'

/** How a simpler random structure came from the one asked for. */
export type Simplification =
  | { readonly code: 'as-asked' }
  | { readonly code: 'uncorrelated'; readonly group: string }
  | { readonly code: 'without-slope'; readonly group: string; readonly term: string }
  | { readonly code: 'intercepts-only' }
  | { readonly code: 'without-term'; readonly group: string }
  | { readonly code: 'no-random-effects' }

export interface SimplerFormula {
  readonly change: Simplification
  /** Canonical print. */
  readonly formula: string
}

/** More rungs than this would be a search, not a ladder. */
const maxRungs = 12

/**
 * The random structure asked for, then simpler ones: without correlations, without each slope, intercepts only,
 * without each term, none. The fixed part stays, so that REML criteria compare. Formulas that print alike count once.
 */
export function simplerRandomStructures(ast: FormulaAst): SimplerFormula[] {
  const rungs: { change: Simplification; ast: FormulaAst }[] = [{ change: { code: 'as-asked' }, ast }]
  const { random } = readBuilder(ast)
  random.forEach((term, index) => {
    if (term.correlated && term.slopes.length + Number(term.intercept) > 1)
      rungs.push({ change: { code: 'uncorrelated', group: term.label }, ast: setCorrelated(ast, index, false) })
  })
  random.forEach((term, index) => {
    for (const slope of term.slopes) {
      const rest = term.slopes.filter((other) => other !== slope)
      if (rest.length === 0 && !term.intercept) continue
      rungs.push({
        change: { code: 'without-slope', group: term.label, term: slope },
        ast: setSlopes(ast, index, rest),
      })
    }
  })
  if (random.some((term) => term.slopes.length > 0))
    rungs.push({
      change: { code: 'intercepts-only' },
      ast: random.reduce((changed, _, index) => setSlopes(changed, index, [], true), ast),
    })
  if (random.length > 1)
    random.forEach((term, index) =>
      rungs.push({ change: { code: 'without-term', group: term.label }, ast: removeRandomTerm(ast, index) }),
    )
  if (random.length > 0) rungs.push({ change: { code: 'no-random-effects' }, ast: { ...ast, random: [] } })
  const seen = new Set<string>()
  return rungs
    .map((rung) => ({ change: rung.change, formula: printFormula(rung.ast) }))
    .filter(({ formula }) => !seen.has(formula) && seen.add(formula))
    .slice(0, maxRungs)
}

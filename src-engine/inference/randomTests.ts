import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { FitContext } from '../fit/context'
import { readBuilder } from '../formula/builder'
import { removeRandomTerm, setSlopes } from '../formula/edit'
import { parseFormula } from '../formula/parse'
import { printFormula } from '../formula/print'
import { chiSquareUpper } from '../math/distributions'
import { fitted } from './solvedModel'

/** A likelihood-ratio test of one effect of a random term against the model without it. */
export interface RandomTest {
  readonly group: string
  /** The effect left out: `(Intercept)`, or a slope with its covariances. */
  readonly effect: string
  readonly reducedFormula: string
  /** Difference of the two criteria, not below zero. */
  readonly statistic: number
  /** Degrees of freedom of the two halves of the mixture. */
  readonly mixture: readonly [number, number]
  readonly pValue: number
  /** The reference that ignores the boundary; conservative. */
  readonly pValueNaive: number
}

/**
 * Tests each slope, and each term that has an intercept only. Under the null hypothesis a variance lies on the boundary,
 * so that the statistic is a mixture ½χ²(q) + ½χ²(q + 1), q the number of covariances that go with it
 * (Stram & Lee 1994, Biometrics 50). Both models have the same fixed part, so the REML criterion serves as well.
 */
export async function randomTests(
  spec: ModelSpec,
  table: DataTable,
  fit: FitResult,
  context?: FitContext,
): Promise<RandomTest[]> {
  const parsed = parseFormula(spec.formula)
  if (!parsed.ok) return []
  const ast = parsed.formula
  const tests: RandomTest[] = []
  for (const [index, term] of readBuilder(ast).random.entries()) {
    const nEffects = term.slopes.length + Number(term.intercept)
    const effects = nEffects > 1 ? term.slopes : [term.slopes.at(0) ?? '(Intercept)']
    for (const effect of effects) {
      const rest = term.slopes.filter((slope) => slope !== effect)
      const reduced = nEffects > 1 ? setSlopes(ast, index, rest) : removeRandomTerm(ast, index)
      const formula = printFormula(reduced)
      const outcome = await fitted({ ...spec, formula }, table, context)
      if (!outcome.ok) continue
      const q = fit.theta.length - outcome.value.theta.length - 1
      const statistic = Math.max(0, outcome.value.objective - fit.objective)
      tests.push({
        group: term.label,
        effect,
        reducedFormula: formula,
        statistic,
        mixture: [q, q + 1],
        pValue: mixtureUpper(statistic, q),
        pValueNaive: chiSquareUpper(statistic, q + 1),
      })
    }
  }
  return tests
}

/** P(½χ²(q) + ½χ²(q + 1) ≥ x); χ²(0) is the point zero. */
export function mixtureUpper(x: number, q: number): number {
  if (x <= 0) return 1
  return 0.5 * (q === 0 ? 0 : chiSquareUpper(x, q)) + 0.5 * chiSquareUpper(x, q + 1)
}

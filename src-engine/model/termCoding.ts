import type { Expr } from '../formula/ast'
import { printExpr } from '../formula/print'
import type { Term } from '../formula/terms'

/**
 * Which factors of which terms take contrasts, and which an indicator per level, by R's rule (Chambers & Hastie 1992,
 * ch. 2): a factor of a term takes contrasts when the term without it is empty or part of an earlier term; without an
 * intercept, the first factor of the first term that has one takes indicators.
 * Returns, by term, whether each of its factors is fully coded. `isFactor` tells which factors of a term are categorical.
 */
export function fullCoding(
  terms: readonly Term[],
  intercept: boolean,
  isFactor: (factor: Expr) => boolean,
): boolean[][] {
  const texts = terms.map((term) => term.factors.map(printExpr))
  let needsFirst = !intercept
  return texts.map((own, t) =>
    own.map((_, f) => {
      if (!isFactor(terms[t].factors[f])) return false
      if (needsFirst) {
        needsFirst = false
        return true
      }
      const rest = own.filter((__, g) => g !== f)
      return rest.length > 0 && !texts.slice(0, t).some((earlier) => rest.every((margin) => earlier.includes(margin)))
    }),
  )
}

import type { FitResult } from '../../src-engine/contract'

/** A number that was stored and came out otherwise. */
export interface Difference {
  readonly quantity:
    | 'nObs'
    | 'nParameters'
    | 'structure'
    | 'logLik'
    | 'aic'
    | 'bic'
    | 'sigma'
    | 'estimate'
    | 'stdError'
    | 'df'
    | 'variance'
    | 'correlation'
  /** Coefficient or random effect concerned; empty for figures of the whole fit. */
  readonly of: string
  readonly stored: number
  readonly fresh: number
  readonly relative: number
}

/** Differences up to this share count as the same number. */
export const sameNumberTolerance = 1e-6

export interface FitComparison {
  readonly differences: readonly Difference[]
  /** The largest relative difference of all, those within the tolerance included. */
  readonly largest: number
}

/**
 * Compares a stored fit with a fresh one, number by number. A difference is taken relative to the larger of the two
 * values or the natural scale of the quantity (a coefficient's standard error, the total variance, one for
 * correlations), so that noise around zero does not count as disagreement.
 */
export function compareFits(stored: FitResult, fresh: FitResult): FitComparison {
  const found: Difference[] = []
  const check = (quantity: Difference['quantity'], of: string, a: number, b: number, scale = 0): void => {
    const relative = relativeDifference(a, b, scale)
    if (relative > 0) found.push({ quantity, of, stored: a, fresh: b, relative })
  }

  check('nObs', '', stored.nObs, fresh.nObs)
  check('nParameters', '', stored.nParameters, fresh.nParameters)
  check('logLik', '', stored.logLik, fresh.logLik, 1)
  check('aic', '', stored.aic, fresh.aic, 1)
  check('bic', '', stored.bic, fresh.bic, 1)
  if (stored.sigma !== null && fresh.sigma !== null) check('sigma', '', stored.sigma, fresh.sigma)

  const sameFixed = sameNames(stored.fixed, fresh.fixed, (row) => row.name)
  const sameRandom = sameNames(stored.random, fresh.random, (term) => `${term.group}|${term.terms.join('+')}`)
  if (!sameFixed || !sameRandom) check('structure', '', 0, 1)
  if (sameFixed) {
    stored.fixed.forEach((row, i) => {
      const other = fresh.fixed.at(i)
      if (!other) return
      check('estimate', row.name, row.estimate, other.estimate, Math.max(row.stdError, other.stdError))
      check('stdError', row.name, row.stdError, other.stdError)
      if (row.df !== null && other.df !== null) check('df', row.name, row.df, other.df)
    })
  }
  if (sameRandom) {
    const total = totalVariance(stored)
    stored.random.forEach((term, i) => {
      const other = fresh.random.at(i)
      if (!other) return
      term.terms.forEach((effect, j) => {
        const of = `${effect} | ${term.group}`
        check('variance', of, term.variance[j] ?? NaN, other.variance[j] ?? NaN, total)
        for (let k = 0; k < j; k++) {
          check('correlation', of, term.correlation[j]?.[k] ?? NaN, other.correlation[j]?.[k] ?? NaN, 1)
        }
      })
    })
  }

  return {
    differences: found.filter((difference) => difference.relative > sameNumberTolerance),
    largest: found.reduce((largest, difference) => Math.max(largest, difference.relative), 0),
  }
}

/** Two missing numbers agree; a missing and a present one differ without measure. */
function relativeDifference(a: number, b: number, scale: number): number {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return 0
  const difference = Math.abs(a - b)
  if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY
  return difference === 0 ? 0 : difference / Math.max(Math.abs(a), Math.abs(b), scale)
}

function totalVariance(fit: FitResult): number {
  const random = fit.random.flatMap((term) => term.variance).filter(Number.isFinite)
  return (fit.sigma ?? 0) ** 2 + random.reduce((sum, variance) => sum + variance, 0)
}

function sameNames<T>(a: readonly T[], b: readonly T[], nameOf: (item: T) => string): boolean {
  return a.length === b.length && a.every((item, i) => nameOf(item) === nameOf(b[i]))
}

import type { DataTable } from '../contract/columns'
import type { Coefficient, FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { SpecProblem } from '../contract/problems'
import type { FitContext } from '../fit/context'
import { parseFormula } from '../formula/parse'
import { simplerRandomStructures, type Simplification } from '../formula/simplify'
import { fitted } from './solvedModel'

/** One rung: a random structure with what it says of the effect of interest. */
export interface Rung {
  readonly change: Simplification
  readonly formula: string
  readonly outcome:
    | { readonly status: 'fitted'; readonly fit: FitResult; readonly focal: Coefficient | null }
    | { readonly status: 'refused'; readonly problems: readonly SpecProblem[] }
}

export interface Ladder {
  /** Name of the coefficient followed; null when the model has an intercept only. */
  readonly focal: string | null
  readonly rungs: readonly Rung[]
  /** Of the rungs that are neither singular nor refused, the one with the smallest AIC; null when there is none. */
  readonly advised: string | null
}

/**
 * Refits the model under simpler random structures, side by side. Among those that the data support, the advice is the
 * one with the smallest AIC (Matuschek et al. 2017, J. Mem. Lang. 94).
 */
export async function structureLadder(
  spec: ModelSpec,
  table: DataTable,
  focal: string | undefined,
  context?: FitContext,
): Promise<Ladder> {
  const parsed = parseFormula(spec.formula)
  if (!parsed.ok) return { focal: null, rungs: [], advised: null }
  const rungs: Rung[] = []
  let followed = focal ?? null
  for (const { change, formula } of simplerRandomStructures(parsed.formula)) {
    const solved = await fitted({ ...spec, formula }, table, context)
    if (!solved.ok) {
      rungs.push({ change, formula, outcome: { status: 'refused', problems: solved.problems } })
      continue
    }
    const fit = solved.value
    followed ??= fit.fixed.find(({ name }) => name !== '(Intercept)')?.name ?? null
    const coefficient = fit.fixed.find(({ name }) => name === followed) ?? null
    rungs.push({ change, formula, outcome: { status: 'fitted', fit, focal: coefficient } })
  }
  const sound = rungs.flatMap(({ formula, outcome }) =>
    outcome.status === 'fitted' && !outcome.fit.singular && outcome.fit.converged
      ? [{ formula, aic: outcome.fit.aic }]
      : [],
  )
  const best = sound.reduce<{ formula: string; aic: number } | null>(
    (least, rung) => (least === null || rung.aic < least.aic ? rung : least),
    null,
  )
  return { focal: followed, rungs, advised: best?.formula ?? null }
}

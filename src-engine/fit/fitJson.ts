import type { FitResult } from '../contract/fitResult'
import type { Condition } from '../contract/problems'

/** The object that `henderson fit --json` prints; numbers that JSON cannot hold become null. */
export interface FitJson {
  readonly schema: 'henderson.fit/1'
  readonly [field: string]: unknown
}

/**
 * @param sentence writes a condition in words; the report stage has it
 * @param readMs time spent on reading the data file
 */
export function fitToJson(fit: FitResult, sentence: (condition: Condition) => string, readMs: number): FitJson {
  return {
    schema: 'henderson.fit/1',
    formula: fit.formula,
    family: fit.family,
    link: fit.link,
    criterion: fit.criterion,
    nObs: fit.nObs,
    nDropped: fit.nDropped,
    objective: fit.objective,
    logLik: fit.logLik,
    aic: fit.aic,
    bic: fit.bic,
    nParameters: fit.nParameters,
    dfResidual: fit.dfResidual,
    dfMethod: fit.dfMethod,
    converged: fit.converged,
    certificate: fit.certificate,
    singular: fit.singular,
    conditions: fit.conditions.map((c) => ({ ...c, message: sentence(c) })),
    fixed: fit.fixed,
    aliased: fit.aliased,
    vcov: fit.vcov,
    random: fit.random.map(({ group, nLevels, terms, variance, sd, correlation, icc }) => ({
      group,
      nLevels,
      terms,
      variance,
      sd,
      correlation,
      icc,
    })),
    sigma: fit.sigma,
    theta: fit.theta,
    thetaNames: fit.thetaNames,
    anova: fit.anova,
    timing: { ...fit.timing, readMs },
  }
}

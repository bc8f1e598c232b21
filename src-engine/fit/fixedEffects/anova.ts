import type { AnovaRow } from '../../contract/fitResult'
import { fUpper } from '../../math/distributions'
import type { FixedInference } from './fixedInference'
import type { TermHypothesis } from './hypotheses'

/** F tests of the terms; infinite denominator df (chi-square over numerator df) is tabled as null. */
export function anovaTable(inference: FixedInference, hypotheses: readonly TermHypothesis[]): AnovaRow[] {
  return hypotheses.map(({ term, L }) => {
    const { numDf, denDf, statistic } = inference.test(L)
    return {
      term,
      numDf,
      denDf: denDf === Infinity ? null : denDf,
      statistic,
      pValue: fUpper(statistic, numDf, denDf),
    }
  })
}

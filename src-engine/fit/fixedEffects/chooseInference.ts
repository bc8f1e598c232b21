import type { DfMethod, Method } from '../../contract/modelSpec'
import type { Condition } from '../../contract/problems'
import { condition } from '../conditions'
import type { LmmSolution } from '../solution'
import { codedVcov } from './codedVcov'
import { constantDfInference, type FixedInference } from './fixedInference'
import { kenwardRogerInference } from './kenwardRoger'
import { marginalProducts } from './marginalProducts'
import { componentWork } from './randomComponents'
import { satterthwaiteInference } from './satterthwaite'

/** Beyond this many multiply-adds Kenward–Roger would take minutes: one connected set of about 2,700 random effects. */
const kenwardRogerLimit = 2e10

/** The inference asked for, or the nearest that is available with the condition that says so. */
export function chooseInference(
  solution: LmmSolution,
  dfMethod: DfMethod,
  method: Method,
): { inference: FixedInference; conditions: Condition[] } {
  const { beta, objective } = solution
  const vcov = codedVcov(solution)
  if (dfMethod === 'asymptotic') {
    return { inference: constantDfInference('asymptotic', beta, vcov, Infinity), conditions: [] }
  }
  if (dfMethod === 'residual') {
    const df = objective.frame.nObs - objective.fixed.qr.rank
    return { inference: constantDfInference('residual', beta, vcov, df), conditions: [] }
  }
  const products = marginalProducts(solution)
  if (dfMethod === 'kenward-roger') {
    const reason = method === 'ML' ? 'needs-reml' : componentWork(solution) > kenwardRogerLimit ? 'too-large' : null
    if (reason === null) return { inference: kenwardRogerInference(solution, products), conditions: [] }
    const note = condition('df-not-available', 'info', { method: 'kenward-roger', used: 'satterthwaite', reason })
    return { inference: satterthwaiteInference(solution, products), conditions: [note] }
  }
  return { inference: satterthwaiteInference(solution, products), conditions: [] }
}

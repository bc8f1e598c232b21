import type { Cell, TableBlock, TableRow } from '../../contract/reportBlocks'
import { blockId, groupsOf, type ReportContext } from '../context'
import { criterionFormat } from '../format'
import { left, number, text } from './cells'

/** What was fitted, to what, how, and how well: the table at the head of a fit. */
export function summaryBlock(context: ReportContext): TableBlock {
  const { fit, style, texts } = context
  const { summary } = texts
  const { spec, criterion, nObs, nDropped, dropped, family, link, method } = fit
  const isMixed = fit.random.length > 0
  const rows: TableRow[] = []
  const add = (label: string, cell: Cell): void => void rows.push({ cells: [text(label), cell] })

  add(summary.formula, text(fit.formula))
  add(summary.outcome, text(fit.outcome))
  add(summary.observations, text(summary.observationsUsed({ nObs, nDropped, dropped })))
  const groups = groupsOf(fit)
  if (groups.length > 0) add(summary.groups, text(groups.map(summary.groupLevels).join('; ')))
  add(summary.method, text(summary.methodName({ method, family, link, isMixed, criterion })))
  if (family !== 'gaussian' || link !== 'identity') add(summary.family, text(summary.familyLink({ family, link })))
  if (spec.weights !== undefined) add(summary.weights, text(spec.weights))
  if (spec.offset !== undefined) add(summary.offset, text(spec.offset))
  if (spec.trials !== undefined) add(summary.trials, text(spec.trials))
  add(summary.criterion(criterion), number(fit.objective, criterionFormat(style, 'objective')))
  add(summary.logLik(criterion), number(fit.logLik, criterionFormat(style, 'logLik')))
  add(summary.aic, number(fit.aic, criterionFormat(style, 'aic')))
  add(summary.bic, number(fit.bic, criterionFormat(style, 'bic')))
  add(summary.nParameters, { text: texts.count(fit.nParameters), value: fit.nParameters })
  add(summary.convergence, text(convergence(context)))

  return {
    id: blockId(context, 'summary'),
    kind: 'table',
    title: summary.title,
    columns: [left('label', ''), left('value', '')],
    rows,
    footnotes: [],
  }
}

function convergence({ fit, texts: { summary } }: ReportContext): string {
  const { nEvaluations } = fit.timing
  if (!fit.converged) return summary.notConverged({ nEvaluations })
  if (fit.theta.length === 0) return summary.closedForm
  const { nStarts, nAgreeing } = fit.certificate ?? { nStarts: 1, nAgreeing: 1 }
  return summary.converged({ nEvaluations, singular: fit.singular, nStarts, nAgreeing })
}

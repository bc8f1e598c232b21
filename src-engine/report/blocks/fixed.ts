import type { TableBlock, TableRow } from '../../contract/reportBlocks'
import { blockId, type ReportContext } from '../context'
import { dfFormat, estimateFormat, formatLevel, formatP, noValue, statisticFormat } from '../format'
import { Footnotes, left, number, right, text } from './cells'
import { addCommonNotes } from './footnotes'

/** Coefficients with standard errors, degrees of freedom, tests and intervals; null where the model has no fixed effects. */
export function fixedBlock(context: ReportContext): TableBlock | null {
  const { fit, style, texts } = context
  if (fit.fixed.length === 0 && fit.aliased.length === 0) return null
  const words = texts.tables.fixed
  const level = formatLevel(fit.spec.level)
  const hasDf = fit.fixed.some(({ df }) => df !== null)
  const notes = new Footnotes()
  const estimates = estimateFormat(
    fit.fixed.map(({ estimate }) => estimate),
    fit.fixed.map(({ stdError }) => stdError),
    style,
  )
  const df = dfFormat(
    fit.fixed.map((coefficient) => coefficient.df ?? Infinity),
    style,
  )
  const rows: TableRow[] = fit.fixed.map((c) => ({
    cells: [
      text(c.name),
      number(c.estimate, (v) => estimates.estimate(v, c.stdError)),
      number(c.stdError, estimates.stdError),
      ...(hasDf ? [number(c.df ?? Infinity, df)] : []),
      number(c.statistic, statisticFormat(style)),
      number(c.pValue, (v) => formatP(v, style)),
      number(c.lower, (v) => estimates.estimate(v, c.stdError)),
      number(c.upper, (v) => estimates.estimate(v, c.stdError)),
    ],
  }))
  const nDashes = hasDf ? 7 : 6
  for (const name of fit.aliased) {
    const note = notes.add(texts.footnotes.aliased)
    rows.push({ cells: [text(name, [note]), ...Array.from({ length: nDashes }, () => ({ text: noValue }))] })
  }
  notes.add(texts.footnotes.df(fit.dfMethod))
  notes.add(texts.footnotes.interval({ level, isNormal: !hasDf }))
  addCommonNotes(notes, context, { coding: true })
  return {
    id: blockId(context, 'fixed'),
    kind: 'table',
    title: words.title,
    columns: [
      left('term', words.term),
      right('estimate', words.estimate),
      right('stdError', words.stdError),
      ...(hasDf ? [right('df', words.df)] : []),
      right('statistic', hasDf ? words.t : words.z),
      right('pValue', words.p),
      right('lower', words.lower(level)),
      right('upper', words.upper(level)),
    ],
    rows,
    footnotes: notes.all,
  }
}

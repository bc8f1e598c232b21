import type { PlotBlock, PlotPanel, ReportBlock, TableBlock } from '../../contract/reportBlocks'
import type { Bootstrap, BootstrapRow } from '../../inference/bootstrap'
import type { Profile } from '../../inference/profile/profileIntervals'
import type { ProfileTrace } from '../../inference/profile/trace'
import { normalQuantile } from '../../math/distributions'
import { Footnotes, left, number, right, text } from '../blocks/cells'
import { estimateFormat, formatLevel } from '../format'
import type { Catalogue } from '../messages'
import type { AnalysisContext } from './context'

/** Profile intervals of all parameters, and the profiles themselves. */
export function profileBlocks(
  profile: Profile,
  commonNotes: readonly string[],
  context: AnalysisContext,
): ReportBlock[] {
  const { id, texts, level, style } = context
  const words = texts.analyses.intervals
  const rows = [
    ...profile.coefficients.map(({ name, trace }) => ({ label: name, trace })),
    ...profile.variances.map(({ parameter, trace }) => ({ label: parameterName(parameter, texts), trace })),
  ]
  const notes = new Footnotes()
  notes.add(words.profileNote)
  commonNotes.forEach((note) => notes.add(note))
  const shown = formatLevel(level)
  const table: TableBlock = {
    id: `${id}/profile`,
    kind: 'table',
    title: words.profileTitle,
    columns: [
      left('parameter', words.parameter),
      right('estimate', texts.tables.fixed.estimate),
      right('lower', texts.tables.fixed.lower(shown)),
      right('upper', texts.tables.fixed.upper(shown)),
    ],
    rows: rows.map(({ label, trace }) => {
      const { estimate, lower, upper } = trace
      const error = (upper - lower) / 4
      const format = estimateFormat([estimate, lower, upper], [error], style)
      const atBound = endsAtBound(trace, level) ? [notes.add(words.profileBoundNote)] : []
      return {
        cells: [
          text(label, atBound),
          number(estimate, (v) => format.estimate(v, error)),
          number(lower, (v) => format.estimate(v, error)),
          number(upper, (v) => format.estimate(v, error)),
        ],
      }
    }),
    footnotes: notes.all,
  }
  return [table, zetaPlot(rows, context)]
}

function endsAtBound({ zeta }: ProfileTrace, level: number): boolean {
  const cutoff = normalQuantile(1 - (1 - level) / 2)
  return zeta.length < 2 || zeta[0] > -cutoff || zeta[zeta.length - 1] < cutoff
}

function zetaPlot(
  rows: readonly { readonly label: string; readonly trace: ProfileTrace }[],
  { id, texts, level }: AnalysisContext,
): PlotBlock {
  const words = texts.analyses.intervals
  const cutoff = normalQuantile(1 - (1 - level) / 2)
  const panels = rows.map(({ label, trace }): PlotPanel => {
    const ends = Float64Array.of(trace.values[0], trace.values[trace.values.length - 1])
    return {
      title: label,
      series: [
        { name: formatLevel(level), mark: 'line', x: ends, y: Float64Array.of(cutoff, cutoff), tone: 'reference' },
        { name: formatLevel(level), mark: 'line', x: ends, y: Float64Array.of(-cutoff, -cutoff), tone: 'reference' },
        { name: label, mark: 'line', x: trace.values, y: trace.zeta, tone: 'accent' },
        { name: label, mark: 'points', x: trace.values, y: trace.zeta, tone: 'accent' },
      ],
    }
  })
  return {
    id: `${id}/plot-zeta`,
    kind: 'plot',
    title: words.zetaTitle,
    description: words.zetaDescription({ nParameters: rows.length, level: formatLevel(level) }),
    x: { title: words.value, scale: 'linear' },
    y: { title: words.zeta, scale: 'linear' },
    panels,
    free: 'x',
    legend: false,
    aspect: 1.6,
  }
}

/** Bias, standard errors and percentile intervals of all parameters. */
export function bootstrapBlock(
  bootstrap: Bootstrap,
  commonNotes: readonly string[],
  { id, texts, style }: AnalysisContext,
): TableBlock {
  const words = texts.analyses.intervals
  const { nReplicates, seed, nSingular, nNotConverged } = bootstrap
  const shown = formatLevel(bootstrap.level)
  return {
    id: `${id}/bootstrap`,
    kind: 'table',
    title: words.bootstrapTitle,
    columns: [
      left('parameter', words.parameter),
      right('estimate', texts.tables.fixed.estimate),
      right('bias', words.bias),
      right('stdError', texts.tables.fixed.stdError),
      right('lower', texts.tables.fixed.lower(shown)),
      right('upper', texts.tables.fixed.upper(shown)),
    ],
    rows: bootstrap.rows.map((row) => {
      const format = estimateFormat([row.estimate], [row.stdError], style)
      const show = (value: number): string => format.estimate(value, row.stdError)
      return {
        cells: [
          text(parameterName(row.parameter, texts)),
          number(row.estimate, show),
          number(row.bias, show),
          number(row.stdError, format.stdError),
          number(row.lower, show),
          number(row.upper, show),
        ],
      }
    }),
    footnotes: [
      words.bootstrapNote({ nReplicates, seed }),
      ...(nSingular > 0 ? [words.bootstrapSingular({ nSingular, nReplicates })] : []),
      ...(nNotConverged > 0 ? [words.bootstrapNotConverged({ nNotConverged, nReplicates })] : []),
      ...commonNotes,
    ],
  }
}

function parameterName(parameter: BootstrapRow['parameter'], { analyses }: Catalogue): string {
  switch (parameter.kind) {
    case 'coefficient':
      return parameter.name
    case 'sd':
      return analyses.intervals.sd(parameter)
    case 'correlation':
      return analyses.intervals.correlation(parameter)
    case 'sigma':
      return analyses.intervals.sigma
  }
}

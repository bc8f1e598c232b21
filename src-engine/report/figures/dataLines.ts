import type { DataTable } from '../../contract/columns'
import type { PlotAxis, PlotBlock, PlotPanel, PlotSeries } from '../../contract/reportBlocks'
import { findColumn, isCategorical } from '../../data/columns'
import { variablesOf, variablesOfTerm, type ExpandedFormula } from '../../formula'
import { FrameData } from '../../model/frameData'
import { blockId, modesByGroup, type ReportContext } from '../context'
import { constantWithin, fittedLine, joinLines, type FittedLine } from './fittedLines'
import { groupCodes, membersOf, readFormula } from './groupCodes'
import { drawnRows, withThinning } from './scatter'
import { panelsAspect } from '../plots/panelGrid'
import { evenly, pick, pickInt } from './thin'

/** Groups up to which each has a panel of its own. */
const maxPanels = 12
/** Lines drawn at most in one panel. */
const maxLines = 200
/** Common lines, one for each combination of the other factors. */
const maxCommonLines = 6
const maxCategories = 60

interface Horizontal {
  readonly axis: PlotAxis
  readonly name: string
  /** Coordinate of each observation. */
  readonly values: Float64Array
}

interface Grouping {
  readonly group: string
  readonly levels: readonly string[]
  /** Observations of each level that has any. */
  readonly sets: readonly Int32Array[]
  readonly names: readonly string[]
}

/** The data with the fitted lines of groups and the common one, over the first continuous predictor; over a factor where there is none. */
export function dataLinesBlock(context: ReportContext): PlotBlock | null {
  const { fit, table, texts } = context
  const formula = readFormula(fit.formula)
  if (table === null || formula === null) return null
  const grouping = groupingOf(context, table, formula)
  const x = horizontal(table, formula, fit.rows.index) ?? (grouping === null ? null : byGroup(grouping, fit.nObs))
  if (x === null) return null
  const others = otherVariables(table, formula, x.name, fit.rows.index)
  const groupsToo = grouping === null ? [] : otherGroups(table, formula, grouping, fit.rows.index)
  const everyone = Int32Array.from({ length: fit.nObs }, (_, i) => i)
  const common = commonLines(x, fit.rows.fittedFixed, everyone, others)
  const drawn = drawnRows(fit)
  const words = texts.plots.dataLines
  const nGroups = grouping?.sets.length ?? 0
  const facets =
    grouping !== null && nGroups > 1 && nGroups <= maxPanels && x.axis.scale === 'linear' && fit.nObs / nGroups >= 3
  const isByGroup = grouping !== null && x.name === grouping.group
  const { nObs, outcome } = fit
  const description = isByGroup
    ? words.byGroup({ outcome, group: grouping.group, nGroups, nObs })
    : words.description({ outcome, x: x.name, group: grouping?.group ?? null, nGroups, nObs, facets })
  const built = facets
    ? panelPerGroup(context, x, grouping, others, [...others, ...groupsToo], drawn)
    : onePanel(context, x, grouping, [...others, ...groupsToo], drawn, common)
  const sentences = [
    withThinning(description, drawn.length, fit.nObs, context),
    ...(built.nLines < nGroups && built.nLines > 0
      ? [texts.plots.linesThinned({ drawn: built.nLines, all: nGroups })]
      : []),
    ...(built.summarised && !isByGroup ? [words.otherVariables] : []),
  ]
  return {
    id: blockId(context, 'plot-data-lines'),
    kind: 'plot',
    title: words.title({ outcome, x: x.name }),
    description: sentences.join(' '),
    x: x.axis,
    y: { title: outcome, scale: 'linear' },
    panels: built.panels,
    legend: !facets && grouping !== null && !isByGroup,
    aspect: facets ? panelsAspect(nGroups) : 1.75,
  }
}

/** The first fixed effect that is a number, otherwise the first that is a factor of few levels. */
function horizontal(table: DataTable, formula: ExpandedFormula, rows: Int32Array): Horizontal | null {
  const names = [...new Set(formula.terms.flatMap(variablesOfTerm))]
  const columns = names.flatMap((name) => findColumn(table, name) ?? [])
  const column = columns.find((candidate) => !isCategorical(candidate)) ?? columns.at(0)
  if (column === undefined) return null
  const { name } = column
  const data = new FrameData(table, rows)
  if (!isCategorical(column)) return { axis: { title: name, scale: 'linear' }, name, values: data.numbers(name) }
  const { codes, levels } = data.factor(name)
  if (levels.length > maxCategories) return null
  return { axis: { title: name, scale: 'category', categories: levels }, name, values: Float64Array.from(codes) }
}

/** Without fixed effects, the levels of the grouping factor stand side by side in the order of their mean. */
function byGroup({ group, levels, sets }: Grouping, nObs: number): Horizontal | null {
  if (sets.length > maxCategories) return null
  const values = new Float64Array(nObs).fill(NaN)
  sets.forEach((members, g) => {
    for (const i of members) values[i] = g
  })
  return { axis: { title: group, scale: 'category', categories: levels }, name: group, values }
}

/** The grouping factor whose lines are drawn: the first with a random slope, otherwise the first. */
function groupingOf({ fit }: ReportContext, table: DataTable, formula: ExpandedFormula): Grouping | null {
  const term = formula.random.find(({ terms }) => terms.length > 0) ?? formula.random.at(0)
  if (term === undefined) return null
  const modes = modesByGroup(fit).find(({ group }) => group === term.label)
  if (modes === undefined) return null
  const codes = groupCodes(table, term.group, modes.levels, fit.rows.index)
  if (codes === null) return null
  const { order, start } = membersOf(codes, modes.levels.length)
  const present = modes.levels.map((_, g) => g).filter((g) => start[g + 1] > start[g])
  return {
    group: term.label,
    levels: present.map((g) => modes.levels[g]),
    sets: present.map((g) => order.subarray(start[g], start[g + 1])),
    names: term.group,
  }
}

interface OtherVariable {
  /** Numbers, or codes of levels. */
  readonly values: ArrayLike<number>
  readonly isFactor: boolean
}

/** Everything but x that moves the fitted values, grouping factors aside. */
function otherVariables(table: DataTable, formula: ExpandedFormula, x: string, rows: Int32Array): OtherVariable[] {
  const names = new Set([
    ...formula.terms.flatMap(variablesOfTerm),
    ...formula.random.flatMap(({ terms }) => terms.flatMap(variablesOfTerm)),
    ...formula.offsets.flatMap(variablesOf),
  ])
  names.delete(x)
  const data = new FrameData(table, rows)
  return [...names].flatMap((name) => {
    const column = findColumn(table, name)
    if (column === undefined) return []
    const isFactor = isCategorical(column)
    return [{ values: isFactor ? data.factor(name).codes : data.numbers(name), isFactor }]
  })
}

/** Other grouping factors, whose random effects move the fitted values of a level's observations apart. */
function otherGroups(table: DataTable, formula: ExpandedFormula, own: Grouping, rows: Int32Array): OtherVariable[] {
  const data = new FrameData(table, rows)
  return formula.random.flatMap(({ label, group }) =>
    label === own.group || group.some((name) => findColumn(table, name) === undefined)
      ? []
      : [{ values: data.group(group).codes, isFactor: true }],
  )
}

function lineOf(
  x: Horizontal,
  fitted: Float64Array,
  members: Int32Array,
  others: readonly OtherVariable[],
): FittedLine {
  const functionOfX = others.every(({ values }) => constantWithin(values, [members]))
  return fittedLine(x.values, fitted, members, functionOfX)
}

/** One line for each combination of the other factors where they are few, otherwise one for all. */
function commonLines(
  x: Horizontal,
  fittedFixed: Float64Array,
  everyone: Int32Array,
  others: readonly OtherVariable[],
): readonly FittedLine[] {
  if (others.every(({ isFactor }) => isFactor)) {
    const sets = new Map<string, number[]>()
    for (const i of everyone) {
      const key = others.map(({ values }) => values[i]).join(' ')
      const members = sets.get(key)
      if (members) members.push(i)
      else if (sets.size < maxCommonLines + 1) sets.set(key, [i])
    }
    if (sets.size <= maxCommonLines)
      return [...sets.values()].map((members) => lineOf(x, fittedFixed, Int32Array.from(members), []))
  }
  return [lineOf(x, fittedFixed, everyone, others)]
}

interface Panels {
  readonly panels: readonly PlotPanel[]
  readonly nLines: number
  readonly summarised: boolean
}

function pointsOf(
  { fit, texts }: ReportContext,
  x: Horizontal,
  drawn: ArrayLike<number>,
  tone: PlotSeries['tone'],
): PlotSeries {
  return {
    name: texts.plots.points,
    mark: 'points',
    x: pick(x.values, drawn),
    y: pick(fit.rows.y, drawn),
    rows: pickInt(fit.rows.index, drawn),
    tone,
  }
}

function lineSeries(name: string, lines: readonly FittedLine[], tone: PlotSeries['tone']): PlotSeries {
  return { name, mark: 'line', ...joinLines(lines), tone }
}

function panelPerGroup(
  context: ReportContext,
  x: Horizontal,
  grouping: Grouping,
  others: readonly OtherVariable[],
  othersAndGroups: readonly OtherVariable[],
  drawn: Int32Array,
): Panels {
  const { fit, texts } = context
  const isDrawn = new Uint8Array(fit.nObs)
  for (const i of drawn) isDrawn[i] = 1
  let summarised = false
  const panels = grouping.sets.map((members, g): PlotPanel => {
    const common = lineOf(x, fit.rows.fittedFixed, members, others)
    const own = lineOf(x, fit.rows.fitted, members, othersAndGroups)
    summarised ||= own.summarised
    return {
      title: grouping.levels[g],
      series: [
        lineSeries(texts.plots.commonLine, [common], 'reference'),
        pointsOf(
          context,
          x,
          members.filter((i) => isDrawn[i] === 1),
          'muted',
        ),
        lineSeries(texts.plots.groupLine(grouping.group), [own], 'accent'),
      ],
    }
  })
  return { panels, nLines: grouping.sets.length, summarised }
}

function onePanel(
  context: ReportContext,
  x: Horizontal,
  grouping: Grouping | null,
  others: readonly OtherVariable[],
  drawn: Int32Array,
  common: readonly FittedLine[],
): Panels {
  const { fit, texts } = context
  const commonSeries = lineSeries(texts.plots.commonLine, common, grouping === null ? 'accent' : 1)
  const points = pointsOf(context, x, drawn, 'muted')
  const summarised = common.some((line) => line.summarised)
  if (grouping === null) return { panels: [{ series: [points, commonSeries] }], nLines: 0, summarised }
  const shown = evenly(grouping.sets.length, maxLines).map((g) => grouping.sets[g])
  const lines = shown.map((members) => lineOf(x, fit.rows.fitted, members, others))
  const groups = lineSeries(texts.plots.groupLines(grouping.group), lines, 'accent')
  const marked = x.name === grouping.group ? { ...groups, mark: 'points' as const } : groups
  return {
    panels: [{ series: [points, marked, commonSeries] }],
    nLines: shown.length,
    summarised: summarised || lines.some((line) => line.summarised),
  }
}

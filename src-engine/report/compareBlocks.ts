import type { FitResult } from '../contract/fitResult'
import type { Cell, NumberStyle, ReportBlock, TableRow } from '../contract/reportBlocks'
import { empty, Footnotes, left, number, right, text } from './blocks/cells'
import { criterionFormat, estimateFormat, fixedFormat, sizeFormat } from './format'
import { english, type Catalogue } from './messages'

export interface ComparedModel {
  readonly modelId: string
  readonly name: string
  readonly fit: FitResult
}

/** Models side by side: a column for each, rows for coefficients, variance components and criteria, and what may be compared. */
export function compareBlocks(
  id: string,
  models: readonly ComparedModel[],
  style: NumberStyle,
  texts: Catalogue = english,
): ReportBlock[] {
  if (models.length === 0) return []
  const fits = models.map(({ fit }) => fit)
  const words = texts.comparison
  const notes = new Footnotes()
  const rows: TableRow[] = [
    heading(words.fixedHeading),
    ...fixedRows(fits, style),
    ...headed(words.varianceHeading, varianceRows(fits, style, texts)),
    heading(words.fitHeading),
    ...criterionRows(fits, style, texts),
  ]
  for (const note of cautions(models, texts)) notes.add(note)
  return [
    {
      id,
      kind: 'table',
      title: words.title,
      columns: [left('term', words.term), ...models.map(({ name }, i) => right(`model-${i + 1}`, name))],
      rows,
      footnotes: notes.all,
    },
  ]
}

const heading = (words: string): TableRow => ({ cells: [text(words)], heading: true })

function headed(words: string, rows: readonly TableRow[]): readonly TableRow[] {
  return rows.length === 0 ? [] : [heading(words), ...rows]
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}

function fixedRows(fits: readonly FitResult[], style: NumberStyle): TableRow[] {
  const names = unique(fits.flatMap(({ fixed }) => fixed.map(({ name }) => name)))
  return names.map((name) => {
    const found = fits.map(({ fixed }) => fixed.find((coefficient) => coefficient.name === name))
    const present = found.flatMap((coefficient) => coefficient ?? [])
    const format = estimateFormat(
      present.map(({ estimate }) => estimate),
      present.map(({ stdError }) => stdError),
      style,
    )
    const cells = found.map((coefficient): Cell => {
      if (coefficient === undefined) return empty
      const { estimate, stdError } = coefficient
      return { text: `${format.estimate(estimate, stdError)} (${format.stdError(stdError)})`, value: estimate }
    })
    return { cells: [text(name), ...cells], indent: 1 }
  })
}

interface Component {
  readonly label: string
  readonly value: number
  readonly kind: 'variance' | 'correlation'
}

function componentsOf(fit: FitResult, texts: Catalogue): Component[] {
  const { comparison } = texts
  const components = fit.random.flatMap(({ group, terms, variance, correlation, correlated }): Component[] => [
    ...terms.map((effect, j) => ({
      label: comparison.varianceOf({ group, effect }),
      value: variance[j],
      kind: 'variance' as const,
    })),
    ...terms.flatMap((second, j) =>
      correlated
        ? terms.slice(0, j).map((first, k) => ({
            label: comparison.covarianceOf({ group, first, second }),
            value: correlation[j][k],
            kind: 'correlation' as const,
          }))
        : [],
    ),
  ])
  if (fit.sigma === null) return components
  return [...components, { label: comparison.residualVariance, value: fit.sigma ** 2, kind: 'variance' }]
}

function varianceRows(fits: readonly FitResult[], style: NumberStyle, texts: Catalogue): TableRow[] {
  const components = fits.map((fit) => componentsOf(fit, texts))
  const residual = texts.comparison.residualVariance
  const labels = unique(components.flat().map(({ label }) => label)).filter((label) => label !== residual)
  if (components.flat().some(({ label }) => label === residual)) labels.push(residual)
  return labels.map((label) => {
    const found = components.map((list) => list.find((component) => component.label === label))
    const values = found.flatMap((component) => (component === undefined ? [] : [component.value]))
    const isVariance = found.some((component) => component?.kind === 'variance')
    const format = isVariance ? sizeFormat(values, style, 'variance') : fixedFormat(style, 'correlation', 2)
    const cells = found.map((component) => (component === undefined ? empty : number(component.value, format)))
    return { cells: [text(label), ...cells], indent: 1 }
  })
}

function criterionRows(fits: readonly FitResult[], style: NumberStyle, texts: Catalogue): TableRow[] {
  const words = texts.comparison
  const row = (label: string, cells: readonly Cell[]): TableRow => ({ cells: [text(label), ...cells], indent: 1 })
  const numbers = (label: string, id: string, value: (fit: FitResult) => number): TableRow =>
    row(
      label,
      fits.map((fit) => number(value(fit), criterionFormat(style, id))),
    )
  const counts = (label: string, value: (fit: FitResult) => number): TableRow =>
    row(
      label,
      fits.map((fit) => ({ text: texts.count(value(fit)), value: value(fit) })),
    )
  return [
    row(
      words.method,
      fits.map(({ criterion }) => text(criterion)),
    ),
    numbers(words.objective, 'objective', (fit) => fit.objective),
    numbers(words.logLik, 'logLik', (fit) => fit.logLik),
    numbers(words.aic, 'aic', (fit) => fit.aic),
    numbers(words.bic, 'bic', (fit) => fit.bic),
    counts(words.nParameters, (fit) => fit.nParameters),
    counts(words.nObs, (fit) => fit.nObs),
  ]
}

/** What a reader must know before comparing the columns. */
function cautions(models: readonly ComparedModel[], { comparison: words }: Catalogue): string[] {
  const fits = models.map(({ fit }) => fit)
  const notes = [words.errorsInBrackets]
  const criteria = new Set(fits.map(({ criterion }) => criterion))
  if (criteria.has('ML') && criteria.has('REML')) notes.push(words.mlAgainstReml)
  const coefficients = (fit: FitResult): string => JSON.stringify(fit.fixed.map(({ name }) => name).sort())
  const byReml = fits.filter(({ criterion }) => criterion === 'REML')
  if (new Set(byReml.map(coefficients)).size > 1) notes.push(words.remlFixedEffects)
  if (new Set(fits.map(({ outcome }) => outcome)).size > 1) notes.push(words.differentOutcomes)
  else if (new Set(fits.map(({ nObs }) => nObs)).size > 1) notes.push(words.differentData)
  const singular = models.filter(({ fit }) => fit.singular).map(({ name }) => name)
  if (singular.length > 0) notes.push(words.singular(singular))
  return notes
}

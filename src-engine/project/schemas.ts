import * as v from 'valibot'
import type { Column, DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type {
  ProjectModel,
  ProjectReport,
  ProjectTable,
  ReportEntry,
  StoredResult,
  TableSource,
} from '../contract/projectDocument'
import type { NumberStyle } from '../contract/reportBlocks'
import { analysisSchema } from './analysisSchema'

/**
 * Shapes of what a project file holds. Objects are loose, so that optional fields of later versions survive reading and
 * writing; every field that this version knows is checked, and leaving one out does not compile.
 */

type Fields<T> = { readonly [K in keyof Required<T>]: v.GenericSchema }

/** An object with any keys, names of variables among them: unlike valibot's own, it keeps `constructor` and its like. */
function recordOf<const T>(value: v.GenericSchema<T>): v.GenericSchema<Readonly<Record<string, T>>> {
  return v.custom<Readonly<Record<string, T>>>(
    (input) =>
      typeof input === 'object' &&
      input !== null &&
      !Array.isArray(input) &&
      Object.values(input).every((item) => v.is(value, item)),
  )
}

const text = v.string()
/** Unlike valibot's own, takes NaN, which stands for what could not be computed. */
const number = v.custom<number>((input) => typeof input === 'number')
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const flag = v.boolean()
const texts = v.array(text)
const numbers = v.array(number)
const matrix = v.array(numbers)
const floats = v.instance(Float64Array)
const integers = v.instance(Int32Array)
const params = recordOf(v.union([text, number]))

const variableType = v.picklist(['continuous', 'ordinal', 'nominal', 'identifier'])
const coding = v.picklist(['treatment', 'sum'])
const family = v.picklist(['gaussian', 'binomial', 'poisson', 'negative-binomial', 'gamma'])
const link = v.picklist(['identity', 'logit', 'probit', 'cloglog', 'log', 'sqrt', 'inverse'])
const method = v.picklist(['REML', 'ML'])
const dfMethod = v.picklist(['satterthwaite', 'kenward-roger', 'residual', 'asymptotic'])
const anovaType = v.picklist(['I', 'II', 'III'])

const columnBase = {
  id: text,
  name: text,
  type: variableType,
  version: count,
  label: v.optional(text),
  unit: v.optional(text),
  reference: v.optional(text),
}

const column = v.variant('kind', [
  v.looseObject({ ...columnBase, kind: v.literal('numeric'), values: floats }),
  v.looseObject({ ...columnBase, kind: v.literal('factor'), codes: integers, levels: texts }),
])

function isWholeColumn(input: unknown): input is Column {
  if (!v.is(column, input)) return false
  return input.kind === 'numeric' || input.codes.every((code) => code >= -1 && code < input.levels.length)
}

export const columnSchema = v.custom<Column>(isWholeColumn)

const tableSource = v.looseObject({
  kind: v.picklist(['file', 'sample', 'paste', 'new']),
  name: text,
  note: v.optional(text),
} satisfies Fields<TableSource>)

/** Where the columns of a table are, before anything else of it is read. */
export const tableOutlineSchema = v.looseObject({ table: v.looseObject({ columns: v.array(v.unknown()) }) })

/** A table without its columns, which are read one by one. */
export const tableShellSchema = v.looseObject({
  table: v.looseObject({
    id: text,
    name: text,
    version: count,
    nRows: count,
    columns: v.array(v.unknown()),
  } satisfies Fields<DataTable>),
  source: tableSource,
  edited: recordOf<readonly number[]>(v.array(count)),
} satisfies Fields<ProjectTable>)

const spec = v.looseObject({
  formula: text,
  family,
  link,
  method,
  dfMethod,
  anovaType,
  contrasts: coding,
  contrastsOf: v.optional(recordOf(coding)),
  references: v.optional(recordOf(text)),
  level: number,
  weights: v.optional(text),
  offset: v.optional(text),
  trials: v.optional(text),
  nAgq: v.optional(count),
} satisfies Partial<Fields<ModelSpec>>)

export const modelsSchema = v.array(
  v.looseObject({
    id: text,
    name: text,
    tableId: text,
    spec,
    analyses: v.optional(v.array(analysisSchema)),
  } satisfies Fields<ProjectModel>),
)

const mend = v.looseObject({ code: text, params, formula: v.optional(text) })

const condition = v.looseObject({
  code: text,
  severity: v.picklist(['info', 'warning', 'error']),
  params,
  observed: v.optional(number),
  tolerance: v.optional(number),
  concerns: texts,
  mends: v.array(mend),
} satisfies Fields<FitResult['conditions'][number]>)

const coefficient = v.looseObject({
  name: text,
  estimate: number,
  stdError: number,
  df: v.nullable(number),
  statistic: number,
  pValue: number,
  lower: number,
  upper: number,
} satisfies Fields<FitResult['fixed'][number]>)

const randomTerm = v.looseObject({
  group: text,
  nLevels: count,
  terms: texts,
  correlated: flag,
  variance: numbers,
  sd: numbers,
  correlation: matrix,
  icc: v.nullable(number),
} satisfies Fields<FitResult['random'][number]>)

const anovaRow = v.looseObject({
  term: text,
  numDf: number,
  denDf: v.nullable(number),
  statistic: number,
  pValue: number,
} satisfies Fields<FitResult['anova'][number]>)

const modes = v.looseObject({
  group: text,
  terms: texts,
  levels: texts,
  modes: floats,
  stdErrors: floats,
} satisfies Fields<FitResult['conditionalModes'][number]>)

const rows = v.looseObject({
  index: integers,
  y: floats,
  fitted: floats,
  fittedFixed: floats,
  residual: floats,
  pearson: floats,
  scaled: floats,
} satisfies Fields<FitResult['rows']>)

const certificate = v.looseObject({
  nStarts: count,
  nAgreeing: count,
  scaledGradient: number,
  smallestCurvature: number,
} satisfies Fields<NonNullable<FitResult['certificate']>>)

const fit = v.looseObject({
  spec,
  formula: text,
  outcome: text,
  family,
  link,
  method,
  criterion: v.picklist(['ML', 'REML', 'Laplace', 'AGQ']),
  dfMethod,
  anovaType,
  nObs: count,
  nDropped: count,
  dropped: v.array(v.looseObject({ variable: text, nRows: count })),
  objective: number,
  logLik: number,
  aic: number,
  bic: number,
  nParameters: count,
  dfResidual: number,
  converged: flag,
  certificate: v.optional(certificate),
  singular: flag,
  conditions: v.array(condition),
  fixed: v.array(coefficient),
  aliased: texts,
  vcov: matrix,
  random: v.array(randomTerm),
  sigma: v.nullable(number),
  theta: numbers,
  thetaNames: texts,
  anova: v.array(anovaRow),
  conditionalModes: v.array(modes),
  rows,
  coding: v.array(v.looseObject({ variable: text, coding, levels: texts, reference: text })),
  timing: v.looseObject({ readMs: number, frameMs: number, fitMs: number, inferenceMs: number, nEvaluations: count }),
  engineVersion: text,
  inputHash: text,
} satisfies Partial<Fields<FitResult>>)

const stored = v.looseObject({ modelId: text, tableVersion: count, fit } satisfies Fields<StoredResult>)

/** Whether lengths that must agree do. */
function isWholeResult(input: unknown): input is StoredResult {
  if (!v.is(stored, input)) return false
  const { nObs, rows: perRow, conditionalModes } = input.fit
  const { index, y, fitted, fittedFixed, residual, pearson, scaled } = perRow
  return (
    [index, y, fitted, fittedFixed, residual, pearson, scaled].every(({ length }) => length === nObs) &&
    conditionalModes.every(
      ({ terms, levels, modes: values, stdErrors }) =>
        values.length === terms.length * levels.length && stdErrors.length === values.length,
    )
  )
}

export const resultSchema = v.custom<StoredResult>(isWholeResult)

const reportEntry: v.GenericSchema<ReportEntry> = v.variant('kind', [
  v.looseObject({ kind: v.literal('note'), id: text, text }),
  v.looseObject({ kind: v.literal('heading'), id: text, text }),
  v.looseObject({ kind: v.literal('block'), id: text, modelId: text, block: text }),
  v.looseObject({ kind: v.literal('comparison'), id: text, modelIds: texts }),
])

const numberStyle = v.looseObject({
  significant: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15)),
  decimals: recordOf(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15))),
} satisfies Fields<NumberStyle>)

export const reportSchema = v.looseObject({
  report: v.looseObject({
    title: text,
    author: text,
    entries: v.array(reportEntry),
    arranged: v.optional(flag),
  } satisfies Partial<Fields<ProjectReport>>),
  numberStyle,
})

export const manifestSchema = v.looseObject({
  format: v.literal('henderson-project'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  appVersion: text,
  savedAt: text,
  name: text,
  entries: recordOf(v.looseObject({ sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/)), bytes: count })),
})

export type Manifest = v.InferOutput<typeof manifestSchema>

import * as v from 'valibot'
import type {
  AnalysisRequest,
  Column,
  DataTable,
  DecodedProject,
  FitResult,
  MethodName,
  ModelSpec,
  NumberStyle,
  ParamsOf,
  ReadOptions,
  ReportDocument,
  TablePatch,
} from '../../src-engine/contract'

/**
 * What the engine accepts off its port. Objects are loose, so that a field added to the contract passes; what a method
 * relies on is checked: kinds, array types, lengths.
 */

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const count = id
const text = v.string()
const texts = v.array(text)
const bytes = v.instance(Uint8Array)
/** Unlike valibot's own, takes NaN, which stands for what could not be computed. */
const number = v.custom<number>((input) => typeof input === 'number')
const numbers = v.array(number)

const columnBase = {
  id: text,
  name: text,
  type: v.picklist(['continuous', 'ordinal', 'nominal', 'identifier']),
  version: v.number(),
  label: v.optional(text),
  unit: v.optional(text),
  reference: v.optional(text),
}

const column = v.variant('kind', [
  v.looseObject({ ...columnBase, kind: v.literal('numeric'), values: v.instance(Float64Array) }),
  v.looseObject({ ...columnBase, kind: v.literal('factor'), codes: v.instance(Int32Array), levels: texts }),
])

function lengthOf(one: { kind: 'numeric'; values: Float64Array } | { kind: 'factor'; codes: Int32Array }): number {
  return one.kind === 'numeric' ? one.values.length : one.codes.length
}

function codesWithinLevels(one: Column): boolean {
  return one.kind === 'numeric' || one.codes.every((code) => code >= -1 && code < one.levels.length)
}

const tableShape = v.looseObject({ id: text, name: text, version: v.number(), nRows: count, columns: v.array(column) })

const table = v.custom<DataTable>(
  (input) =>
    v.is(tableShape, input) &&
    input.columns.every((one) => lengthOf(one) === input.nRows && codesWithinLevels(one as Column)),
)

const patchShape = v.looseObject({
  tableId: text,
  name: text,
  baseVersion: v.number(),
  version: v.number(),
  nRows: count,
  columnIds: texts,
  changed: v.array(column),
})

const patch = v.custom<TablePatch>(
  (input) =>
    v.is(patchShape, input) &&
    input.changed.every((one) => lengthOf(one) === input.nRows && codesWithinLevels(one as Column)),
)

const tableRef = { tableId: text, version: v.number() }

const method = v.picklist(['REML', 'ML'])
const contrasts = v.picklist(['treatment', 'sum'])

const specShape = v.looseObject({
  formula: text,
  family: text,
  link: text,
  method,
  dfMethod: v.picklist(['satterthwaite', 'kenward-roger', 'residual', 'asymptotic']),
  anovaType: v.picklist(['I', 'II', 'III']),
  contrasts,
  contrastsOf: v.optional(v.record(text, contrasts)),
  references: v.optional(v.record(text, text)),
  level: v.number(),
  weights: v.optional(text),
  offset: v.optional(text),
  trials: v.optional(text),
  nAgq: v.optional(v.number()),
})
const spec = v.custom<ModelSpec>((input) => v.is(specShape, input))

const style = v.custom<NumberStyle>((input) =>
  v.is(v.looseObject({ significant: v.number(), decimals: v.record(text, v.number()) }), input),
)

const fitShape = v.looseObject({
  spec: specShape,
  formula: text,
  outcome: text,
  method,
  nObs: count,
  objective: number,
  logLik: number,
  conditions: v.array(v.looseObject({ code: text, severity: text })),
  fixed: v.array(v.looseObject({ name: text, estimate: number, stdError: number })),
  vcov: v.array(numbers),
  random: v.array(v.looseObject({ group: text, nLevels: count, terms: texts, variance: numbers })),
  sigma: v.nullable(number),
  theta: numbers,
  anova: v.array(v.looseObject({ term: text })),
  conditionalModes: v.array(
    v.looseObject({ levels: texts, modes: v.instance(Float64Array), stdErrors: v.instance(Float64Array) }),
  ),
  rows: v.looseObject({ index: v.instance(Int32Array), y: v.instance(Float64Array), fitted: v.instance(Float64Array) }),
})
const fit = v.custom<FitResult>((input) => v.is(fitShape, input))

const analysisRequest = v.custom<AnalysisRequest>((input) =>
  v.is(
    v.variant('kind', [
      v.looseObject({
        kind: v.literal('marginal-means'),
        factors: texts,
        by: texts,
        at: v.record(text, v.array(v.pipe(v.number(), v.finite()))),
        slopeOf: v.optional(text),
        contrasts: v.picklist(['none', 'pairwise', 'treatment', 'sequential', 'polynomial']),
        adjust: v.picklist(['none', 'tukey', 'sidak', 'holm', 'bonferroni', 'fdr']),
      }),
      v.looseObject({ kind: v.picklist(['random-tests', 'effect-sizes', 'profile']) }),
      v.looseObject({ kind: v.literal('bootstrap'), nReplicates: v.pipe(id, v.minValue(1)), seed: id }),
      v.looseObject({ kind: v.literal('ladder'), focal: v.optional(text) }),
      v.looseObject({ kind: v.literal('approaches'), predictor: text, group: text }),
      v.looseObject({
        kind: v.literal('comparison'),
        models: v.pipe(v.array(v.looseObject({ name: text, spec })), v.minLength(1)),
      }),
    ]),
    input,
  ),
)

const readOptions = v.custom<Partial<ReadOptions>>((input) =>
  v.is(
    v.looseObject({
      encoding: v.optional(v.picklist(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'])),
      delimiter: v.optional(v.picklist([',', ';', '\t', '|', ' '])),
      decimal: v.optional(v.picklist(['.', ','])),
      quote: v.optional(v.picklist(['"', "'"])),
      header: v.optional(v.boolean()),
      missing: v.optional(texts),
    }),
    input,
  ),
)

const report = v.custom<ReportDocument>((input) =>
  v.is(
    v.looseObject({
      title: text,
      author: text,
      date: text,
      blocks: v.array(
        v.looseObject({ id: text, kind: v.picklist(['heading', 'text', 'table', 'condition', 'equation', 'plot']) }),
      ),
    }),
    input,
  ),
)

const project = v.custom<NonNullable<DecodedProject['document']>>((input) =>
  v.is(
    v.looseObject({
      name: text,
      tables: v.array(v.looseObject({ table, source: v.looseObject({ kind: text, name: text }) })),
      models: v.array(
        v.looseObject({
          id: text,
          name: text,
          tableId: text,
          spec,
          analyses: v.optional(v.array(v.looseObject({ id: text, request: v.looseObject({ kind: text }) }))),
        }),
      ),
      results: v.array(v.looseObject({ modelId: text, tableVersion: v.number(), fit })),
      report: v.looseObject({ title: text, author: text, entries: v.array(v.looseObject({ kind: text, id: text })) }),
      numberStyle: style,
    }),
    input,
  ),
)

export const paramSchemas: { readonly [M in MethodName]: v.GenericSchema<unknown, ParamsOf<M>> } = {
  'table.put': v.looseObject({ table }),
  'table.patch': v.looseObject({ patch }),
  'table.drop': v.looseObject({ tableId: text }),
  'import.preview': v.looseObject({ name: text, bytes, options: readOptions, nPreviewRows: count }),
  'import.read': v.looseObject({ tableId: text, name: text, bytes, options: readOptions }),
  'data.describe': v.looseObject(tableRef),
  'export.csv': v.looseObject(tableRef),
  'model.describe': v.looseObject({ ...tableRef, spec, modelId: text }),
  'model.fit': v.looseObject({ ...tableRef, spec, modelId: text, style }),
  'analysis.run': v.looseObject({ ...tableRef, id: text, spec, request: analysisRequest, style }),
  'report.blocks': v.looseObject({
    tableId: v.optional(text),
    version: v.optional(v.number()),
    fit,
    modelId: text,
    style,
  }),
  'report.compare': v.looseObject({
    id: text,
    models: v.array(v.looseObject({ modelId: text, name: text, fit })),
    style,
  }),
  'report.html': v.looseObject({ report, theme: v.picklist(['print', 'screen']) }),
  'project.encode': v.looseObject({ document: project, report, appVersion: text, savedAt: text }),
  'project.decode': v.looseObject({ bytes }),
}

export const messageSchema = v.variant('kind', [
  v.looseObject({
    kind: v.literal('request'),
    id,
    method: v.picklist(Object.keys(paramSchemas) as MethodName[]),
    params: v.looseObject({}),
    topic: v.optional(text),
    revision: v.optional(id),
  }),
  v.looseObject({ kind: v.literal('cancel'), id }),
  v.looseObject({ kind: v.literal('ping'), id }),
])

import type { EngineMethods, ModelDescription, ParamsOf } from './contract/methodMap'
import type { DataTable } from './contract/columns'
import { describeDesign } from './data/describeDesign'
import { previewDelimited, readDelimited, writeCsv } from './data'
import { fitModel } from './fit/fitModel'
import { parseFormula, printFormula } from './formula'
import { analyse } from './inference/analyse'
import { buildModelFrame } from './model'
import { decodeProject } from './project/decodeProject'
import { analysisBlocks } from './report/analyses'
import { buildReport } from './report/buildReport'
import { compareBlocks } from './report/compareBlocks'
import { describeEquations } from './report/equations'
import { TableCache } from './tableCache'

/**
 * The engine as its process offers it: every method of the contract over one cache of tables. Methods that need a table
 * throw TableUnknown where it is not held at the version asked for; apart from that and from a checkpoint's rejection,
 * what is thrown is a bug. Pages, with their fonts and the chart library, are loaded when the first one is written.
 */
export function createEngineMethods(): EngineMethods {
  const tables = new TableCache()
  return {
    'table.put': ({ table }) => {
      tables.put(table)
      return null
    },
    'table.patch': ({ patch }) => {
      tables.patch(patch)
      return null
    },
    'table.drop': ({ tableId }) => {
      tables.drop(tableId)
      return null
    },
    'import.preview': ({ name, bytes, options, nPreviewRows }) => previewDelimited(name, bytes, options, nPreviewRows),
    'import.read': ({ tableId, name, bytes, options }) => readDelimited(tableId, name, bytes, options),
    'data.describe': ({ tableId, version }) => describeDesign(tables.get(tableId, version)),
    'export.csv': ({ tableId, version }) => writeCsv(tables.get(tableId, version)),
    'model.describe': (params) => describeModel(params, tables.get(params.tableId, params.version)),
    'model.fit': async ({ tableId, version, spec, modelId, style }, context) => {
      const table = tables.get(tableId, version)
      const outcome = await fitModel(spec, table, context)
      if (outcome.status === 'refused') return outcome
      const { fit } = outcome
      context.progress({
        stage: 'report',
        fraction: null,
        nEvaluations: fit.timing.nEvaluations,
        objective: fit.objective,
      })
      await context.checkpoint()
      return { status: 'fitted', fit, blocks: buildReport(fit, { modelId, style, table, maxModeRows: Infinity }) }
    },
    'analysis.run': async ({ tableId, version, id, spec, request, style }, context) => {
      const outcome = await analyse(spec, tables.get(tableId, version), request, context)
      if (!outcome.ok) return { status: 'refused', problems: outcome.problems }
      await context.checkpoint()
      return { status: 'done', blocks: analysisBlocks(outcome.value, request, { id, level: spec.level, style }) }
    },
    'report.blocks': ({ tableId, version, fit, modelId, style, maxModeRows }) => {
      const table = tableId === undefined || version === undefined ? undefined : tables.get(tableId, version)
      return buildReport(fit, { modelId, style, table, maxModeRows })
    },
    'report.compare': ({ id, models, style }) => compareBlocks(id, models, style),
    'report.html': async ({ report, theme }) => {
      const { toHtml } = await import('./report/toHtml')
      return toHtml(report, theme)
    },
    'project.encode': async ({ document, report, appVersion, savedAt }) => {
      const { encodeProject } = await import('./project/encodeProject')
      return encodeProject(document, report, { appVersion, savedAt })
    },
    'project.decode': ({ bytes }) => decodeProject(bytes),
  }
}

function describeModel({ spec, modelId }: ParamsOf<'model.describe'>, table: DataTable): ModelDescription {
  const read = parseFormula(spec.formula)
  const frame = buildModelFrame(spec, table)
  return {
    formula: read.ok ? printFormula(read.formula) : spec.formula,
    problems: frame.ok ? [] : frame.problems,
    equations: describeEquations(spec, table, { id: `${modelId}/equations` }),
  }
}

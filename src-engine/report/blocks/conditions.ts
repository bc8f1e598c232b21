import type { Condition, Mend } from '../../contract/problems'
import type { ConditionBlock, ConditionMend } from '../../contract/reportBlocks'
import { blockId, type ReportContext } from '../context'
import { conditionFinding, mendLabel, type Catalogue } from '../messages'

const order = { error: 0, warning: 1, info: 2 } as const

/** Findings on the fit, gravest first, each with what it means and what can be done. */
export function conditionBlocks(context: ReportContext): ConditionBlock[] {
  const used = new Map<string, number>()
  return [...context.fit.conditions]
    .sort((a, b) => order[a.severity] - order[b.severity])
    .map((condition) => {
      const times = (used.get(condition.code) ?? 0) + 1
      used.set(condition.code, times)
      const name = times === 1 ? `condition-${condition.code}` : `condition-${condition.code}-${times}`
      return conditionBlock(blockId(context, name), condition, context.texts)
    })
}

function conditionBlock(id: string, condition: Condition, texts: Catalogue): ConditionBlock {
  const { title, paragraphs } = conditionFinding(condition, texts)
  const mends = condition.mends.map((mend) => mendOf(mend, texts))
  return { id, kind: 'condition', severity: condition.severity, title, paragraphs, mends }
}

function mendOf(mend: Mend, texts: Catalogue): ConditionMend {
  const { code, params, formula } = mend
  const base = { label: mendLabel(mend, texts), code, params }
  return formula === undefined ? base : { ...base, formula }
}

import type { DataTable } from '../contract/columns'
import type { ConditionParams } from '../contract/problemParams'
import type { Condition, ConditionCode, Mend, Severity } from '../contract/problems'
import type { ModelSpec } from '../contract/modelSpec'
import { setNesting, setSlopes } from '../formula/edit'
import { printFormula } from '../formula/print'
import { countCombinations, type Coded } from '../data/factors'
import type { FrameData } from './frameData'
import type { RandomDesign } from './modelFrame'
import { mend } from './problem'
import type { RandomTermFrame } from './randomDesign'
import type { Selection } from './selectRows'
import type { ReadSpec } from './validateSpec'

/** Fewer levels than this leave a variance between levels very uncertain. */
const fewLevels = 5

function finding<C extends ConditionCode>(
  code: C,
  severity: Severity,
  params: ConditionParams[C],
  concerns: readonly string[],
  mends: readonly Mend[] = [],
  measured?: { readonly observed: number; readonly tolerance: number },
): Condition {
  return { code, severity, params: { ...params }, concerns, mends, ...measured }
}

/** What the analyst should know of the data under a model, whatever the fit says. */
export function describeFrame(
  spec: ModelSpec,
  table: DataTable,
  read: ReadSpec,
  selection: Selection,
  data: FrameData,
  terms: readonly RandomTermFrame[],
): Condition[] {
  return [
    ...rowFindings(spec, table, selection, data),
    ...levelFindings(read, data),
    ...groupFindings(terms.map((term) => term.design)),
    ...slopeFindings(read, terms),
    ...nestingFindings(read, data),
  ]
}

function rowFindings(spec: ModelSpec, table: DataTable, selection: Selection, data: FrameData): Condition[] {
  const out: Condition[] = []
  const { nDropped, dropped, nZeroWeights } = selection
  if (nDropped > 0) {
    const params = { nDropped, nRows: table.nRows, nObs: data.n }
    out.push(
      finding(
        'dropped-rows',
        'info',
        params,
        dropped.map(({ variable }) => variable),
      ),
    )
  }
  if (nZeroWeights > 0 && spec.weights !== undefined)
    out.push(finding('zero-weights', 'info', { variable: spec.weights, nRows: nZeroWeights }, [spec.weights]))
  return out
}

/** Levels of text factors that no observation used has. */
function levelFindings({ variables }: ReadSpec, data: FrameData): Condition[] {
  return variables.flatMap((variable) => {
    if (data.column(variable).kind !== 'factor') return []
    const { vanished } = data.factor(variable)
    if (vanished.length === 0) return []
    const shown = vanished.length > 10 ? [...vanished.slice(0, 10), '…'] : vanished
    return [
      finding('dropped-levels', 'info', { variable, levels: shown.join(', '), nLevels: vanished.length }, [variable]),
    ]
  })
}

function groupFindings(designs: readonly RandomDesign[]): Condition[] {
  const out: Condition[] = []
  const seen = new Set<string>()
  for (const { group, nLevels, codes } of designs) {
    if (seen.has(group)) continue
    seen.add(group)
    const nObs = codes.length
    if (nLevels < fewLevels)
      out.push(
        finding('few-levels', 'info', { group, nLevels }, [group], [], { observed: nLevels, tolerance: fewLevels }),
      )
    if (nObs < 2 * nLevels) {
      const params = { group, nLevels, nObs, nSingle: countSingles(codes, nLevels) }
      out.push(
        finding('few-observations-per-level', 'info', params, [group], [], { observed: nObs / nLevels, tolerance: 2 }),
      )
    }
  }
  return out
}

function countSingles(codes: Int32Array, nLevels: number): number {
  const counts = new Int32Array(nLevels)
  for (const code of codes) counts[code]++
  return counts.filter((count) => count === 1).length
}

function slopeFindings({ ast, expanded }: ReadSpec, terms: readonly RandomTermFrame[]): Condition[] {
  return terms.flatMap(({ design, betweenSlopes }, index) =>
    betweenSlopes.map((term) => {
      const rest = expanded.random[index].terms.filter((other) => other.name !== term).map((other) => other.label)
      const without = mend('drop-slope', { group: design.group, term }, printFormula(setSlopes(ast, index, rest)))
      return finding('slope-between-groups', 'warning', { group: design.group, term }, [design.group, term], [without])
    }),
  )
}

/**
 * Two grouping factors that enter side by side while the labels of one recur in most levels of the other: equal labels
 * may mean different units. Said only where their combination could have an effect of its own (repeated observations),
 * so that fully crossed designs with one observation per cell are left in peace.
 */
function nestingFindings({ ast, expanded }: ReadSpec, data: FrameData): Condition[] {
  const single = expanded.random.flatMap(({ group }, index) => (group.length === 1 ? [{ name: group[0], index }] : []))
  const distinct = single.filter((a, k) => single.findIndex((b) => b.name === a.name) === k)
  const combined = (a: string, b: string): boolean =>
    expanded.random.some(({ group }) => group.length > 1 && group.includes(a) && group.includes(b))
  const out: Condition[] = []
  distinct.forEach((a, k) => {
    for (const b of distinct.slice(k + 1)) {
      if (combined(a.name, b.name) || !labelsRecur(data.factor(a.name), data.factor(b.name))) continue
      const aIsInner = data.factor(a.name).levels.length < data.factor(b.name).levels.length
      const [inner, outer] = aIsInner ? [a, b] : [b, a]
      const params = { inner: inner.name, outer: outer.name }
      const nested = mend('nest', params, printFormula(setNesting(ast, inner.index, [outer.name])))
      out.push(finding('implicit-nesting', 'info', params, [inner.name, outer.name], [nested]))
    }
  })
  return out
}

/** Most combinations occur, and on average at least twice. */
function labelsRecur(a: Coded, b: Coded): boolean {
  const nAll = a.levels.length * b.levels.length
  if (nAll > a.codes.length) return false
  const nCells = countCombinations(a, b)
  return nCells >= nAll / 2 && a.codes.length >= 2 * nCells
}

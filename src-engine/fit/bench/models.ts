import type { Column, DataTable } from '../../contract/columns'
import { defaultModelSpec, type ModelSpec } from '../../contract/modelSpec'
import type { FitResult } from '../../contract/fitResult'
import { createRandom } from '../../math/random'
import { fitModel } from '../fitModel'

/** Models whose fitting times the project keeps an eye on: data simulated by seed, or read by the caller. */

export interface FitTime {
  readonly name: string
  readonly nObs: number
  /** Frame and fit with all tests on the loaded table, in milliseconds: the median and the spread of the runs. */
  readonly medianMs: number
  readonly fastestMs: number
  readonly slowestMs: number
  readonly nEvaluations: number
  readonly objective: number
}

export async function timeFit(
  name: string,
  table: DataTable,
  changes: Partial<ModelSpec> & Pick<ModelSpec, 'formula'>,
  nRuns: number,
): Promise<FitTime> {
  const times: number[] = []
  let last: FitResult | null = null
  for (let run = 0; run < nRuns; run++) {
    const started = performance.now()
    const outcome = await fitModel({ ...defaultModelSpec, ...changes }, table)
    times.push(performance.now() - started)
    if (outcome.status === 'refused') throw new Error(`${name}: ${JSON.stringify(outcome.problems)}`)
    last = outcome.fit
  }
  if (last === null) throw new Error('at least one run is needed')
  times.sort((a, b) => a - b)
  return {
    name,
    nObs: last.nObs,
    medianMs: times[Math.floor(times.length / 2)],
    fastestMs: times[0],
    slowestMs: times[times.length - 1],
    nEvaluations: last.timing.nEvaluations,
    objective: last.objective,
  }
}

const numeric = (name: string, values: Float64Array): Column => ({
  id: name,
  name,
  version: 0,
  kind: 'numeric',
  type: 'continuous',
  values,
})

const factor = (name: string, codes: Int32Array, nLevels: number): Column => ({
  id: name,
  name,
  version: 0,
  kind: 'factor',
  type: 'nominal',
  codes,
  levels: Array.from({ length: nLevels }, (_, l) => `${name}${l}`),
})

const table = (columns: readonly Column[], nRows: number): DataTable => ({
  id: 'bench',
  name: 'bench',
  version: 0,
  nRows,
  columns,
})

/** One grouping factor with random intercepts and slopes. */
export function simulateSlopes(nRows: number, nGroups: number, seed: number): DataTable {
  const random = createRandom(seed)
  const intercept = Float64Array.from({ length: nGroups }, () => 0.8 * random.normal())
  const slope = Float64Array.from({ length: nGroups }, () => 0.5 * random.normal())
  const y = new Float64Array(nRows)
  const x = new Float64Array(nRows)
  const g = new Int32Array(nRows)
  for (let i = 0; i < nRows; i++) {
    g[i] = i < nGroups ? i : random.integer(nGroups)
    x[i] = random.normal()
    y[i] = 1 + 0.5 * x[i] + intercept[g[i]] + slope[g[i]] * x[i] + random.normal()
  }
  return table([numeric('y', y), numeric('x', x), factor('g', g, nGroups)], nRows)
}

/** Pupils in classes in schools, one covariate at the lowest and one at the highest level. */
export function simulateNested(nRows: number, nInner: number, nOuter: number, seed: number): DataTable {
  const random = createRandom(seed)
  const outerOf = Int32Array.from({ length: nInner }, (_, l) => (l < nOuter ? l : random.integer(nOuter)))
  const inner = Float64Array.from({ length: nInner }, () => random.normal())
  const outer = Float64Array.from({ length: nOuter }, () => 0.7 * random.normal())
  const y = new Float64Array(nRows)
  const x = new Float64Array(nRows)
  const z = new Float64Array(nRows)
  const a = new Int32Array(nRows)
  const b = new Int32Array(nRows)
  for (let i = 0; i < nRows; i++) {
    a[i] = i < nInner ? i : random.integer(nInner)
    b[i] = outerOf[a[i]]
    x[i] = random.normal()
    z[i] = b[i] % 2
    y[i] = 1 + 0.2 * x[i] + 0.1 * z[i] + inner[a[i]] + outer[b[i]] + 2 * random.normal()
  }
  return table(
    [numeric('y', y), numeric('x', x), numeric('z', z), factor('s', a, nInner), factor('c', b, nOuter)],
    nRows,
  )
}

/** Two crossed factors, each row a pair drawn at random. */
export function simulateCrossed(nRows: number, nFirst: number, nSecond: number, seed: number): DataTable {
  const random = createRandom(seed)
  const first = Float64Array.from({ length: nFirst }, () => 0.4 * random.normal())
  const second = Float64Array.from({ length: nSecond }, () => 0.6 * random.normal())
  const y = new Float64Array(nRows)
  const a = new Int32Array(nRows)
  const b = new Int32Array(nRows)
  for (let i = 0; i < nRows; i++) {
    a[i] = i < nFirst ? i : random.integer(nFirst)
    b[i] = i < nSecond ? i : random.integer(nSecond)
    y[i] = 3 + first[a[i]] + second[b[i]] + random.normal()
  }
  return table([numeric('y', y), factor('a', a, nFirst), factor('b', b, nSecond)], nRows)
}

/** A table from columns of text: those named as factors coded by value or text, the others numbers. */
export function tableFromTexts(
  columns: Readonly<Record<string, readonly string[]>>,
  factors: readonly string[],
): DataTable {
  const names = Object.keys(columns)
  return table(
    names.map((name) => {
      const texts = columns[name]
      if (!factors.includes(name)) return numeric(name, Float64Array.from(texts, Number))
      const levels = [...new Set(texts)]
      const isNumber = levels.every((level) => Number.isFinite(Number(level)))
      levels.sort((p, q) => (isNumber ? Number(p) - Number(q) : p < q ? -1 : 1))
      const code = new Map(levels.map((level, l) => [level, l]))
      const codes = Int32Array.from(texts, (text) => code.get(text) ?? -1)
      return { id: name, name, version: 0, kind: 'factor', type: 'nominal', codes, levels }
    }),
    columns[names[0]].length,
  )
}

import type { ModelFrame } from '../model/modelFrame'

/** A model frame built by hand, for tests of the numerical stages. */
export interface HandMade {
  readonly y: ArrayLike<number>
  /** Columns of X by name; the intercept is not added. */
  readonly X: Readonly<Record<string, ArrayLike<number>>>
  readonly random?: readonly {
    readonly group: string
    readonly labels: ArrayLike<string | number>
    readonly effects: Readonly<Record<string, ArrayLike<number>>>
    readonly correlated?: boolean
  }[]
  readonly weights?: ArrayLike<number>
  readonly offset?: ArrayLike<number>
}

/** Levels are numbered in order of appearance; every column of X is a term of its own. */
export function handMadeFrame(made: HandMade): ModelFrame {
  const n = made.y.length
  const names = Object.keys(made.X)
  const termNames = names.filter((name) => name !== '(Intercept)')
  return {
    nObs: n,
    outcome: 'y',
    y: Float64Array.from(made.y),
    X: {
      nRows: n,
      nColumns: names.length,
      values: columns(Object.values(made.X), n),
      names,
      termOf: Int32Array.from(names, (name) => termNames.indexOf(name)),
      termNames,
    },
    random: (made.random ?? []).map((r) => {
      const levels = [...new Set(Array.from(r.labels, String))]
      return {
        group: r.group,
        nLevels: levels.length,
        levels,
        codes: Int32Array.from(r.labels, (label: string | number) => levels.indexOf(String(label))),
        terms: Object.keys(r.effects),
        values: columns(Object.values(r.effects), n),
        correlated: r.correlated ?? true,
      }
    }),
    weights: made.weights ? Float64Array.from(made.weights) : null,
    offset: made.offset ? Float64Array.from(made.offset) : null,
    trials: null,
    rows: Int32Array.from({ length: n }, (_, i) => i),
    nDropped: 0,
    dropped: [],
    coding: [],
    termVariables: termNames.map((name) => name.split(':')),
    hasIntercept: names.includes('(Intercept)'),
    findings: [],
  }
}

function columns(list: readonly ArrayLike<number>[], n: number): Float64Array {
  const out = new Float64Array(n * list.length)
  list.forEach((column, j) => out.set(Array.from(column), j * n))
  return out
}

/** n ones. */
export const ones = (n: number): number[] => new Array<number>(n).fill(1)

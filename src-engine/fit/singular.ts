import type { ConditionParams } from '../contract/problemParams'
import type { Condition, Mend } from '../contract/problems'
import { removeRandomTerm, setCorrelated, setSlopes } from '../formula/edit'
import { expandFormula } from '../formula/expand'
import { parseFormula } from '../formula/parse'
import { printFormula } from '../formula/print'
import type { ModelFrame } from '../model/modelFrame'
import { mend } from '../model/problem'
import { codedCovariance, collapseTolerance, type Collapse } from './covarianceTemplates'
import { condition } from './conditions'
import { placeTerms } from './randomEffects'
import type { LmmSolution } from './solution'

/** One condition for each direction of each term in which the effects do not vary at the optimum. */
export function singularConditions(solution: LmmSolution, formula: string): Condition[] {
  const { frame } = solution.objective
  const out: Condition[] = []
  placeTerms(solution).forEach(({ block, member }, t) => {
    const collapse = solution.collapses[t]
    if (collapse.directions.length === 0) return
    const Psi = codedCovariance(block, member, collapse.projected)
    const size = typicalSize(frame, t)
    for (const finding of describe(frame, t, Psi, size, collapse)) {
      out.push(
        condition('singular', 'warning', finding, {
          concerns: [finding.group, finding.term],
          mends: mendsFor(formula, t, finding, frame),
          observed: 0,
          tolerance: collapseTolerance,
        }),
      )
    }
  })
  return out
}

/** Root mean square of each column of the term's design: what turns a coefficient's variance into one of the outcome. */
function typicalSize(frame: ModelFrame, t: number): number[] {
  const { values, terms } = frame.random[t]
  const n = frame.nObs
  return terms.map((_, c) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += values[c * n + i] ** 2
    return Math.sqrt(sum / n)
  })
}

type Finding = ConditionParams['singular']

/** The simplest description of what collapsed: a variance at zero, a correlation of ±1, or else a combination. */
function describe(
  frame: ModelFrame,
  t: number,
  Psi: Float64Array,
  size: readonly number[],
  collapse: Collapse,
): Finding[] {
  const { group, terms, nLevels } = frame.random[t]
  const k = terms.length
  const findings: Finding[] = []
  const isZero = terms.map((_, i) => Math.sqrt(Math.max(0, Psi[i * k + i])) * size[i] <= 1e-7)
  terms.forEach((term, i) => {
    if (isZero[i]) findings.push({ group, collapse: 'variance-zero', term, nLevels })
  })
  for (let i = 0; i < k && findings.length < collapse.directions.length; i++) {
    for (let j = i + 1; j < k && findings.length < collapse.directions.length; j++) {
      if (isZero[i] || isZero[j]) continue
      const r = Psi[j * k + i] / Math.sqrt(Psi[i * k + i] * Psi[j * k + j])
      if (Math.abs(r) < 1 - 1e-6) continue
      findings.push({
        group,
        collapse: 'correlation-one',
        term: terms[j],
        other: terms[i],
        correlation: Math.sign(r),
        nLevels,
      })
    }
  }
  if (findings.length < collapse.directions.length) {
    findings.push({
      group,
      collapse: 'direction',
      term: terms[k - 1],
      direction: nullDirection(Psi, size, terms),
      nLevels,
    })
  }
  return findings
}

/** A combination w of the effects with wᵀ Psi w = 0, written out; the largest weight is one. */
function nullDirection(Psi: Float64Array, size: readonly number[], terms: readonly string[]): string {
  const k = terms.length
  // The last effect regressed on the others in units of its design: the remainder does not vary.
  const weights = solveNull(Psi, size, k)
  const largest = weights.reduce((most, w) => (Math.abs(w) > Math.abs(most) ? w : most), 0)
  return weights
    .map((w, i) => ({ weight: w / largest, term: terms[i] }))
    .filter(({ weight }) => Math.abs(weight) > 1e-3)
    .map(({ weight, term }, i) => {
      const sign = weight < 0 ? (i === 0 ? '−' : ' − ') : i === 0 ? '' : ' + '
      return `${sign}${Math.abs(weight).toPrecision(3)} × ${term}`
    })
    .join('')
}

/** Null vector of Psi by elimination with the pivots in order of size. */
function solveNull(Psi: Float64Array, size: readonly number[], k: number): number[] {
  const M = Array.from({ length: k }, (_, i) =>
    Array.from({ length: k }, (__, j) => Psi[j * k + i] * size[i] * size[j]),
  )
  const pivots: number[] = []
  for (let step = 0; step < k - 1; step++) {
    const free = M.map((_, i) => i).filter((i) => !pivots.includes(i))
    const best = free.reduce((a, b) => (M[b][b] > M[a][a] ? b : a))
    if (M[best][best] <= 1e-14) break
    pivots.push(best)
    for (const i of free) {
      if (i === best) continue
      const f = M[i][best] / M[best][best]
      for (let j = 0; j < k; j++) M[i][j] -= f * M[best][j]
    }
  }
  const last = M.map((_, i) => i).find((i) => !pivots.includes(i)) ?? k - 1
  const w = new Array<number>(k).fill(0)
  w[last] = 1
  for (const pivot of [...pivots].reverse()) {
    let sum = 0
    for (let j = 0; j < k; j++) if (j !== pivot) sum += M[pivot][j] * w[j]
    w[pivot] = -sum / M[pivot][pivot]
  }
  return w.map((v, i) => v * size[i])
}

function mendsFor(formula: string, t: number, finding: Finding, frame: ModelFrame): Mend[] {
  const parsed = parseFormula(formula)
  if (!parsed.ok) return []
  const ast = parsed.formula
  const random = expandFormula(ast).random.at(t)
  if (!random) return []
  const { group } = finding
  const mends: Mend[] = []
  const { terms, correlated } = frame.random[t]
  if (correlated && terms.length > 1 && finding.collapse !== 'variance-zero') {
    mends.push(mend('uncorrelate', { group }, printFormula(setCorrelated(ast, t, false))))
  }
  const slopes = random.terms.filter((term) =>
    finding.collapse === 'direction' ? true : finding.term === term.name || finding.term.startsWith(`${term.name}[`),
  )
  for (const slope of slopes) {
    const rest = random.terms.filter((other) => other !== slope)
    if (rest.length === 0 && !random.intercept) continue
    const labels = rest.map((other) => other.label)
    mends.push(
      mend('drop-slope', { group, term: slope.name }, printFormula(setSlopes(ast, t, labels, random.intercept))),
    )
  }
  if (terms.length === 1) {
    mends.push(mend('drop-random-term', { group }, printFormula(removeRandomTerm(ast, t))))
  }
  return mends
}

import type { DataTable } from '../../contract/columns'
import type { CodingNote } from '../../contract/fitResult'
import type { ModelSpec } from '../../contract/modelSpec'
import type { EquationBlock } from '../../contract/reportBlocks'
import { english, type Catalogue } from '../messages'
import { arithmetic } from './atoms'
import { linkOf, outcomeDistribution, randomDistributions, residualDistribution } from './distributions'
import { aligned, brokenEquation, indexed, latexText, type Summand } from './latex'
import { LevelWriter, type LevelEquation } from './levels'
import { readStructure, type Structure } from './structure'

export interface EquationOptions {
  readonly id: string
  /** Coding of factors as fitted, where there is a fit. */
  readonly coding?: readonly CodingNote[]
  readonly texts?: Catalogue
}

/** From so many constant coefficients on, a level names the first and the last of them only. */
const manyConstants = 6

/**
 * The equations of a model: combined, level by level, and the distributions. null where the formula cannot be read. The
 * table tells at which level each variable varies and which levels a factor has.
 */
export function describeEquations(
  spec: ModelSpec,
  table: DataTable | null,
  { id, coding = [], texts = english }: EquationOptions,
): EquationBlock | null {
  const structure = readStructure(spec, table, coding)
  if (structure === null) return null
  const words = texts.equations
  const writer = new LevelWriter(structure)
  const index = writer.index(0)
  const isNormal = spec.family === 'gaussian' && spec.link === 'identity'
  const isMixed = structure.groups.length > 0
  const outcome = arithmetic(structure.outcome, index, 1)
  const left = isNormal ? outcome : linkOf(spec, index)
  const error: Summand | null = isNormal ? { sign: '+', latex: `\\varepsilon_{${index}}` } : null
  const offsets = offsetSummands(spec, structure, index)
  const written = writer.write(left, error, offsets)

  const combined = [...written.fixed, ...written.random, ...offsets, ...(error === null ? [] : [error])]
  const lines: { latex: string; caption?: string }[] = []
  if (!isNormal)
    lines.push({ latex: outcomeDistribution(spec, outcome, index, isMixed), caption: words.family(spec.family) })
  lines.push({
    latex: aligned(brokenEquation(left, '=', nonEmpty(combined))),
    caption: words.combined({ indices: indicesOf(structure) }),
  })
  if (isMixed) {
    written.levels.forEach((equations, level) => {
      const caption =
        level === 0 ? words.levelOne : words.levelAbove({ level: level + 1, groups: groupsAt(structure, level) })
      lines.push({ latex: aligned(levelRows(equations)), caption })
    })
    lines.push({
      latex: aligned(randomDistributions(structure, written).map((row) => row.replace(' \\sim ', ' &\\sim '))),
      caption: words.distribution,
    })
  }
  if (isNormal) lines.push({ latex: residualDistribution(spec, index), caption: words.residual })
  return { id, kind: 'equation', title: words.title, lines }
}

/** Coefficients with effects of their own first; many that are the same everywhere share a row. */
function levelRows(equations: readonly LevelEquation[]): string[] {
  const constant = equations.filter(({ isConstant }) => isConstant)
  if (constant.length < manyConstants) return equations.flatMap(rowsOf)
  const [first, last] = [constant[0], constant[constant.length - 1]].map(
    ({ left, right }) => `${left} = ${right.map(({ latex }) => latex).join('')}`,
  )
  return [
    ...equations.filter(({ isConstant }) => !isConstant).flatMap(rowsOf),
    `${first.replace(' = ', ' &= ')},\\quad \\dots,\\quad ${last}`,
  ]
}

function rowsOf({ left, right }: LevelEquation): string[] {
  return brokenEquation(left, '=', nonEmpty(right))
}

function nonEmpty(summands: readonly Summand[]): readonly Summand[] {
  return summands.length > 0 ? summands : [{ sign: '+', latex: '0' }]
}

function offsetSummands(spec: ModelSpec, { offsets }: Structure, index: string): Summand[] {
  const inFormula = offsets.map((expr): Summand => ({ sign: '+', latex: arithmetic(expr, index, 2) }))
  return spec.offset === undefined
    ? inFormula
    : [...inFormula, { sign: '+', latex: indexed(latexText(spec.offset), index) }]
}

function indicesOf({ groups }: Structure): { letter: string; group: string | null }[] {
  return [{ letter: 'i', group: null }, ...groups.map(({ letter, label }) => ({ letter, group: label }))]
}

/** Names of the grouping factors whose effects enter at a level (0 is that of the observations). */
function groupsAt({ groups, nested }: Structure, level: number): string[] {
  return nested ? [groups[level - 1].label] : groups.map(({ label }) => label)
}

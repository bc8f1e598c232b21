import type { Mend, SpecPlace, SpecProblem } from '../contract/problems'
import { removeRandomTerm, setCorrelated, setSlopes } from '../formula/edit'
import type { FormulaAst } from '../formula/ast'
import type { ExpandedRandom } from '../formula/expand'
import { printFormula } from '../formula/print'
import { designMatrix, type CodingOf } from './designMatrix'
import type { FrameData } from './frameData'
import type { DesignMatrix, RandomDesign } from './modelFrame'
import { mend, specProblem } from './problem'
import { betweenGroupColumns, countPatterns } from './withinVariation'

export interface RandomTermFrame {
  readonly design: RandomDesign
  /** Labels of slope terms that are constant within every level and yet estimable. */
  readonly betweenSlopes: readonly string[]
}

export type RandomTermResult =
  | { readonly ok: true; readonly term: RandomTermFrame }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] }

/** Codes the random term at `index` of the expanded formula, or says why its variances cannot be estimated. */
export function randomDesign(
  ast: FormulaAst,
  index: number,
  random: ExpandedRandom,
  data: FrameData,
  codingOf: CodingOf,
  hasResidual: boolean,
): RandomTermResult {
  const place: SpecPlace = { at: 'random', group: random.label }
  const { codes, levels } = data.group(random.group)
  const dropTerm = mend('drop-random-term', { group: random.label }, printFormula(removeRandomTerm(ast, index)))
  if (levels.length === 1) {
    const params = { group: random.label, level: levels[0] }
    return { ok: false, problems: [specProblem('grouping-one-level', place, params, [dropTerm])] }
  }
  const coded = designMatrix(random.terms, random.intercept, data, codingOf, place)
  if (!coded.ok) return coded
  const { matrix } = coded
  const design: RandomDesign = {
    group: random.label,
    nLevels: levels.length,
    levels,
    codes,
    terms: matrix.names,
    values: matrix.values,
    correlated: random.correlated || matrix.nColumns === 1,
  }
  const exceeding = hasResidual ? tooManyEffects(ast, index, random, design, matrix, dropTerm) : null
  if (exceeding) return { ok: false, problems: [exceeding] }
  return checkSlopes(ast, index, random, design, matrix)
}

/** How many effects the term has that one covariance matrix describes: with `||`, each column stands alone. */
function jointEffects(nLevels: number, nColumns: number, correlated: boolean): number {
  return correlated ? nLevels * nColumns : nLevels
}

/** As many random effects as observations leave nothing to tell their variances from the residual variance. */
function tooManyEffects(
  ast: FormulaAst,
  index: number,
  random: ExpandedRandom,
  design: RandomDesign,
  matrix: DesignMatrix,
  dropTerm: Mend,
): SpecProblem | null {
  const { nLevels, correlated } = design
  const nObs = matrix.nRows
  const nRandom = jointEffects(nLevels, matrix.nColumns, correlated)
  if (nRandom < nObs) return null
  const mends: Mend[] = []
  const widths = random.terms.map((_, t) => matrix.termOf.filter((of) => of === t).length)
  random.terms.forEach((term, t) => {
    const rest = random.terms.filter((other) => other !== term).map((other) => other.label)
    const nColumns = Math.max(1, matrix.nColumns - widths[t])
    if (jointEffects(nLevels, nColumns, correlated) < nObs)
      mends.push(
        mend('drop-slope', { group: random.label, term: term.name }, printFormula(setSlopes(ast, index, rest))),
      )
  })
  if (correlated && matrix.nColumns > 1 && nLevels < nObs)
    mends.push(mend('uncorrelate', { group: random.label }, printFormula(setCorrelated(ast, index, false))))
  mends.push(dropTerm)
  const params = { group: random.label, nRandom, nObs, terms: design.terms.join(', ') }
  return specProblem('random-effects-exceed-observations', { at: 'random', group: random.label }, params, mends)
}

/**
 * Columns that are constant within every level say something about the variance between levels only: as many
 * combinations of them must occur as they have covariance parameters.
 */
function checkSlopes(
  ast: FormulaAst,
  index: number,
  random: ExpandedRandom,
  design: RandomDesign,
  matrix: DesignMatrix,
): RandomTermResult {
  const between = betweenGroupColumns(design.codes, design.nLevels, matrix)
  const slopes = between.filter((j) => matrix.termOf[j] >= 0)
  if (slopes.length === 0) return { ok: true, term: { design, betweenSlopes: [] } }
  const labels = [...new Set(slopes.map((j) => random.terms[matrix.termOf[j]].name))]
  const nParameters = design.correlated ? (between.length * (between.length + 1)) / 2 : between.length
  const nPatterns = countPatterns(design.codes, design.nLevels, matrix, between)
  if (nPatterns >= nParameters) return { ok: true, term: { design, betweenSlopes: labels } }
  const problems = labels.map((variable) => {
    const rest = random.terms.filter((term) => term.name !== variable).map((term) => term.label)
    const formula = printFormula(setSlopes(ast, index, rest))
    return specProblem(
      'random-slope-not-varying',
      { at: 'random', group: random.label },
      { group: random.label, variable },
      [mend('drop-slope', { group: random.label, term: variable }, formula)],
    )
  })
  return { ok: false, problems }
}

import type { Column, FitResult, ModelSpec, ProjectDocument, ProjectModel } from '../../../../src-engine/contract'
import { readFormula, variablesOfText } from '../builder/formulaText'
import { columnsByName, isFactor } from '../builder/variableTypes'

/** What the analyses of a model can be about. */
export interface AnalysisChoices {
  /** Variables among the fixed effects, in their order. */
  readonly factors: readonly string[]
  readonly covariates: readonly string[]
  /** Variables by which random effects are grouped. */
  readonly groups: readonly string[]
  /** Names of the fixed coefficients but the intercept; empty before there is a fit. */
  readonly coefficients: readonly string[]
}

/** Reads off a model what its analyses can be about. */
export function choicesOf(spec: ModelSpec, columns: readonly Column[], fit: FitResult | null): AnalysisChoices {
  const { view } = readFormula(spec.formula)
  const byName = columnsByName(columns)
  const variables = [...new Set(view.fixed.flatMap(variablesOfText))].filter((name) => byName.has(name))
  return {
    factors: variables.filter((name) => isFactor(byName.get(name))),
    covariates: variables.filter((name) => !isFactor(byName.get(name))),
    groups: [...new Set(view.random.flatMap(({ group }) => [...group].reverse()))],
    coefficients: fit?.fixed.map(({ name }) => name).filter((name) => name !== '(Intercept)') ?? [],
  }
}

/** Models of the same table and outcome, the model itself among them. */
export function comparableWith(model: ProjectModel, document: ProjectDocument): readonly ProjectModel[] {
  const outcomeOf = ({ spec }: ProjectModel): string | null => readFormula(spec.formula).view.outcome
  const outcome = outcomeOf(model)
  if (outcome === null) return []
  return document.models.filter((other) => other.tableId === model.tableId && outcomeOf(other) === outcome)
}

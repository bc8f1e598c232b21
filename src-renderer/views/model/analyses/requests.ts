import type {
  Adjustment,
  AnalysisRequest,
  ContrastFamily,
  MarginalMeansRequest,
  ProjectDocument,
  ProjectModel,
  StoredAnalysisRequest,
} from '../../../../src-engine/contract'
import { comparableWith, type AnalysisChoices } from './choices'

export type AnalysisKind = StoredAnalysisRequest['kind']

/** In the order of the menu. */
export const analysisKinds: readonly AnalysisKind[] = [
  'marginal-means',
  'effect-sizes',
  'random-tests',
  'profile',
  'bootstrap',
  'ladder',
  'approaches',
  'comparison',
]

/** What an analysis asks when it is added; null where the model has nothing that it could be about. */
export function initialRequest(
  kind: AnalysisKind,
  model: ProjectModel,
  choices: AnalysisChoices,
  document: ProjectDocument,
): StoredAnalysisRequest | null {
  switch (kind) {
    case 'marginal-means':
      return initialMeans(choices)
    case 'effect-sizes':
      return { kind }
    case 'profile':
      return choices.groups.length > 0 ? { kind } : null
    case 'bootstrap':
      return choices.groups.length > 0 ? { kind, nReplicates: 1000, seed: 1 } : null
    case 'random-tests':
    case 'ladder':
      return choices.groups.length > 0 ? { kind } : null
    case 'approaches': {
      const predictor = choices.covariates.at(0)
      const group = choices.groups.at(0)
      return predictor === undefined || group === undefined ? null : { kind, predictor, group }
    }
    case 'comparison': {
      const models = comparableWith(model, document)
      return models.length > 1 ? { kind, modelIds: models.map(({ id }) => id) } : null
    }
  }
}

function initialMeans({ factors, covariates }: AnalysisChoices): MarginalMeansRequest | null {
  const base = { kind: 'marginal-means', by: [], at: {} } as const
  const factor = factors.at(0)
  if (factor !== undefined) return { ...base, factors: [factor], contrasts: 'pairwise', adjust: 'tukey' }
  const slopeOf = covariates.at(0)
  return slopeOf === undefined ? null : { ...base, factors: [], slopeOf, contrasts: 'none', adjust: 'none' }
}

/** The adjustment that goes with a family of contrasts when it is chosen: Tukey's is for all pairs and only for them. */
export function adjustmentFor(family: ContrastFamily, before: Adjustment): Adjustment {
  if (family === 'pairwise') return 'tukey'
  if (family === 'polynomial') return 'none'
  return before === 'tukey' ? 'holm' : before
}

/** Names that an analysis is about and that its model no longer has. */
export function missingNames(request: StoredAnalysisRequest, choices: AnalysisChoices): readonly string[] {
  const without = (names: readonly (string | undefined)[], known: readonly string[]): string[] =>
    names.filter((name): name is string => name !== undefined && !known.includes(name))
  switch (request.kind) {
    case 'marginal-means':
      return [
        ...without([...request.factors, ...request.by], choices.factors),
        ...without([...new Set([request.slopeOf, ...Object.keys(request.at)])], choices.covariates),
      ]
    case 'ladder':
      return without([request.focal], choices.coefficients)
    case 'approaches':
      return [...without([request.predictor], choices.covariates), ...without([request.group], choices.groups)]
    default:
      return []
  }
}

/**
 * The request as the engine takes it. Covariates that are held at several values get a row for each; the models of a
 * comparison are taken as they are now. null: fewer than two models to compare.
 */
export function engineRequest(request: StoredAnalysisRequest, document: ProjectDocument): AnalysisRequest | null {
  if (request.kind === 'marginal-means') return withRowsForValues(request)
  if (request.kind !== 'comparison') return request
  const models = document.models
    .filter(({ id }) => request.modelIds.includes(id))
    .map(({ name, spec }) => ({ name, spec }))
  return models.length < 2 ? null : { kind: 'comparison', models }
}

function withRowsForValues(request: MarginalMeansRequest): MarginalMeansRequest {
  const several = Object.entries(request.at).flatMap(([name, values]) =>
    values.length > 1 && name !== request.slopeOf ? [name] : [],
  )
  if (request.factors.length > 0) return { ...request, by: [...request.by, ...several] }
  return { ...request, factors: several.slice(0, 1), by: [...request.by, ...several.slice(1)] }
}

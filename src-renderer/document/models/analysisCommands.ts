import type {
  ProjectAnalysis,
  ProjectDocument,
  ProjectModel,
  ReportEntry,
  StoredAnalysisRequest,
} from '../../../src-engine/contract'
import { phrase, type Phrase } from '../../i18n/t'
import type { Command } from '../command'

type Kind = StoredAnalysisRequest['kind']

const adding: Readonly<Record<Kind, Phrase>> = {
  'marginal-means': phrase('analyses.addingMarginalMeans'),
  'effect-sizes': phrase('analyses.addingEffectSizes'),
  'random-tests': phrase('analyses.addingRandomTests'),
  profile: phrase('analyses.addingProfile'),
  bootstrap: phrase('analyses.addingBootstrap'),
  ladder: phrase('analyses.addingLadder'),
  approaches: phrase('analyses.addingApproaches'),
  comparison: phrase('analyses.addingComparison'),
}

const changing: Readonly<Record<Kind, Phrase>> = {
  'marginal-means': phrase('analyses.changingMarginalMeans'),
  'effect-sizes': phrase('analyses.changingEffectSizes'),
  'random-tests': phrase('analyses.changingRandomTests'),
  profile: phrase('analyses.changingProfile'),
  bootstrap: phrase('analyses.changingBootstrap'),
  ladder: phrase('analyses.changingLadder'),
  approaches: phrase('analyses.changingApproaches'),
  comparison: phrase('analyses.changingComparison'),
}

const removing: Readonly<Record<Kind, Phrase>> = {
  'marginal-means': phrase('analyses.removingMarginalMeans'),
  'effect-sizes': phrase('analyses.removingEffectSizes'),
  'random-tests': phrase('analyses.removingRandomTests'),
  profile: phrase('analyses.removingProfile'),
  bootstrap: phrase('analyses.removingBootstrap'),
  ladder: phrase('analyses.removingLadder'),
  approaches: phrase('analyses.removingApproaches'),
  comparison: phrase('analyses.removingComparison'),
}

/** Adds an analysis after the others of its model. */
export function addAnalysis(modelId: string, analysis: ProjectAnalysis): Command {
  return {
    name: adding[analysis.request.kind],
    place: 'models',
    apply: (document) => withAnalyses(document, modelId, (analyses) => [...analyses, analysis]),
  }
}

/** Asks an analysis for something else. `coalesce` joins quick changes of one control into one step. */
export function changeAnalysis(modelId: string, { id, request }: ProjectAnalysis, coalesce?: string): Command {
  return {
    name: changing[request.kind],
    place: 'models',
    ...(coalesce !== undefined && { coalesce: `analysis ${modelId}/${id} ${coalesce}` }),
    apply: (document) =>
      withAnalyses(document, modelId, (analyses) =>
        analyses.map((analysis) => (analysis.id === id ? { ...analysis, request } : analysis)),
      ),
  }
}

/** Removes an analysis and what the report shows of it. */
export function removeAnalysis(modelId: string, { id, request }: ProjectAnalysis): Command {
  return {
    name: removing[request.kind],
    place: 'models',
    apply: (document) => {
      const left = withAnalyses(document, modelId, (analyses) => analyses.filter((analysis) => analysis.id !== id))
      const isOfIt = (entry: ReportEntry): boolean =>
        entry.kind === 'block' && entry.modelId === modelId && entry.block === id
      return left.report.entries.some(isOfIt)
        ? { ...left, report: { ...left.report, entries: left.report.entries.filter((entry) => !isOfIt(entry)) } }
        : left
    },
  }
}

/** The document with other analyses of a model; without analyses, the model has no list of them. */
function withAnalyses(
  document: ProjectDocument,
  modelId: string,
  change: (analyses: readonly ProjectAnalysis[]) => readonly ProjectAnalysis[],
): ProjectDocument {
  const changed = (model: ProjectModel): ProjectModel => {
    const { analyses: before = [], ...rest } = model
    const analyses = change(before)
    return analyses.length === 0 ? rest : { ...rest, analyses }
  }
  if (!document.models.some(({ id }) => id === modelId)) return document
  return { ...document, models: document.models.map((model) => (model.id === modelId ? changed(model) : model)) }
}

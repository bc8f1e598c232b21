import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import type { ModelSpec } from '../contract/modelSpec'
import type { SpecProblem } from '../contract/problems'
import { buildModelFrame } from '../model/buildModelFrame'
import type { ModelFrame } from '../model/modelFrame'
import { specProblem } from '../model/problem'
import { ModelTooLarge } from '../objective/modelTooLarge'
import { assembleFit, columnNames, type FitParts } from './assemble'
import { convergenceConditions, rankConditions, residualConditions, scaleConditions } from './conditions'
import type { FitContext } from './context'
import { chooseInference } from './fixedEffects/chooseInference'
import { constantDfInference } from './fixedEffects/fixedInference'
import { linearModelRows, mixedModelRows } from './fitRows'
import { fitLinearModel } from './linearModel'
import { codedTheta, conditionalModes, randomTerms } from './randomEffects'
import { singularConditions } from './singular'
import { solveLmm } from './solution'

export type FitOutcome =
  | { readonly status: 'fitted'; readonly fit: FitResult }
  | { readonly status: 'refused'; readonly problems: readonly SpecProblem[] }

/**
 * Fits the model that a spec asks for to a table: builds the frame, minimises the objective, judges the result. What
 * the user can mend comes back as problems; whatever the context's checkpoint throws passes through.
 */
export async function fitModel(spec: ModelSpec, table: DataTable, context?: FitContext): Promise<FitOutcome> {
  const started = performance.now()
  const built = buildModelFrame(spec, table)
  if (!built.ok) return { status: 'refused', problems: built.problems }
  if (spec.family !== 'gaussian') {
    const problem = specProblem('unsupported-family', { at: 'family' }, { family: spec.family, link: spec.link })
    return { status: 'refused', problems: [problem] }
  }
  const frameMs = performance.now() - started
  try {
    const fit =
      built.frame.random.length === 0
        ? linearFit(spec, table, built.frame, frameMs)
        : await mixedFit(spec, table, built.frame, frameMs, context)
    return { status: 'fitted', fit }
  } catch (error) {
    if (!(error instanceof ModelTooLarge)) throw error
    const { nBytes, limitBytes, nRandom } = error
    return {
      status: 'refused',
      problems: [specProblem('model-too-large', { at: 'random' }, { nBytes, limitBytes, nRandom })],
    }
  }
}

function linearFit(spec: ModelSpec, table: DataTable, frame: ModelFrame, frameMs: number): FitResult {
  const started = performance.now()
  const solution = fitLinearModel(frame, spec.method)
  const fitMs = performance.now() - started
  const inferenceStarted = performance.now()
  const { fixed, sigma } = solution
  const isAsymptotic = spec.dfMethod === 'asymptotic'
  const df = isAsymptotic ? Infinity : solution.dfResidual
  return timed(frameMs, fitMs, inferenceStarted, 0, {
    spec,
    table,
    frame,
    fixed,
    inference: constantDfInference(isAsymptotic ? 'asymptotic' : 'residual', solution.beta, solution.vcov, df),
    value: solution.value,
    sigma,
    nTheta: 0,
    converged: true,
    singular: false,
    conditions: [
      ...frame.findings,
      ...rankConditions(frame, columnNames(frame, fixed).aliased),
      ...residualConditions(frame, sigma),
      ...scaleConditions(frame),
    ],
    random: [],
    theta: [],
    thetaNames: [],
    conditionalModes: [],
    rows: linearModelRows(solution),
  })
}

async function mixedFit(
  spec: ModelSpec,
  table: DataTable,
  frame: ModelFrame,
  frameMs: number,
  context: FitContext | undefined,
): Promise<FitResult> {
  const started = performance.now()
  const solution = await solveLmm(frame, spec.method, context)
  const fitMs = performance.now() - started
  const inferenceStarted = performance.now()
  const { objective, optimum, sigma } = solution
  const { inference, conditions } = chooseInference(solution, spec.dfMethod, spec.method)
  const singular = singularConditions(solution, spec.formula)
  const { theta, names } = codedTheta(solution)
  return timed(frameMs, fitMs, inferenceStarted, optimum.nEvaluations, {
    spec,
    table,
    frame,
    fixed: objective.fixed,
    inference,
    value: solution.value,
    sigma,
    nTheta: objective.nTheta,
    converged: optimum.certificate.converged,
    certificate: {
      nStarts: optimum.certificate.nStarts,
      nAgreeing: optimum.certificate.nAgreeing,
      scaledGradient: Math.sqrt(2 * optimum.certificate.gap),
      smallestCurvature: optimum.certificate.smallestCurvature,
    },
    singular: singular.length > 0,
    conditions: [
      ...convergenceConditions(optimum.certificate, optimum.nEvaluations),
      ...singular,
      ...rankConditions(frame, columnNames(frame, objective.fixed).aliased),
      ...residualConditions(frame, sigma),
      ...conditions,
      ...frame.findings,
      ...scaleConditions(frame),
    ],
    random: randomTerms(solution),
    theta,
    thetaNames: names,
    conditionalModes: conditionalModes(solution),
    rows: mixedModelRows(solution),
  })
}

/** Assembles the result; what is spent since the fit counts as inference. */
function timed(
  frameMs: number,
  fitMs: number,
  inferenceStarted: number,
  nEvaluations: number,
  parts: Omit<FitParts, 'timing'>,
): FitResult {
  const fit = assembleFit({ ...parts, timing: { readMs: 0, frameMs, fitMs, inferenceMs: 0, nEvaluations } })
  return { ...fit, timing: { ...fit.timing, inferenceMs: performance.now() - inferenceStarted } }
}

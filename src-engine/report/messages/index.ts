import type { ImportProblem, PreviewColumn } from '../../contract/importing'
import type { Condition, Mend, SpecProblem } from '../../contract/problems'
import type { ProjectNotice } from '../../contract/projectDocument'
import type { Catalogue, Finding } from './catalogue'
import { english } from './en'

export type { Catalogue, Finding } from './catalogue'
export { english } from './en'

type Writers<Out> = Readonly<Record<string, (params: object) => Out>>

/** Looks a code's sentence up and gives it its values, which the wire carries untyped. */
function write<Out>(writers: Writers<Out>, code: string, params: object): Out {
  if (!Object.hasOwn(writers, code)) throw new Error(`no sentence for ${code}`)
  return writers[code](params)
}

function sentenceOf(writers: object, code: string, params: object): string {
  return write(writers as Writers<string>, code, params)
}

/** What is wrong with a model before it is fitted, and how to mend it. */
export function problemSentence(problem: SpecProblem, catalogue: Catalogue = english): string {
  const { code, params } = problem
  const { reason } = params
  if (code === 'formula-syntax' && typeof reason === 'string' && Object.hasOwn(catalogue.syntax, reason)) {
    return sentenceOf(catalogue.syntax, reason, { found: '', ...params })
  }
  return sentenceOf(catalogue.problems, code, params)
}

/** Title and paragraphs of a finding on a fit. */
export function conditionFinding(condition: Condition, catalogue: Catalogue = english): Finding {
  return write(catalogue.conditions as unknown as Writers<Finding>, condition.code, condition.params)
}

/** The label of a mend's button. */
export function mendLabel(mend: Mend, catalogue: Catalogue = english): string {
  return sentenceOf(catalogue.mends, mend.code, mend.params)
}

export function importSentence(problem: ImportProblem, catalogue: Catalogue = english): string {
  return sentenceOf(catalogue.imports, problem.code, problem.params)
}

/** Why a column was given its type. */
export function typeReasonSentence(reason: PreviewColumn['reason'], catalogue: Catalogue = english): string {
  return sentenceOf(catalogue.typeReasons, reason.code, reason.params)
}

export function noticeSentence(notice: ProjectNotice, catalogue: Catalogue = english): string {
  return sentenceOf(catalogue.notices, notice.code, notice.params)
}

/** One line for logs and the command line. */
export function sentence(item: SpecProblem | Condition, catalogue: Catalogue = english): string {
  if ('place' in item) return problemSentence(item, catalogue)
  const { title, paragraphs } = conditionFinding(item, catalogue)
  return [`${title}.`, ...paragraphs].join(' ')
}

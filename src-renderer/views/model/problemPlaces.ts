import type { SpecProblem } from '../../../src-engine/contract'

/** Problems that a part of the builder shows. */
export function problemsAt(problems: readonly SpecProblem[], at: SpecProblem['place']['at']): readonly SpecProblem[] {
  return problems.filter((problem) => problem.place.at === at)
}

/** Problems of one random effects term, named by its grouping factor or its label. */
export function problemsOfGroup(problems: readonly SpecProblem[], names: readonly string[]): readonly SpecProblem[] {
  return problems.filter(
    ({ place }) => place.at === 'random' && place.group !== undefined && names.includes(place.group),
  )
}

/** Problems of the random part that no term on screen takes. */
export function problemsOfNoGroup(problems: readonly SpecProblem[], names: readonly string[]): readonly SpecProblem[] {
  return problems.filter(
    ({ place }) => place.at === 'random' && (place.group === undefined || !names.includes(place.group)),
  )
}

/** Whether something is wrong with a spec, and it is not only begun: an outcome that is still to be chosen is no mistake. */
export function isMistake({ code }: SpecProblem): boolean {
  return code !== 'formula-empty' && code !== 'formula-no-outcome'
}

/** Part of the formula's text that a problem points at, where it does. */
export function formulaSpan(problems: readonly SpecProblem[]): { readonly start: number; readonly end: number } | null {
  for (const { place } of problems) {
    if (place.at === 'formula' && place.start !== undefined && place.end !== undefined)
      return { start: place.start, end: place.end }
  }
  return null
}

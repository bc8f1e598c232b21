import type { MendParams, SpecProblemParams } from '../contract/problemParams'
import type { Mend, SpecPlace, SpecProblem, SpecProblemCode } from '../contract/problems'

/** Makes a problem whose params are those that its sentence needs. */
export function specProblem<C extends SpecProblemCode>(
  code: C,
  place: SpecPlace,
  params: SpecProblemParams[C],
  mends: readonly Mend[] = [],
): SpecProblem {
  return { code, place, params: { ...params }, mends }
}

export function mend<C extends Mend['code']>(code: C, params: MendParams[C], formula?: string): Mend {
  return formula === undefined ? { code, params: { ...params } } : { code, params: { ...params }, formula }
}

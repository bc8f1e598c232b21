import * as v from 'valibot'
import type { ProjectAnalysis } from '../contract/projectDocument'

/** The shape of an analysis in a project file; loose, as all shapes there. */

const text = v.string()
const texts = v.array(text)
const positiveInteger = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** Values by the names of covariates, whatever these are. */
const valuesByName = v.custom<Readonly<Record<string, readonly number[]>>>(
  (input) =>
    typeof input === 'object' &&
    input !== null &&
    !Array.isArray(input) &&
    Object.values(input).every((values) => v.is(v.array(v.pipe(v.number(), v.finite())), values)),
)

const request = v.variant('kind', [
  v.looseObject({
    kind: v.literal('marginal-means'),
    factors: texts,
    by: texts,
    at: valuesByName,
    slopeOf: v.optional(text),
    contrasts: v.picklist(['none', 'pairwise', 'treatment', 'sequential', 'polynomial']),
    adjust: v.picklist(['none', 'tukey', 'sidak', 'holm', 'bonferroni', 'fdr']),
  }),
  v.looseObject({ kind: v.literal('random-tests') }),
  v.looseObject({ kind: v.literal('effect-sizes') }),
  v.looseObject({ kind: v.literal('profile') }),
  v.looseObject({ kind: v.literal('bootstrap'), nReplicates: positiveInteger, seed: positiveInteger }),
  v.looseObject({ kind: v.literal('ladder'), focal: v.optional(text) }),
  v.looseObject({ kind: v.literal('approaches'), predictor: text, group: text }),
  v.looseObject({ kind: v.literal('comparison'), modelIds: texts }),
])

type Fields<T> = { readonly [K in keyof Required<T>]: v.GenericSchema }

export const analysisSchema = v.looseObject({ id: text, request } satisfies Fields<ProjectAnalysis>)

import type { ModelFrame } from '../model/modelFrame'
import type { RandomSource } from '../math/random'
import { handMadeFrame, ones } from './frames'

/** Simulated frames of every shape that the factorisation treats differently. */
export type DesignName =
  | 'one factor'
  | 'correlated slopes'
  | 'uncorrelated slopes'
  | 'nested'
  | 'three levels deep with slopes'
  | 'crossed'
  | 'crossed with slopes'
  | 'partly nested, partly crossed'
  | 'two terms on one factor'

export const designNames: readonly DesignName[] = [
  'one factor',
  'correlated slopes',
  'uncorrelated slopes',
  'nested',
  'three levels deep with slopes',
  'crossed',
  'crossed with slopes',
  'partly nested, partly crossed',
  'two terms on one factor',
]

export function simulatedFrame(name: DesignName, random: RandomSource, n = 60, weighted = false): ModelFrame {
  const x = Array.from({ length: n }, () => random.normal() + 3)
  const z = Array.from({ length: n }, () => random.normal())
  const pick = (levels: number): number[] =>
    Array.from({ length: n }, (_, i) => (i < levels ? i : random.integer(levels)))
  const fine = pick(12)
  const middle = fine.map((l) => l % 6)
  const coarse = middle.map((l) => l % 3)
  const other = pick(7)
  const third = pick(4)
  const one = ones(n)
  const i = { '(Intercept)': one }
  const ix = { '(Intercept)': one, x }
  const designs: Record<DesignName, NonNullable<Parameters<typeof handMadeFrame>[0]['random']>> = {
    'one factor': [{ group: 'f', labels: fine, effects: i }],
    'correlated slopes': [{ group: 'f', labels: other, effects: { ...ix, z } }],
    'uncorrelated slopes': [{ group: 'f', labels: fine, effects: ix, correlated: false }],
    nested: [
      { group: 'c', labels: middle, effects: i },
      { group: 'f', labels: fine, effects: i },
    ],
    'three levels deep with slopes': [
      { group: 'f', labels: fine, effects: ix },
      { group: 'm', labels: middle, effects: { ...i, z } },
      { group: 'c', labels: coarse, effects: ix },
    ],
    crossed: [
      { group: 'f', labels: fine, effects: i },
      { group: 'o', labels: other, effects: i },
      { group: 't', labels: third, effects: i },
    ],
    'crossed with slopes': [
      { group: 'f', labels: fine, effects: ix },
      { group: 'o', labels: other, effects: { ...i, z } },
      { group: 't', labels: third, effects: ix, correlated: false },
    ],
    'partly nested, partly crossed': [
      { group: 'f', labels: fine, effects: ix },
      { group: 'm', labels: middle, effects: ix },
      { group: 'o', labels: other, effects: i },
    ],
    'two terms on one factor': [
      { group: 'f', labels: fine, effects: i },
      { group: 'f', labels: fine, effects: { x } },
      { group: 'o', labels: other, effects: ix },
    ],
  }
  const effect = (labels: number[], size: number): number[] => {
    const b = Array.from({ length: 12 }, () => size * random.normal())
    return labels.map((l) => b[l])
  }
  const parts = [effect(fine, 1), effect(middle, 0.7), effect(other, 0.8), effect(third, 0.5)]
  const y = x.map((v, row) => 2 + 0.5 * v + parts.reduce((sum, p) => sum + p[row], 0) + random.normal())
  return handMadeFrame({
    y,
    X: { '(Intercept)': one, x, z },
    random: designs[name],
    weights: weighted ? x.map(() => 0.2 + 2 * random.uniform()) : undefined,
  })
}

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './sources.mjs'

interface Fit {
  readonly objective: number
  readonly sigma: number
  readonly random: readonly { readonly group: string; readonly variance: readonly number[] }[]
}

function henderson(...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/henderson.mjs'), ...args], {
    encoding: 'utf8',
    cwd: root,
  })
  return { status, out: stdout, err: stderr }
}

const sample = (name: string): string => join(root, 'resources/samples', `${name}.csv`)

describe('the command line as a process', () => {
  // Littell et al. 2006 (bond); Bates 2010, lme4: Mixed-effects Modeling with R, chapters 1, 2 and 4 (the others).
  test.each([
    ['bond', 'pres ~ metal + (1|ingot)', ['--factors', 'ingot'], 107.7902, { ingot: [11.4478] }, 10.3716],
    [
      'bond',
      'pres ~ metal + (1|ingot)',
      ['--factors', 'ingot', '--method', 'ML'],
      115.7074,
      { ingot: [9.8124] },
      8.8899,
    ],
    ['dyestuff', 'Yield ~ 1 + (1|Batch)', [], 319.6543, { Batch: [1764.05] }, 2451.25],
    [
      'penicillin',
      'diameter ~ 1 + (1|plate) + (1|sample)',
      [],
      330.8606,
      { plate: [0.7169], sample: [3.7309] },
      0.3024,
    ],
    ['pastes', 'strength ~ 1 + (1|batch/cask)', [], 246.9907, { 'batch:cask': [8.434], batch: [1.657] }, 0.678],
    ['sleepstudy', 'Reaction ~ Days + (Days|Subject)', [], 1743.6283, { Subject: [612.09, 35.07] }, 654.94],
  ])('fits %s as published: %s %j', (name, formula, more, objective, variances, residual) => {
    const { status, out, err } = henderson('fit', '--data', sample(name), '--formula', formula, ...more, '--json')
    expect([status, err]).toEqual([0, ''])
    const fit = JSON.parse(out) as Fit
    expect(fit.objective).toBeCloseTo(objective, 3)
    expect(fit.sigma ** 2 / residual).toBeCloseTo(1, 3)
    const found = Object.fromEntries(fit.random.map(({ group, variance }) => [group, variance]))
    for (const [group, expected] of Object.entries(variances)) {
      expected.forEach((value, i) => expect((found[group] ?? [])[i] / value).toBeCloseTo(1, 2))
    }
  })

  test('ends with 2 and one line for bad input', () => {
    const { status, out, err } = henderson('fit', '--data', sample('bond'), '--formula', 'pres ~ nothing')
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^henderson: .*“nothing”.*\n$/)
  })
})

import type { ModelSpec } from '../../contract/modelSpec'
import { indexed, latexText, matrix } from './latex'
import type { Levels, RandomEffect } from './levels'
import type { Structure } from './structure'

/** Effects up to which the covariance matrix is written out. */
const maxMatrix = 5

/** `u ~ N(0, T)` of each grouping factor. */
export function randomDistributions(structure: Structure, { effects }: Levels): string[] {
  return structure.groups.map(({ symbol }, g) => distribution(effects[g], structure.groups.length > 1 ? symbol : null))
}

function distribution(effects: readonly RandomEffect[], symbol: string | null): string {
  const covariance = (a: RandomEffect, b: RandomEffect): string =>
    a.block === b.block
      ? `\\tau${symbol === null ? '' : `^{(${symbol})}`}_{${a.digits}${separator(a, b)}${b.digits}}`
      : '0'
  if (effects.length === 1) {
    const [only] = effects
    return `${only.latex} \\sim \\mathcal{N}\\left(0,\\; ${covariance(only, only)}\\right)`
  }
  const vector =
    effects.length <= maxMatrix
      ? matrix(effects.map(({ latex }) => [latex]))
      : `\\left(${[effects[0].latex, effects[1].latex, '\\dots', effects[effects.length - 1].latex].join(', ')}\\right)^{\\!\\top}`
  const zero = '\\mathbf{0}'
  const T =
    effects.length <= maxMatrix
      ? matrix(effects.map((a, i) => effects.map((b, j) => (j <= i ? covariance(b, a) : covariance(a, b)))))
      : `\\mathbf{T}${symbol === null ? '' : `_{${symbol}}`}`
  return `${vector} \\sim \\mathcal{N}\\left(${zero},\\; ${T}\\right)`
}

function separator(a: RandomEffect, b: RandomEffect): string {
  return a.digits.length > 1 || b.digits.length > 1 ? ',' : ''
}

/** Distribution of the residuals of a normal model. */
export function residualDistribution(spec: ModelSpec, index: string): string {
  const variance = spec.weights === undefined ? '\\sigma^2' : `\\sigma^2 / ${indexed(latexText(spec.weights), index)}`
  return `\\varepsilon_{${index}} \\sim \\mathcal{N}\\left(0,\\; ${variance}\\right)`
}

/** Distribution of the outcome of a generalised model given its mean. */
export function outcomeDistribution(spec: ModelSpec, outcome: string, index: string, isMixed: boolean): string {
  const mu = `\\mu_{${index}}`
  const given = isMixed ? ' \\mid \\mathbf{u}' : ''
  switch (spec.family) {
    case 'gaussian':
      return `${outcome}${given} \\sim \\mathcal{N}\\left(${mu},\\; \\sigma^2\\right)`
    case 'binomial': {
      if (spec.trials === undefined) return `${outcome}${given} \\sim \\operatorname{Bernoulli}\\left(${mu}\\right)`
      const trials = indexed(latexText(spec.trials), index)
      return `${trials}\\,${outcome}${given} \\sim \\operatorname{Binomial}\\left(${trials},\\; ${mu}\\right)`
    }
    case 'poisson':
      return `${outcome}${given} \\sim \\operatorname{Poisson}\\left(${mu}\\right)`
    case 'negative-binomial':
      return `${outcome}${given} \\sim \\operatorname{NegBin}\\left(${mu},\\; \\theta\\right),\\quad \\operatorname{Var} = ${mu} + ${mu}^2 / \\theta`
    case 'gamma':
      return `${outcome}${given} \\sim \\operatorname{Gamma}\\left(${mu},\\; \\phi\\right),\\quad \\operatorname{Var} = \\phi\\,${mu}^2`
  }
}

/** The link function applied to the mean: the left side of the linear predictor. */
export function linkOf(spec: ModelSpec, index: string): string {
  const mu = `\\mu_{${index}}`
  switch (spec.link) {
    case 'identity':
      return mu
    case 'logit':
      return `\\operatorname{logit}\\left(${mu}\\right)`
    case 'probit':
      return `\\Phi^{-1}\\left(${mu}\\right)`
    case 'cloglog':
      return `\\log\\left(-\\log\\left(1 - ${mu}\\right)\\right)`
    case 'log':
      return `\\log\\left(${mu}\\right)`
    case 'sqrt':
      return `\\sqrt{${mu}}`
    case 'inverse':
      return `1 / ${mu}`
  }
}

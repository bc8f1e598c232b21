import { parseArgs } from 'node:util'
import {
  defaultModelSpec,
  type AnovaType,
  type ContrastCoding,
  type DfMethod,
  type Family,
  type Link,
  type Method,
  type ModelSpec,
} from '../../src-engine/contract'
import { InputError } from './usage'

/** What to fit, and from which file. */
export interface ModelRequest {
  readonly data: string
  /** Columns to read as factors. */
  readonly factors: readonly string[]
  readonly spec: ModelSpec
}

export type Command =
  | { readonly name: 'fit'; readonly model: ModelRequest; readonly json: boolean }
  | { readonly name: 'report'; readonly source: ModelRequest | { readonly project: string }; readonly out: string }
  | { readonly name: 'help' }

const options = {
  data: { type: 'string' },
  formula: { type: 'string' },
  factors: { type: 'string' },
  method: { type: 'string' },
  family: { type: 'string' },
  link: { type: 'string' },
  weights: { type: 'string' },
  trials: { type: 'string' },
  offset: { type: 'string' },
  nagq: { type: 'string' },
  df: { type: 'string' },
  anova: { type: 'string' },
  contrasts: { type: 'string' },
  level: { type: 'string' },
  project: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const methods: readonly Method[] = ['REML', 'ML']
const dfMethods: readonly DfMethod[] = ['satterthwaite', 'kenward-roger', 'residual', 'asymptotic']
const anovaTypes: readonly AnovaType[] = ['I', 'II', 'III']
const codings: readonly ContrastCoding[] = ['treatment', 'sum']
const links: readonly Link[] = ['identity', 'logit', 'probit', 'cloglog', 'log', 'sqrt', 'inverse']

/** The link a family has unless another is asked for. */
const usualLink: Readonly<Record<Family, Link>> = {
  gaussian: 'identity',
  binomial: 'logit',
  poisson: 'log',
  'negative-binomial': 'log',
  gamma: 'log',
}

/** @throws InputError for a command line that cannot be understood. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = readArguments(args)
  const name = positionals.at(0)
  const extra = positionals.slice(1)
  if (values.help === true || name === 'help') return { name: 'help' }
  if (extra.length > 0) throw usageError(`“${extra.join(' ')}” is not understood. Put a formula between quotes.`)
  switch (name) {
    case 'fit':
      refuse(values, ['project', 'out'], 'fit')
      return { name, model: modelRequest(values), json: values.json === true }
    case 'report':
      refuse(values, ['json'], 'report')
      return { name, source: reportSource(values), out: required(values.out, 'out') }
    case undefined:
      throw usageError('Say what to do: “fit” or “report”. “henderson --help” shows how.')
    default:
      throw usageError(`There is no command “${name}”. The commands are “fit” and “report”.`)
  }
}

/** Whether JSON was asked for, found even where the rest of the command line is wrong. */
export function wantsJson(args: readonly string[]): boolean {
  return args.includes('--json')
}

function readArguments(args: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error))
  }
}

function reportSource(values: Values): ModelRequest | { readonly project: string } {
  if (values.project === undefined) return modelRequest(values)
  if (values.data !== undefined || values.formula !== undefined) {
    throw usageError('Give either --project, or --data with --formula, not both.')
  }
  return { project: values.project }
}

function modelRequest(values: Values): ModelRequest {
  const family = oneOf<Family>(values.family, Object.keys(usualLink) as Family[], 'family', 'gaussian')
  const spec: ModelSpec = {
    ...defaultModelSpec,
    formula: required(values.formula, 'formula'),
    family,
    link: oneOf(values.link, links, 'link', usualLink[family]),
    method: oneOf(values.method, methods, 'method', defaultModelSpec.method),
    dfMethod: oneOf(values.df, dfMethods, 'df', defaultModelSpec.dfMethod),
    anovaType: oneOf(values.anova, anovaTypes, 'anova', defaultModelSpec.anovaType),
    contrasts: oneOf(values.contrasts, codings, 'contrasts', defaultModelSpec.contrasts),
    level: level(values.level),
    nAgq: nAgq(values.nagq),
    ...(values.weights === undefined ? {} : { weights: values.weights }),
    ...(values.offset === undefined ? {} : { offset: values.offset }),
    ...(values.trials === undefined ? {} : { trials: values.trials }),
  }
  const factors = (values.factors ?? '').split(',').map((name) => name.trim())
  return { data: required(values.data, 'data'), factors: factors.filter((name) => name !== ''), spec }
}

function level(text: string | undefined): number {
  const value = Number(text ?? defaultModelSpec.level)
  if (!(value > 0 && value < 1)) throw usageError(`--level takes a number between 0 and 1, not “${text ?? ''}”.`)
  return value
}

function nAgq(text: string | undefined): number {
  const value = Number(text ?? 1)
  if (!Number.isInteger(value) || value < 1 || value > 100) {
    throw usageError(`--nagq takes a whole number from 1 to 100, not “${text ?? ''}”.`)
  }
  return value
}

function oneOf<T extends string>(text: string | undefined, choices: readonly T[], option: string, usual: T): T {
  if (text === undefined) return usual
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase())
  if (found === undefined) throw usageError(`--${option} takes one of ${choices.join(', ')}, not “${text}”.`)
  return found
}

function required(text: string | undefined, option: string): string {
  if (text === undefined || text.trim() === '') throw usageError(`--${option} is missing.`)
  return text
}

function refuse(values: Values, names: readonly (keyof Values)[], command: string): void {
  for (const name of names) {
    if (values[name] !== undefined) throw usageError(`“${command}” does not take --${name}.`)
  }
}

function usageError(message: string): InputError {
  return new InputError('usage', message)
}

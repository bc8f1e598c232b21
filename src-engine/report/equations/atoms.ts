import type { Expr, Term } from '../../formula'
import { displayExpr, variablesOf } from '../../formula'
import { indexed, latexText } from './latex'

/** A factor of a product in an equation: one column of one factor of a term, as it is written with a given index. */
export interface Atom {
  /** Tells atoms apart. */
  readonly key: string
  readonly variables: readonly string[]
  /** Whether it stands for all levels of a factor at once, under a sum over `letter`. */
  readonly sum: { readonly letter: string; readonly from: string } | null
  readonly write: (index: string) => string
}

/** One column of the model: a product of atoms; none for the intercept. */
export interface Product {
  readonly atoms: readonly Atom[]
}

/** How a factor is coded in a model. */
export interface FactorLevels {
  readonly levels: readonly string[]
  readonly coding: 'treatment' | 'sum'
  readonly reference: string
}

/** Levels beyond which indicators are written as one sum. */
const maxIndicators = 8
const sumLetters = ['h', 'r', 's', 't']

/** Letters for sums, each factor its own. */
export class SumLetters {
  private readonly letters = new Map<string, string>()

  of(variable: string): string {
    const known = this.letters.get(variable)
    if (known !== undefined) return known
    const letter = sumLetters[this.letters.size % sumLetters.length]
    this.letters.set(variable, letter)
    return letter
  }
}

/** Atoms of one factor of a term; several where it is coded by several columns. */
export function atomsOf(
  factor: Expr,
  isFull: boolean,
  levelsOf: (name: string) => FactorLevels | null,
  letters: SumLetters,
): readonly Atom[] {
  const coded = factor.kind === 'name' ? levelsOf(factor.name) : null
  if (factor.kind === 'name' && coded !== null) return factorAtoms(factor.name, coded, isFull, letters)
  const variables = variablesOf(factor)
  if (factor.kind === 'call' && factor.callee === 'poly') {
    const [argument, degree] = factor.args
    const n = degree.kind === 'number' ? degree.value : 1
    return Array.from({ length: n }, (_, k) => ({
      key: `${displayExpr(factor)}[${k + 1}]`,
      variables,
      sum: null,
      write: (index: string) => `P_{${k + 1}}\\!\\left(${arithmetic(argument, index, 0)}\\right)`,
    }))
  }
  return [{ key: displayExpr(factor), variables, sum: null, write: (index) => arithmetic(factor, index, 3) }]
}

function factorAtoms(
  name: string,
  { levels, coding, reference }: FactorLevels,
  isFull: boolean,
  letters: SumLetters,
): Atom[] {
  const shown = isFull ? levels : levels.filter((level) => level !== reference)
  const isSum = coding === 'sum' && !isFull
  if (shown.length > maxIndicators) {
    const letter = letters.of(name)
    const from = isFull ? letter : `${letter} \\neq ${latexText(reference)}`
    return [
      {
        key: isSum ? `${name}[*]-[${reference}]` : `${name}[*]`,
        variables: [name],
        sum: { letter, from },
        write: (index) => indicator(name, index, letter, isSum ? latexText(reference) : null),
      },
    ]
  }
  return shown.map((level) => ({
    key: isSum ? `${name}[${level}]-[${reference}]` : `${name}[${level}]`,
    variables: [name],
    sum: null,
    write: (index) => indicator(name, index, latexText(level), isSum ? latexText(reference) : null),
  }))
}

/** Iverson's bracket; for sum coding the difference of two. */
function indicator(name: string, index: string, level: string, minus: string | null): string {
  const variable = indexed(latexText(name), index)
  const own = `[${variable} = ${level}]`
  return minus === null ? own : `\\left([${variable} = ${level}] - [${variable} = ${minus}]\\right)`
}

const precedence = { '+': 1, '-': 1, '*': 2, '/': 4, '^': 4, ':': 2, '%in%': 2 } as const

/** Arithmetic as mathematics. `around`: how tightly what is around it binds; looser expressions get parentheses. */
export function arithmetic(expr: Expr, index: string, around: number): string {
  switch (expr.kind) {
    case 'number':
      return String(expr.value)
    case 'name':
      return indexed(latexText(expr.name), index)
    case 'minus':
      return enclosed(`-${arithmetic(expr.operand, index, 3)}`, 1, around)
    case 'call':
      return call(expr.callee, expr.args, index, around)
    case 'binary': {
      const { op, left, right } = expr
      if (op === '/') return `\\frac{${arithmetic(left, index, 0)}}{${arithmetic(right, index, 0)}}`
      if (op === '^') return `${arithmetic(left, index, 5)}^{${arithmetic(right, index, 0)}}`
      const own = precedence[op]
      const sign = op === '+' || op === '-' ? ` ${op} ` : ' \\cdot '
      return enclosed(arithmetic(left, index, own) + sign + arithmetic(right, index, own + 1), own, around)
    }
  }
}

function enclosed(latex: string, own: number, around: number): string {
  return own < around ? `\\left(${latex}\\right)` : latex
}

function call(callee: string, args: readonly Expr[], index: string, around: number): string {
  const [argument] = args
  const inner = (): string => arithmetic(argument, index, 0)
  switch (callee) {
    case 'I':
      return arithmetic(argument, index, around)
    case 'sqrt':
      return `\\sqrt{${inner()}}`
    case 'abs':
      return `\\left|${inner()}\\right|`
    case 'exp':
      return `e^{${inner()}}`
    case 'log':
      return `\\log\\left(${inner()}\\right)`
    case 'log2':
      return `\\log_2\\left(${inner()}\\right)`
    case 'log10':
      return `\\log_{10}\\left(${inner()}\\right)`
    case 'center':
      return enclosed(`${arithmetic(argument, index, 1)} - \\overline{${arithmetic(argument, '', 0)}}`, 1, around)
    case 'scale':
      return `\\frac{${arithmetic(argument, index, 1)} - \\overline{${arithmetic(argument, '', 0)}}}{s_{${arithmetic(argument, '', 0)}}}`
    default:
      return `\\operatorname{${callee.replace(/[^A-Za-z]/g, '')}}\\left(${args.map((arg) => arithmetic(arg, index, 0)).join(', ')}\\right)`
  }
}

/** Every choice of one atom per factor, the first factor running fastest: the columns of a term in the order of the design. */
export function productsOf(
  term: Term,
  full: readonly boolean[],
  levelsOf: (name: string) => FactorLevels | null,
  letters: SumLetters,
): Product[] {
  return term.factors
    .map((factor, f) => atomsOf(factor, full[f], levelsOf, letters))
    .reduce<Product[]>(
      (products, atoms) => atoms.flatMap((atom) => products.map((product) => ({ atoms: [...product.atoms, atom] }))),
      [{ atoms: [] }],
    )
}

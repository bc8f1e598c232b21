import type { BinaryNode, Expr, FormulaAst, Operator, RandomNode, Summand } from './ast'
import { quoteName } from './names'

/** How tightly an expression binds, as in R: `^`, sign, `:`, `%in%`, `* /`, `+ -`. */
const precedence: Readonly<Record<Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%in%': 3, ':': 4, '^': 6 }
const minusPrecedence = 5
const atomPrecedence = 7

const spelling: Readonly<Record<Operator, string>> = {
  '+': ' + ',
  '-': ' - ',
  '*': ' * ',
  '/': '/',
  '%in%': ' %in% ',
  ':': ':',
  '^': '^',
}

type NameStyle = (name: string) => string

/** An expression as R prints it: `I(age - 11)`, `poly(x, 2)`, parentheses only where they are needed. */
export function printExpr(expr: Expr): string {
  return print(expr, quoteName)
}

/** The same without backquotes: for names of coefficients, terms and groups in tables. */
export function displayExpr(expr: Expr): string {
  return print(expr, (name) => name)
}

function print(expr: Expr, style: NameStyle): string {
  switch (expr.kind) {
    case 'name':
      return style(expr.name)
    case 'number':
      return String(expr.value)
    case 'call':
      return `${expr.callee}(${expr.args.map((arg) => print(arg, style)).join(', ')})`
    case 'minus':
      return '-' + enclose(expr.operand, minusPrecedence, style)
    case 'binary':
      return printBinary(expr, style)
  }
}

function printBinary(expr: BinaryNode, style: NameStyle): string {
  const own = precedence[expr.op]
  const rightAssociative = expr.op === '^'
  // In R `-x^2` is −(x²), and in `a^-b` the sign belongs to the exponent.
  const left = enclose(expr.left, rightAssociative ? own + 1 : own, style)
  const right =
    rightAssociative && expr.right.kind === 'minus'
      ? print(expr.right, style)
      : enclose(expr.right, rightAssociative ? own : own + 1, style)
  return left + spelling[expr.op] + right
}

function enclose(expr: Expr, least: number, style: NameStyle): string {
  const text = print(expr, style)
  return strength(expr) < least ? `(${text})` : text
}

function strength(expr: Expr): number {
  if (expr.kind === 'binary') return precedence[expr.op]
  if (expr.kind === 'minus') return minusPrecedence
  return atomPrecedence
}

export function printSummands(summands: readonly Summand[]): string {
  return summands
    .map(({ sign, expr }, i) => {
      const text = enclose(expr, 2, quoteName)
      if (i === 0) return sign === '-' ? `-${enclose(expr, minusPrecedence, quoteName)}` : text
      return ` ${sign} ${text}`
    })
    .join('')
}

export function printRandom(node: RandomNode): string {
  return `(${printSummands(node.effects)} ${node.correlated ? '|' : '||'} ${printExpr(node.grouping)})`
}

/** Canonical print: outcome, fixed part (an explicit 1 where it is empty), random terms. Reading it gives the same formula. */
export function printFormula(ast: FormulaAst): string {
  const fixed = ast.fixed.length > 0 ? printSummands(ast.fixed) : '1'
  const right = [fixed, ...ast.random.map(printRandom)].join(' + ')
  return ast.outcome === null ? `~ ${right}` : `${printExpr(ast.outcome)} ~ ${right}`
}

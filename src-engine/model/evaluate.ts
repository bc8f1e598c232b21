import { transforms } from '../formula/functions'
import type { BinaryNode, CallNode, Expr } from '../formula/ast'

/** Values of numeric variables on the rows used; length n each. Not to be written to. */
export type Values = (name: string) => Float64Array

/**
 * Evaluates an arithmetic expression row by row, one typed array per operation. `scale` and `center` take mean and
 * standard deviation (n − 1) from the first
 * `nBasis` rows; later ones are new rows, at which the same functions are evaluated. Values outside a function's domain come out as NaN or infinite.
 */
export function evaluate(expr: Expr, values: Values, n: number, nBasis = n): Float64Array {
  const result = visit(expr, values, nBasis)
  return typeof result === 'number' ? new Float64Array(n).fill(result) : result
}

type Operand = Float64Array | number

function visit(expr: Expr, values: Values, nBasis: number): Operand {
  switch (expr.kind) {
    case 'number':
      return expr.value
    case 'name':
      return values(expr.name)
    case 'minus':
      return map(visit(expr.operand, values, nBasis), (x) => -x)
    case 'call':
      return call(expr, visit(expr.args[0], values, nBasis), nBasis)
    case 'binary':
      return arithmetic(expr.op, visit(expr.left, values, nBasis), visit(expr.right, values, nBasis))
  }
}

function map(operand: Operand, f: (x: number) => number): Operand {
  return typeof operand === 'number' ? f(operand) : operand.map(f)
}

function call(expr: CallNode, operand: Operand, nBasis: number): Operand {
  if (expr.callee === 'I') return operand
  if (Object.hasOwn(transforms, expr.callee)) return map(operand, transforms[expr.callee])
  if (typeof operand === 'number') return 0
  const { mean, sd } = moments(operand.subarray(0, nBasis))
  return expr.callee === 'center' ? operand.map((x) => x - mean) : operand.map((x) => (x - mean) / sd)
}

/** Mean and standard deviation (n − 1) in two passes. */
export function moments(x: Float64Array): { mean: number; sd: number } {
  let sum = 0
  for (const value of x) sum += value
  const mean = sum / x.length
  let squares = 0
  let rest = 0
  for (const value of x) {
    squares += (value - mean) * (value - mean)
    rest += value - mean
  }
  return { mean: mean + rest / x.length, sd: Math.sqrt((squares - (rest * rest) / x.length) / (x.length - 1)) }
}

function arithmetic(op: BinaryNode['op'], left: Operand, right: Operand): Operand {
  switch (op) {
    case '+':
      return combine(left, right, (a, b) => a + b)
    case '-':
      return combine(left, right, (a, b) => a - b)
    case '*':
      return combine(left, right, (a, b) => a * b)
    case '/':
      return combine(left, right, (a, b) => a / b)
    case '^':
      return combine(left, right, Math.pow)
    default:
      throw new Error(`${op} in arithmetic passed the parser`)
  }
}

function combine(left: Operand, right: Operand, f: (a: number, b: number) => number): Operand {
  if (typeof left === 'number') return typeof right === 'number' ? f(left, right) : right.map((b) => f(left, b))
  if (typeof right === 'number') return left.map((a) => f(a, right))
  const out = new Float64Array(left.length)
  for (let i = 0; i < out.length; i++) out[i] = f(left[i], right[i])
  return out
}

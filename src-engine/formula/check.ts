import type { CallNode, Expr, FormulaProblem, Span, Summand, SyntaxReason } from './ast'
import { countTerms, expandSum } from './terms'
import { findFunction, functionNames, maxDegree } from './functions'
import { printExpr } from './print'
import { syntaxProblem } from './tokenize'

/** What the grammar lets through and the language does not. Each function returns the first problem, or null. */

/** More terms than this are refused before they are expanded. */
const maxTerms = 4096

function problemAt(expr: Expr, reason: SyntaxReason, found = printExpr(expr)): FormulaProblem {
  return syntaxProblem(reason, expr.span ?? { start: 0, end: 0 }, found)
}

/** One summand of the fixed part or of the effects of a random term. */
export function checkTerms(expr: Expr, sign: '+' | '-', part: 'fixed' | 'random'): FormulaProblem | null {
  if (expr.kind === 'number') return expr.value === 0 || expr.value === 1 ? null : problemAt(expr, 'number-not-term')
  if (expr.kind === 'call' && findFunction(expr.callee)?.kind === 'offset') {
    if (part === 'random') return problemAt(expr, 'function-misplaced', expr.callee)
    return sign === '-' ? problemAt(expr, 'offset-subtracted') : checkCall(expr)
  }
  return checkSumInside(expr)
}

function checkOperand(expr: Expr): FormulaProblem | null {
  switch (expr.kind) {
    case 'name':
      return null
    case 'number':
      return problemAt(expr, 'number-not-term')
    case 'minus':
      return problemAt(expr, 'minus-misplaced')
    case 'call':
      if (findFunction(expr.callee)?.kind === 'offset') return problemAt(expr, 'function-misplaced', expr.callee)
      return checkCall(expr)
    case 'binary':
      if (expr.op === '^') {
        const { right } = expr
        if (right.kind !== 'number' || !Number.isInteger(right.value) || right.value < 1)
          return problemAt(right, 'power-not-whole')
        return checkSumInside(expr.left)
      }
      return checkSumInside(expr.left) ?? checkSumInside(expr.right)
  }
}

/** An operand that may be a parenthesised sum, in which `- b` and 0 or 1 have their meaning. */
function checkSumInside(expr: Expr): FormulaProblem | null {
  if (expr.kind !== 'binary' || (expr.op !== '+' && expr.op !== '-')) return checkOperand(expr)
  const allowNumber = (side: Expr): FormulaProblem | null =>
    side.kind === 'number' && (side.value === 0 || side.value === 1) ? null : checkSumInside(side)
  return allowNumber(expr.left) ?? allowNumber(expr.right)
}

/** A call as a term of its own: `I(…)`, `log(x)`, `poly(x, 2)`. */
function checkCall(call: CallNode): FormulaProblem | null {
  const entry = findFunction(call.callee)
  const span = call.span ?? { start: 0, end: 0 }
  if (entry === undefined) return unknownFunction(call, span)
  if (call.args.length !== entry.nArgs) return syntaxProblem('wrong-arguments', span, call.callee)
  const [first, second] = call.args
  if (entry.kind === 'polynomial') {
    if (second.kind !== 'number' || !Number.isInteger(second.value) || second.value < 1 || second.value > maxDegree)
      return syntaxProblem('wrong-arguments', span, call.callee)
  }
  return checkArithmetic(first) ?? (hasVariable(first) ? null : problemAt(call, 'no-variable'))
}

function unknownFunction(call: CallNode, span: Span): FormulaProblem {
  const only = call.args.length === 1 && call.args[0].kind === 'name' ? call.args[0].name : ''
  return {
    code: 'unknown-function',
    params: { name: call.callee, argument: only, functions: functionNames.join(', ') },
    start: span.start,
    end: span.end,
  }
}

/** Arithmetic on values: outcome, inside `I()` and inside functions. */
export function checkArithmetic(expr: Expr): FormulaProblem | null {
  switch (expr.kind) {
    case 'name':
    case 'number':
      return null
    case 'minus':
      return checkArithmetic(expr.operand)
    case 'binary':
      if (expr.op === ':' || expr.op === '%in%') return problemAt(expr, 'operator-not-arithmetic', expr.op)
      return checkArithmetic(expr.left) ?? checkArithmetic(expr.right)
    case 'call': {
      const kind = findFunction(expr.callee)?.kind
      if (kind === 'polynomial' || kind === 'offset') return problemAt(expr, 'function-misplaced', expr.callee)
      return checkCall(expr)
    }
  }
}

/** Right of `|`: names joined by `:`, `/`, `%in%`, `*` or `+`. */
export function checkGrouping(expr: Expr): FormulaProblem | null {
  if (expr.kind === 'name') return null
  if (expr.kind !== 'binary' || expr.op === '-' || expr.op === '^') return problemAt(expr, 'grouping-not-names')
  return checkGrouping(expr.left) ?? checkGrouping(expr.right) ?? checkSize([{ sign: '+', expr }], expr.span)
}

/** Refuses sums of a size that nobody means, before expanding them; and random terms that hold nothing. */
export function checkSize(summands: readonly Summand[], random?: Span): FormulaProblem | null {
  const span = random ?? summands[0]?.expr.span ?? { start: 0, end: 0 }
  if (summands.reduce((sum, { expr }) => sum + countTerms(expr), 0) > maxTerms)
    return syntaxProblem('too-many-terms', span)
  if (random === undefined) return null
  const { intercept, terms } = expandSum(summands)
  return intercept || terms.length > 0 ? null : syntaxProblem('random-without-effects', span)
}

function hasVariable(expr: Expr): boolean {
  switch (expr.kind) {
    case 'name':
      return true
    case 'number':
      return false
    case 'minus':
      return hasVariable(expr.operand)
    case 'binary':
      return hasVariable(expr.left) || hasVariable(expr.right)
    case 'call':
      return expr.args.some(hasVariable)
  }
}

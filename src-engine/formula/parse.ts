import type {
  BinaryNode,
  Expr,
  FormulaAst,
  FormulaProblem,
  Operator,
  RandomNode,
  Span,
  Summand,
  SyntaxReason,
} from './ast'
import { checkArithmetic, checkGrouping, checkSize, checkTerms } from './check'
import { syntaxProblem, tokenize, type Token, type TokenKind } from './tokenize'

export type ParseResult =
  { readonly ok: true; readonly formula: FormulaAst } | { readonly ok: false; readonly problem: FormulaProblem }

/** Brackets and signs may be nested this deep; recursion stays far from the stack's end. */
const maxDepth = 200

/** Inside the parser, a random term is a node like others until its place is known to be right. */
interface BarNode {
  readonly kind: 'bar'
  readonly left: Node
  readonly right: Node
  readonly correlated: boolean
  readonly span: Span
}
type Node = Expr | BarNode | BinaryOf | MinusOf
interface BinaryOf {
  readonly kind: 'binary'
  readonly op: Operator
  readonly left: Node
  readonly right: Node
  readonly span: Span
}
interface MinusOf {
  readonly kind: 'minus'
  readonly operand: Node
  readonly span: Span
}

/**
 * Reads a formula. Never throws; what cannot be read comes back as a problem with its place in the text.
 * A missing outcome (`~ x`) is read: choosing it is a matter of the model, not of the syntax.
 */
export function parseFormula(text: string): ParseResult {
  if (text.trim() === '')
    return { ok: false, problem: { code: 'formula-empty', params: {}, start: 0, end: text.length } }
  const tokens = tokenize(text)
  if (!tokens.ok) return tokens
  const parser = new Parser(tokens.tokens)
  const parts = parser.readSides()
  if (parts === null) return { ok: false, problem: parser.problem! }
  const ast = assemble(parts.outcome, parts.right)
  return 'code' in ast ? { ok: false, problem: ast } : { ok: true, formula: ast }
}

/** Reads one term or a sum of terms of the fixed part, without `~`: `x`, `log(x):sex`, `a * b`. */
export function parseTerms(
  text: string,
): { ok: true; terms: readonly Summand[] } | { ok: false; problem: FormulaProblem } {
  const read = parseFormula(`~ ${text}`)
  if (!read.ok) {
    const { problem } = read
    return {
      ok: false,
      problem: { ...problem, start: Math.max(0, problem.start - 2), end: Math.max(0, problem.end - 2) },
    }
  }
  const bar = read.formula.random.at(0)
  if (bar !== undefined)
    return { ok: false, problem: syntaxProblem('random-misplaced', bar.span ?? { start: 0, end: text.length }) }
  return { ok: true, terms: read.formula.fixed }
}

class Parser {
  problem: FormulaProblem | null = null
  private at = 0
  private depth = 0

  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  readSides(): { outcome: Node | null; right: Node } | null {
    const outcome = this.peek().kind === '~' ? null : this.readSum()
    if (this.problem) return null
    if (this.peek().kind !== '~') return this.fail(this.strayReason('tilde-missing'))
    this.at++
    const right = this.readSum()
    if (right === null) return null
    if (this.peek().kind === 'end') return { outcome, right }
    return this.fail(this.strayReason('expected-operator'))
  }

  private peek(): Token {
    return this.tokens[this.at]
  }

  private fail(reason: SyntaxReason, span: Span = this.peek().span, found = this.peek().text): null {
    this.problem ??= syntaxProblem(reason, span, found)
    return null
  }

  /** What is wrong with a token that cannot follow a complete expression. */
  private strayReason(otherwise: SyntaxReason): SyntaxReason {
    switch (this.peek().kind) {
      case ')':
        return 'unmatched-parenthesis'
      case '~':
        return 'second-tilde'
      case '|':
      case '||':
        return 'random-needs-parentheses'
      case 'end':
        return otherwise
      default:
        return 'expected-operator'
    }
  }

  private readLeft(kinds: readonly TokenKind[], next: () => Node | null): Node | null {
    let left = next()
    while (left !== null && kinds.includes(this.peek().kind)) {
      const op = this.peek().kind as Operator
      this.at++
      const right = next()
      if (right === null) return null
      left = binary(op, left, right)
    }
    return left
  }

  private readSum(): Node | null {
    return this.readLeft(['+', '-'], () => this.readProduct())
  }

  private readProduct(): Node | null {
    return this.readLeft(['*', '/'], () => this.readWithin())
  }

  private readWithin(): Node | null {
    return this.readLeft(['%in%'], () => this.readInteraction())
  }

  private readInteraction(): Node | null {
    return this.readLeft([':'], () => this.readSigned())
  }

  private readSigned(): Node | null {
    const token = this.peek()
    if (token.kind !== '-' && token.kind !== '+') return this.readPower()
    if (++this.depth > maxDepth) return this.fail('too-deep')
    this.at++
    const operand = this.readSigned()
    this.depth--
    if (operand === null || token.kind === '+') return operand
    return { kind: 'minus', operand, span: { start: token.span.start, end: spanOf(operand).end } }
  }

  private readPower(): Node | null {
    const base = this.readAtom()
    if (base === null || this.peek().kind !== '^') return base
    this.at++
    if (++this.depth > maxDepth) return this.fail('too-deep')
    const exponent = this.readSigned()
    this.depth--
    return exponent === null ? null : binary('^', base, exponent)
  }

  private readAtom(): Node | null {
    const token = this.peek()
    switch (token.kind) {
      case 'number':
        this.at++
        return { kind: 'number', value: Number(token.text), span: token.span }
      case 'name':
        if (token.text === '.' && !token.quoted) return this.fail('dot-not-supported')
        this.at++
        return this.peek().kind === '(' && !token.quoted
          ? this.readCall(token)
          : { kind: 'name', name: token.text, span: token.span }
      case '(':
        return this.readParenthesis()
      default:
        return this.fail('expected-term')
    }
  }

  private readParenthesis(): Node | null {
    const open = this.peek()
    if (++this.depth > maxDepth) return this.fail('too-deep')
    this.at++
    const inner = this.readSum()
    if (inner === null) return null
    const bar = this.peek()
    if (bar.kind !== '|' && bar.kind !== '||') {
      this.depth--
      return this.close(open) ? inner : null
    }
    this.at++
    const right = this.readSum()
    if (right === null) return null
    const end = this.peek().span.end
    if (!this.close(open)) return null
    this.depth--
    return { kind: 'bar', left: inner, right, correlated: bar.kind === '|', span: { start: open.span.start, end } }
  }

  private close(open: Token): boolean {
    const token = this.peek()
    if (token.kind === ')') {
      this.at++
      return true
    }
    if (token.kind === 'end') this.fail('unclosed-parenthesis', open.span, '(')
    else this.fail(token.kind === '|' || token.kind === '||' ? 'random-misplaced' : 'expected-operator')
    return false
  }

  private readCall(name: Token): Node | null {
    const open = this.peek()
    if (++this.depth > maxDepth) return this.fail('too-deep')
    this.at++
    const args: Expr[] = []
    if (this.peek().kind !== ')') {
      for (;;) {
        const arg = this.readSum()
        if (arg === null) return null
        const clean = withoutBars(arg)
        if ('code' in clean) {
          this.problem ??= clean
          return null
        }
        args.push(clean)
        if (this.peek().kind !== ',') break
        this.at++
      }
    }
    const end = this.peek().span.end
    if (!this.close(open)) return null
    this.depth--
    return { kind: 'call', callee: name.text, args, span: { start: name.span.start, end } }
  }
}

function binary(op: Operator, left: Node, right: Node): BinaryOf {
  return { kind: 'binary', op, left, right, span: { start: spanOf(left).start, end: spanOf(right).end } }
}

function spanOf(node: Node): Span {
  return node.span ?? { start: 0, end: 0 }
}

/** The same node as a plain expression, or the problem that a random term is inside it. */
function withoutBars(node: Node): Expr | FormulaProblem {
  switch (node.kind) {
    case 'bar':
      return syntaxProblem('random-misplaced', node.span)
    case 'minus': {
      const operand = withoutBars(node.operand)
      return 'code' in operand ? operand : { ...node, operand }
    }
    case 'binary': {
      const left = withoutBars(node.left)
      if ('code' in left) return left
      const right = withoutBars(node.right)
      if ('code' in right) return right
      return { ...node, left, right } satisfies BinaryNode
    }
    default:
      return node
  }
}

interface SignedNode {
  readonly sign: '+' | '-'
  readonly node: Node
}

/**
 * Takes a sum apart. Parentheses with a minus inside stay together: as in R, `- (a - b)` takes out what `a - b` stands
 * for, and `a + (b - a)` still has `a`.
 */
function summandsOf(node: Node, into: SignedNode[]): SignedNode[] {
  if (node.kind === 'binary' && (node.op === '+' || node.op === '-')) {
    summandsOf(node.left, into)
    if (node.op === '-') subtract(node.right, into)
    else if (isDifference(node.right)) into.push({ sign: '+', node: node.right })
    else summandsOf(node.right, into)
  } else if (node.kind === 'minus') {
    subtract(node.operand, into)
  } else {
    into.push({ sign: '+', node })
  }
  return into
}

/** A sum with a minus and without random terms. */
function isDifference(node: Node): boolean {
  return someItem(node, (item) => item.kind === 'minus') && !someItem(node, (item) => item.kind === 'bar')
}

/** Whether something holds for an item of a sum; a difference counts as a minus. */
function someItem(node: Node, holds: (item: Node | { kind: 'minus' }) => boolean): boolean {
  if (node.kind !== 'binary' || (node.op !== '+' && node.op !== '-')) return holds(node)
  return (node.op === '-' && holds({ kind: 'minus' })) || someItem(node.left, holds) || someItem(node.right, holds)
}

function subtract(node: Node, into: SignedNode[]): void {
  if (node.kind === 'binary' && node.op === '+') {
    subtract(node.left, into)
    subtract(node.right, into)
  } else if (node.kind === 'minus') {
    summandsOf(node.operand, into)
  } else {
    into.push({ sign: '-', node })
  }
}

function assemble(left: Node | null, right: Node): FormulaAst | FormulaProblem {
  let outcome: Expr | null = null
  if (left !== null) {
    const clean = withoutBars(left)
    if ('code' in clean) return clean
    const problem = checkArithmetic(clean)
    if (problem) return problem
    outcome = clean
  }
  const fixed: Summand[] = []
  const random: RandomNode[] = []
  for (const { sign, node } of summandsOf(right, [])) {
    if (node.kind === 'bar') {
      if (sign === '-') return syntaxProblem('random-subtracted', node.span)
      const term = randomTerm(node)
      if ('code' in term) return term
      random.push(term)
    } else {
      const clean = withoutBars(node)
      if ('code' in clean) return clean
      const problem = checkTerms(clean, sign, 'fixed')
      if (problem) return problem
      fixed.push({ sign, expr: clean })
    }
  }
  const problem = checkSize(fixed)
  return problem ?? { outcome, fixed, random }
}

function randomTerm(bar: BarNode): RandomNode | FormulaProblem {
  const effects: Summand[] = []
  for (const { sign, node } of summandsOf(bar.left, [])) {
    const clean = withoutBars(node)
    if ('code' in clean) return clean
    const problem = checkTerms(clean, sign, 'random')
    if (problem) return problem
    effects.push({ sign, expr: clean })
  }
  const grouping = withoutBars(bar.right)
  if ('code' in grouping) return grouping
  const problem = checkGrouping(grouping) ?? checkSize(effects, bar.span)
  return problem ?? { effects, grouping, correlated: bar.correlated, span: bar.span }
}

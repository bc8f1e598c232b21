import type { SpecProblemCode } from '../contract/problems'

/** A formula as read: outcome, summands of the fixed part in order, random terms in order. All values are immutable. */

/** Place in the source text, UTF-16 offsets, `end` exclusive. Nodes made by editing have none. */
export interface Span {
  readonly start: number
  readonly end: number
}

interface Located {
  readonly span?: Span
}

export interface NameNode extends Located {
  readonly kind: 'name'
  /** The column's name, without backquotes. */
  readonly name: string
}

export interface NumberNode extends Located {
  readonly kind: 'number'
  readonly value: number
}

export interface CallNode extends Located {
  readonly kind: 'call'
  readonly callee: string
  readonly args: readonly Expr[]
}

export interface MinusNode extends Located {
  readonly kind: 'minus'
  readonly operand: Expr
}

export type Operator = '+' | '-' | '*' | '/' | ':' | '%in%' | '^'

export interface BinaryNode extends Located {
  readonly kind: 'binary'
  readonly op: Operator
  readonly left: Expr
  readonly right: Expr
}

export type Expr = NameNode | NumberNode | CallNode | MinusNode | BinaryNode

/** One item of a sum of terms; `-` takes terms out that came before. */
export interface Summand {
  readonly sign: '+' | '-'
  readonly expr: Expr
}

/** `(effects | grouping)`, or `||` when not correlated. */
export interface RandomNode extends Located {
  readonly effects: readonly Summand[]
  readonly grouping: Expr
  readonly correlated: boolean
}

export interface FormulaAst {
  /** null while none is chosen: `~ x`. */
  readonly outcome: Expr | null
  readonly fixed: readonly Summand[]
  readonly random: readonly RandomNode[]
}

/** What a new model starts from. */
export const emptyFormula: FormulaAst = { outcome: null, fixed: [], random: [] }

/** Why a text is not a formula; the message catalogue has a sentence for each. */
export type SyntaxReason =
  /** `found` is a character that no formula holds. */
  | 'unexpected-character'
  | 'unclosed-backquote'
  | 'empty-name'
  | 'bad-number'
  /** A variable, number, function or `(` was expected; `found` is what stands there, '' at the end. */
  | 'expected-term'
  /** Something stands where an operator should be, e.g. two names side by side. */
  | 'expected-operator'
  | 'unclosed-parenthesis'
  | 'unmatched-parenthesis'
  | 'tilde-missing'
  | 'second-tilde'
  /** `.` for "all other variables". */
  | 'dot-not-supported'
  /** `y ~ x + 1 | g` */
  | 'random-needs-parentheses'
  /** A random term inside a product, a function or the outcome. */
  | 'random-misplaced'
  | 'random-subtracted'
  /** `(0 | g)` */
  | 'random-without-effects'
  /** The right of `|` may hold names, `:` and `/`. */
  | 'grouping-not-names'
  /** `(a + b)^k` needs a whole number k of at least 1. */
  | 'power-not-whole'
  /** A number other than 0 or 1 as a term. */
  | 'number-not-term'
  /** A minus sign in a product of terms. */
  | 'minus-misplaced'
  /** `:` or `%in%` in arithmetic. */
  | 'operator-not-arithmetic'
  /** `found` is the function's name. */
  | 'wrong-arguments'
  /** `poly` or `offset` inside another expression. */
  | 'function-misplaced'
  | 'offset-subtracted'
  | 'no-variable'
  | 'too-many-terms'
  | 'too-deep'

/** A text that is not a formula, as a value. For `formula-syntax`, `params.reason` is a SyntaxReason. */
export interface FormulaProblem {
  readonly code: Extract<SpecProblemCode, 'formula-empty' | 'formula-syntax' | 'unknown-function'>
  readonly params: Readonly<Record<string, string | number>>
  readonly start: number
  readonly end: number
}

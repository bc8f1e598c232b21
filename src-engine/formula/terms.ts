import type { Expr, Summand } from './ast'
import { findFunction } from './functions'
import { displayExpr, printExpr } from './print'

/**
 * The algebra of terms (Wilkinson & Rogers 1973, with R's conventions): a term is a set of factors, a sum is an
 * ordered set of terms.
 */

/** A term: its factors (names or calls) in order of first appearance in the sum. */
export interface Term {
  /** As a formula writes it; identifies the term. */
  readonly label: string
  /** Without backquotes, for tables. */
  readonly name: string
  readonly factors: readonly Expr[]
}

export interface ExpandedSum {
  readonly intercept: boolean
  /** By order of interaction, then by appearance. */
  readonly terms: readonly Term[]
  /** Arguments of `offset()`. */
  readonly offsets: readonly Expr[]
}

/** Bit i stands for the i-th factor in order of appearance. */
type Bits = bigint

class Expansion {
  intercept = true
  private isNegated = false
  readonly offsets: Expr[] = []
  private readonly factors: Expr[] = []
  private readonly indexOf = new Map<string, number>()

  run(summands: readonly Summand[]): Bits[] {
    const terms = new Set<Bits>()
    for (const { sign, expr } of summands) this.apply(sign, expr, terms)
    return [...terms]
  }

  /** Adds the terms of an expression to a set or takes them out. Under an odd number of minus signs 1 and 0 change places. */
  private apply(sign: '+' | '-', expr: Expr, terms: Set<Bits>): void {
    if (sign === '-') this.isNegated = !this.isNegated
    if (expr.kind === 'number') {
      this.intercept = (expr.value === 1) !== this.isNegated
    } else if (expr.kind === 'call' && findFunction(expr.callee)?.kind === 'offset') {
      this.offsets.push(expr.args[0])
    } else {
      for (const term of this.expand(expr)) {
        if (sign === '+') terms.add(term)
        else terms.delete(term)
      }
    }
    if (sign === '-') this.isNegated = !this.isNegated
  }

  private expand(expr: Expr): Set<Bits> {
    if (expr.kind !== 'binary') return expr.kind === 'number' ? this.sum(expr) : new Set([this.bit(expr)])
    if (expr.op === '+' || expr.op === '-') return this.sum(expr)
    const left = this.expand(expr.left)
    if (expr.op === '^') return power(left, expr.right.kind === 'number' ? expr.right.value : 1)
    const right = this.expand(expr.right)
    switch (expr.op) {
      case ':':
        return products(left, right)
      case '*':
        return new Set([...left, ...right, ...products(left, right)])
      case '/':
        return new Set([...left, ...products(new Set([union(left)]), right)])
      case '%in%':
        return products(left, new Set([union(right)]))
    }
  }

  private sum(expr: Expr): Set<Bits> {
    const terms = new Set<Bits>()
    const walk = (node: Expr): void => {
      if (node.kind === 'binary' && (node.op === '+' || node.op === '-')) {
        walk(node.left)
        this.apply(node.op, node.right, terms)
      } else {
        this.apply('+', node, terms)
      }
    }
    walk(expr)
    return terms
  }

  private bit(expr: Expr): Bits {
    const key = printExpr(expr)
    let index = this.indexOf.get(key)
    if (index === undefined) {
      index = this.factors.length
      this.indexOf.set(key, index)
      this.factors.push(expr)
    }
    return 1n << BigInt(index)
  }

  term(bits: Bits): Term {
    const factors = this.factors.filter((_, i) => (bits >> BigInt(i)) & 1n)
    return { label: factors.map(printExpr).join(':'), name: factors.map(displayExpr).join(':'), factors }
  }
}

function products(left: Set<Bits>, right: Set<Bits>): Set<Bits> {
  const out = new Set<Bits>()
  for (const l of left) for (const r of right) out.add(l | r)
  return out
}

function union(terms: Set<Bits>): Bits {
  let all = 0n
  for (const term of terms) all |= term
  return all
}

function power(base: Set<Bits>, exponent: number): Set<Bits> {
  let out = base
  for (let k = 1; k < Math.min(exponent, base.size); k++) out = new Set([...out, ...products(out, base)])
  return out
}

/** Expands a sum that the parser has accepted: terms by order, then by appearance. */
export function expandSum(summands: readonly Summand[]): ExpandedSum {
  const expansion = new Expansion()
  const terms = expansion.run(summands).map((bits) => expansion.term(bits))
  return {
    intercept: expansion.intercept,
    terms: terms.sort((a, b) => a.factors.length - b.factors.length),
    offsets: expansion.offsets,
  }
}

/** The terms of a grouping expression in order of appearance: `a/b` is `a`, `a:b`. */
export function expandGrouping(grouping: Expr): readonly (readonly string[])[] {
  const expansion = new Expansion()
  return expansion
    .run([{ sign: '+', expr: grouping }])
    .map((bits) => expansion.term(bits).factors.flatMap((factor) => (factor.kind === 'name' ? [factor.name] : [])))
}

/** At most so many terms does an expression expand to; cheap even where the number is astronomical. */
export function countTerms(expr: Expr): number {
  if (expr.kind !== 'binary') return 1
  const left = countTerms(expr.left)
  if (expr.op === '^') {
    const exponent = expr.right.kind === 'number' ? expr.right.value : 1
    let total = 0
    let subsets = 1
    for (let k = 1; k <= Math.min(exponent, left); k++) {
      subsets = (subsets * (left - k + 1)) / k
      total += subsets
      if (total > 1e9) return total
    }
    return total
  }
  const right = countTerms(expr.right)
  switch (expr.op) {
    case '*':
      return left + right + left * right
    case ':':
      return left * right
    case '%in%':
      return left
    default:
      return left + right
  }
}

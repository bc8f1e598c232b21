import type { FormulaProblem, Span, SyntaxReason } from './ast'
import { namePart, nameStart } from './names'

export type TokenKind =
  'name' | 'number' | '~' | '+' | '-' | '*' | '/' | ':' | '^' | '%in%' | '|' | '||' | '(' | ')' | ',' | 'end'

export interface Token {
  readonly kind: TokenKind
  /** Name without backquotes, number as typed, or the symbol. */
  readonly text: string
  readonly span: Span
  readonly quoted?: boolean
}

export type Tokens =
  { readonly ok: true; readonly tokens: readonly Token[] } | { readonly ok: false; readonly problem: FormulaProblem }

export function syntaxProblem(reason: SyntaxReason, span: Span, found = ''): FormulaProblem {
  return { code: 'formula-syntax', params: { reason, found }, start: span.start, end: span.end }
}

const symbols = new Set<string>(['~', '+', '-', '*', '/', ':', '^', '(', ')', ','])
/** What word processors make of the signs. */
const lookalikes: ReadonlyMap<string, TokenKind> = new Map([
  ['\u2212', '-'],
  ['\u223c', '~'],
  ['\u00d7', '*'],
])
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const within = /%[ \t]*in[ \t]*%/y

/** Splits a formula into tokens, the last of kind `end`. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = []
  let at = 0
  const push = (kind: TokenKind, end: number, value = text.slice(at, end), quoted?: boolean): void => {
    tokens.push(
      quoted
        ? { kind, text: value, span: { start: at, end }, quoted }
        : { kind, text: value, span: { start: at, end } },
    )
    at = end
  }
  const fail = (reason: SyntaxReason, end: number): Tokens => ({
    ok: false,
    problem: syntaxProblem(reason, { start: at, end }, text.slice(at, end)),
  })
  while (at < text.length) {
    const char = String.fromCodePoint(text.codePointAt(at)!)
    if (/\s/.test(char)) {
      at += char.length
    } else if (char === '`') {
      const name = readQuoted(text, at)
      if (name === null) return fail('unclosed-backquote', text.length)
      if (name.value === '') return fail('empty-name', name.end)
      push('name', name.end, name.value, true)
    } else if (/\d/.test(char) || (char === '.' && /\d/.test(text[at + 1] ?? ''))) {
      const end = matchEnd(number, text, at)
      if (nameEnd(text, end) > end) return fail('bad-number', nameEnd(text, end))
      if (!Number.isFinite(Number(text.slice(at, end)))) return fail('bad-number', end)
      push('number', end)
    } else if (nameStart.test(char)) {
      push('name', nameEnd(text, at))
    } else if (char === '|') {
      push(text[at + 1] === '|' ? '||' : '|', text[at + 1] === '|' ? at + 2 : at + 1)
    } else if (char === '%') {
      const end = matchEnd(within, text, at)
      if (end === at) return fail('unexpected-character', at + 1)
      push('%in%', end, '%in%')
    } else if (symbols.has(char)) {
      push(char as TokenKind, at + 1)
    } else {
      const kind = lookalikes.get(char)
      if (kind === undefined) return fail('unexpected-character', at + char.length)
      push(kind, at + char.length, kind)
    }
  }
  push('end', at, '')
  return { ok: true, tokens }
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function nameEnd(text: string, at: number): number {
  let end = at
  for (const char of text.slice(at)) {
    if (!namePart.test(char)) break
    end += char.length
  }
  return end
}

function readQuoted(text: string, start: number): { value: string; end: number } | null {
  let value = ''
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i]
    if (char === '`') return { value, end: i + 1 }
    if (char === '\\' && (text[i + 1] === '`' || text[i + 1] === '\\')) i++
    value += text[i]
  }
  return null
}

/**
 * The functions of the formula language. A transformation works value by value; `scale`, `center` and `poly` take
 * parameters (mean, standard deviation, orthogonal polynomials) from the rows used; `I` shields arithmetic.
 */
export type FunctionKind = 'transform' | 'identity' | 'centring' | 'polynomial' | 'offset'

export interface FunctionEntry {
  readonly kind: FunctionKind
  readonly nArgs: number
}

export const transforms: Readonly<Record<string, (x: number) => number>> = {
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
}

const others: Readonly<Record<string, FunctionEntry>> = {
  I: { kind: 'identity', nArgs: 1 },
  scale: { kind: 'centring', nArgs: 1 },
  center: { kind: 'centring', nArgs: 1 },
  poly: { kind: 'polynomial', nArgs: 2 },
  offset: { kind: 'offset', nArgs: 1 },
}

/** Highest degree of `poly`. */
export const maxDegree = 20

export const functionNames: readonly string[] = [...Object.keys(transforms), ...Object.keys(others)]

export function findFunction(name: string): FunctionEntry | undefined {
  if (Object.hasOwn(transforms, name)) return { kind: 'transform', nArgs: 1 }
  return Object.hasOwn(others, name) ? others[name] : undefined
}

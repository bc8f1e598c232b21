import type katex from 'katex'

type Katex = typeof katex

let loading: Promise<Katex> | null = null

/** The typesetter with its fonts, which come with the first equation: the window opens without them. */
export function loadMath(): Promise<Katex> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([library]) => library.default)
  return loading
}

import type { Column, DataTable } from '../contract/columns'
import type { ModelSpec } from '../contract/modelSpec'
import { readSpec } from '../model/validateSpec'

/**
 * A hash of what a fit's numbers were computed from: the spec and the columns it reads (values, levels, reference),
 * whatever else the table holds. Two 32-bit streams of Murmur's mixing, as 16 hexadecimal digits; it guards against
 * mistakes, not against malice.
 */
export function inputHash(spec: ModelSpec, table: DataTable): string {
  const state = { a: 0x9e3779b9, b: 0x243f6a88 }
  addText(state, JSON.stringify(Object.entries(spec).sort(([x], [y]) => (x < y ? -1 : 1))))
  const variables = new Set(readSpec(spec, table).read?.variables ?? [])
  for (const column of table.columns) if (variables.has(column.name)) addColumn(state, column)
  return [state.a, state.b].map((v) => (v >>> 0).toString(16).padStart(8, '0')).join('')
}

interface State {
  a: number
  b: number
}

function addWord(state: State, word: number): void {
  let k = Math.imul(word, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  state.a = Math.imul(state.a ^ Math.imul(k, 0x1b873593), 5) + 0xe6546b64
  state.a = (state.a << 13) | (state.a >>> 19)
  let m = Math.imul(word ^ 0x5bd1e995, 0x85ebca6b)
  m ^= m >>> 15
  state.b = Math.imul((state.b ^ m) | 0, 0xc2b2ae35) + (state.a | 0)
  state.b = (state.b << 17) | (state.b >>> 15)
}

function addWords(state: State, words: Int32Array): void {
  for (let i = 0; i < words.length; i++) addWord(state, words[i])
}

function addText(state: State, text: string): void {
  for (let i = 0; i < text.length; i++) addWord(state, text.charCodeAt(i))
  addWord(state, text.length)
}

function addColumn(state: State, column: Column): void {
  addText(state, column.name)
  addText(state, column.type)
  addText(state, column.reference ?? '')
  if (column.kind === 'numeric') {
    const { buffer, byteOffset, length } = column.values
    addWords(state, new Int32Array(buffer, byteOffset, 2 * length))
  } else {
    for (const level of column.levels) addText(state, level)
    addWords(state, column.codes)
  }
}

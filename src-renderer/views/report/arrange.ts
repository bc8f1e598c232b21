import type { ReportEntry } from '../../../src-engine/contract'
import { nameRank } from './blockNames'

/** Changes of the outline: pure functions from entries to entries. */

export type Entries = readonly ReportEntry[]

export function removeEntry(entries: Entries, id: string): Entries {
  return entries.filter((entry) => entry.id !== id)
}

/** Puts `entry` after the entry `afterId`, or at the end. */
export function insertEntry(entries: Entries, entry: ReportEntry, afterId: string | null): Entries {
  const index = afterId === null ? -1 : entries.findIndex((other) => other.id === afterId)
  return index < 0 ? [...entries, entry] : entries.toSpliced(index + 1, 0, entry)
}

/** Moves an entry to `position`, counted in the list without it. */
export function moveEntry(entries: Entries, id: string, position: number): Entries {
  const from = entries.findIndex((entry) => entry.id === id)
  const moving = entries.at(from)
  if (from < 0 || moving === undefined) return entries
  const rest = entries.toSpliced(from, 1)
  const to = Math.min(Math.max(position, 0), rest.length)
  return to === from ? entries : rest.toSpliced(to, 0, moving)
}

export function moveEntryBy(entries: Entries, id: string, steps: number): Entries {
  const from = entries.findIndex((entry) => entry.id === id)
  return from < 0 ? entries : moveEntry(entries, id, from + steps)
}

export function setEntryText(entries: Entries, id: string, text: string): Entries {
  const old = entries.find((entry) => entry.id === id)
  if (!old || !(old.kind === 'note' || old.kind === 'heading') || old.text === text) return entries
  return entries.map((entry) => (entry === old ? { ...old, text } : entry))
}

export function setComparedModels(entries: Entries, id: string, modelIds: readonly string[]): Entries {
  return entries.map((entry) => (entry.id === id && entry.kind === 'comparison' ? { ...entry, modelIds } : entry))
}

export function hasBlock(entries: Entries, modelId: string, block: string): boolean {
  return entries.some((entry) => entry.kind === 'block' && entry.modelId === modelId && entry.block === block)
}

/**
 * Shows or hides one block of a model. A new block goes among the model's own in reading order; the first block of a
 * model goes to the end.
 */
export function setBlockShown(
  entries: Entries,
  entry: Extract<ReportEntry, { kind: 'block' }>,
  shown: boolean,
): Entries {
  const { modelId, block } = entry
  if (!shown)
    return entries.filter((other) => !(other.kind === 'block' && other.modelId === modelId && other.block === block))
  if (hasBlock(entries, modelId, block)) return entries
  const own = entries.filter((other) => other.kind === 'block' && other.modelId === modelId)
  const before = own.findLast((other) => other.kind === 'block' && nameRank(other.block) <= nameRank(block))
  if (before) return insertEntry(entries, entry, before.id)
  const first = entries.findIndex((other) => other === own[0])
  return first < 0 ? [...entries, entry] : entries.toSpliced(first, 0, entry)
}

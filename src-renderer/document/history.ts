import type { Column, ProjectDocument } from '../../src-engine/contract'
import type { Phrase } from '../i18n/t'
import type { Command, Workspace } from './command'

/** One step: the document on the other side of it. Documents share all columns that did not change. */
export interface HistoryStep {
  readonly name: Phrase
  readonly place: Workspace
  readonly document: ProjectDocument
  /** Bytes that only this step keeps alive. */
  readonly nBytes: number
  readonly coalesce: string | undefined
  readonly at: number
}

/** Older steps are forgotten beyond this, as long as `minSteps` remain. */
const maxBytes = 256 * 1024 * 1024
const minSteps = 16
const maxSteps = 1000
const coalesceMs = 1200

/** Adds the step from `before` to `after` to the undo stack, merged with the last where they belong together. */
export function pushStep(
  stack: readonly HistoryStep[],
  command: Command,
  before: ProjectDocument,
  after: ProjectDocument,
  now: number,
): readonly HistoryStep[] {
  const last = stack.at(-1)
  if (
    last !== undefined &&
    command.coalesce !== undefined &&
    last.coalesce === command.coalesce &&
    now - last.at < coalesceMs
  ) {
    return [...stack.slice(0, -1), { ...last, name: command.name, at: now }]
  }
  const step: HistoryStep = {
    name: command.name,
    place: command.place,
    document: before,
    nBytes: bytesNotIn(before, after),
    coalesce: command.coalesce,
    at: now,
  }
  return trim([...stack, step])
}

function trim(stack: readonly HistoryStep[]): readonly HistoryStep[] {
  let nBytes = 0
  let first = stack.length
  while (first > 0) {
    const step = stack.at(first - 1)
    if (step === undefined) break
    const nKept = stack.length - first
    if (nKept >= maxSteps || (nKept >= minSteps && nBytes + step.nBytes > maxBytes)) break
    nBytes += step.nBytes
    first--
  }
  return first === 0 ? stack : stack.slice(first)
}

function bytesNotIn(document: ProjectDocument, other: ProjectDocument): number {
  if (document.tables === other.tables) return 0
  const shared = new Set<ArrayBufferLike>()
  for (const { table } of other.tables) for (const column of table.columns) shared.add(storage(column).buffer)
  let nBytes = 0
  for (const { table } of document.tables)
    for (const column of table.columns) {
      const values = storage(column)
      if (!shared.has(values.buffer)) nBytes += values.byteLength
    }
  return nBytes
}

function storage(column: Column): Float64Array | Int32Array {
  return column.kind === 'numeric' ? column.values : column.codes
}

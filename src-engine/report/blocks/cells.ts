import type { Cell, TableColumn } from '../../contract/reportBlocks'
import { noValue } from '../format'

export const empty: Cell = { text: '' }

export function text(value: string, notes?: readonly number[]): Cell {
  return notes === undefined || notes.length === 0 ? { text: value, value } : { text: value, value, notes }
}

/** A number as shown beside the number as computed; NaN shows a dash and copies as nothing. */
export function number(value: number, format: (value: number) => string, notes?: readonly number[]): Cell {
  const shown = format(value)
  const cell: Cell = Number.isNaN(value) ? { text: noValue } : { text: shown, value }
  return notes === undefined || notes.length === 0 ? cell : { ...cell, notes }
}

export const left = (id: string, title: string): TableColumn => ({ id, title, align: 'left' })
export const right = (id: string, title: string): TableColumn => ({ id, title, align: 'right' })

/** Collects the footnotes of one table; a footnote used twice is listed once. */
export class Footnotes {
  private readonly notes: string[] = []

  /** Index of the footnote, for the cells that refer to it. */
  add(note: string): number {
    const at = this.notes.indexOf(note)
    return at >= 0 ? at : this.notes.push(note) - 1
  }

  get all(): readonly string[] {
    return this.notes
  }
}

import type { Column, DataTable } from '../contract/columns'
import { codeNumbers, compactCodes, crossCodes, type Coded, type CompactCoded } from '../data/factors'

/** What a design matrix is coded from. */
export interface DesignData {
  readonly n: number
  /** The first rows, from which functions like `scale` and `poly` take their constants; later rows are new ones. */
  readonly nBasis: number
  column(name: string): Column
  numbers(name: string): Float64Array
  factor(name: string): Coded
}

/** The columns of a table on the rows that a model uses, gathered once each. Arrays may be the table's own: never write to them. */
export class FrameData implements DesignData {
  readonly n: number
  readonly nBasis: number
  readonly rows: Int32Array | null
  private readonly columns: ReadonlyMap<string, Column>
  private readonly numbersOf = new Map<string, Float64Array>()
  private readonly factorOf = new Map<string, CompactCoded>()
  private readonly groupOf = new Map<string, Coded>()

  /** `rows` null: all rows. */
  constructor(table: DataTable, rows: Int32Array | null) {
    this.columns = new Map(table.columns.map((column) => [column.name, column]))
    this.rows = rows
    this.n = rows ? rows.length : table.nRows
    this.nBasis = this.n
  }

  column(name: string): Column {
    return this.columns.get(name)!
  }

  /** Values of a numeric column; for a factor, its codes as numbers. */
  numbers(name: string): Float64Array {
    let out = this.numbersOf.get(name)
    if (out === undefined) {
      const column = this.column(name)
      out = gather(column.kind === 'numeric' ? column.values : Float64Array.from(column.codes), this.rows)
      this.numbersOf.set(name, out)
    }
    return out
  }

  /** Codes and levels that occur; a numeric column is coded by value. */
  factor(name: string): CompactCoded {
    let out = this.factorOf.get(name)
    if (out === undefined) {
      const column = this.column(name)
      if (column.kind === 'factor') out = compactCodes(column.codes, column.levels, this.rows)
      else out = { ...codeNumbers(this.numbers(name)), vanished: [] }
      this.factorOf.set(name, out)
    }
    return out
  }

  /** A grouping factor: one variable, or the combinations of several that occur. */
  group(names: readonly string[]): Coded {
    const key = names.join('\n')
    let out = this.groupOf.get(key)
    if (out === undefined) {
      const last: Coded = this.factor(names[names.length - 1])
      out = names.length === 1 ? last : crossCodes(this.group(names.slice(0, -1)), last)
      this.groupOf.set(key, out)
    }
    return out
  }
}

function gather(values: Float64Array, rows: Int32Array | null): Float64Array {
  if (rows === null) return values
  const out = new Float64Array(rows.length)
  for (let i = 0; i < out.length; i++) out[i] = values[rows[i]]
  return out
}

/**
 * Tables as they cross process boundaries. A table is a list of typed columns of one length; the arrays are the data,
 * there are no row objects. Two kinds of storage serve the four statistical types.
 */

/** What a variable is to the analyst; it decides how a formula codes it. */
export type VariableType = 'continuous' | 'ordinal' | 'nominal' | 'identifier'

interface ColumnBase {
  /** Stable within a table; survives renaming. */
  readonly id: string
  /** The name used in formulas. */
  readonly name: string
  readonly type: VariableType
  /** Raised by one with every change to values or metadata. */
  readonly version: number
  /** A longer name for tables and plots. */
  readonly label?: string
  readonly unit?: string
  /** Reference level for treatment contrasts; the first level when absent. */
  readonly reference?: string
}

/** Numbers; a missing value is NaN. */
export interface NumericColumn extends ColumnBase {
  readonly kind: 'numeric'
  readonly values: Float64Array
}

/** Text or codes, dictionary-encoded; `codes[i]` indexes `levels`, −1 is missing. Level order is meaningful. */
export interface FactorColumn extends ColumnBase {
  readonly kind: 'factor'
  readonly codes: Int32Array
  readonly levels: readonly string[]
}

export type Column = NumericColumn | FactorColumn

export interface DataTable {
  readonly id: string
  readonly name: string
  /** Raised by one with every change. */
  readonly version: number
  readonly nRows: number
  readonly columns: readonly Column[]
}

/**
 * A change of a table that the engine holds already: only the columns that changed travel.
 * `columnIds` is the complete new order; ids absent from it are dropped.
 */
export interface TablePatch {
  readonly tableId: string
  readonly name: string
  readonly baseVersion: number
  readonly version: number
  readonly nRows: number
  readonly columnIds: readonly string[]
  readonly changed: readonly Column[]
}

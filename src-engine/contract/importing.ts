import type { DataTable, VariableType } from './columns'

/** Reading a delimited text file: what was detected, what the user may overrule. */

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

export interface ReadOptions {
  readonly encoding: Encoding
  readonly delimiter: ',' | ';' | '\t' | '|' | ' '
  readonly decimal: '.' | ','
  readonly quote: '"' | "'"
  readonly header: boolean
  /** Texts that mean a missing value, beside the empty cell. */
  readonly missing: readonly string[]
  /** Types by column position that the user corrected. */
  readonly types: Readonly<Record<number, VariableType>>
  /** Names by column position that the user corrected. */
  readonly names: Readonly<Record<number, string>>
}

/** Why a type was guessed; the catalogue writes the sentence. */
export type TypeReasonCode =
  | 'all-numbers'
  | 'integers-few-values'
  | 'integer-codes'
  | 'name-suggests-code'
  | 'two-values'
  | 'text-levels'
  | 'text-unique'
  | 'all-missing'
  | 'corrected'

export interface PreviewColumn {
  readonly name: string
  readonly type: VariableType
  readonly reason: { readonly code: TypeReasonCode; readonly params: Readonly<Record<string, string | number>> }
  readonly nMissing: number
  readonly nDistinct: number
  /** First values as text. */
  readonly sample: readonly string[]
}

export type ImportProblemCode =
  'file-empty' | 'not-text' | 'one-column' | 'ragged-rows' | 'duplicate-names' | 'unclosed-quote' | 'unsupported-format'

export interface ImportProblem {
  readonly code: ImportProblemCode
  readonly severity: 'error' | 'warning'
  readonly params: Readonly<Record<string, string | number>>
}

export interface ImportPreview {
  readonly options: ReadOptions
  readonly columns: readonly PreviewColumn[]
  /** First rows as text, as many as asked for; `''` is missing. */
  readonly rows: readonly (readonly string[])[]
  /** Rows in the whole file. */
  readonly nRows: number
  readonly problems: readonly ImportProblem[]
}

export interface ImportResult {
  readonly table: DataTable | null
  readonly problems: readonly ImportProblem[]
}

import type { Column, DataTable, VariableType } from '../../contract/columns'
import type {
  ImportPreview,
  ImportProblem,
  ImportProblemCode,
  ImportResult,
  ReadOptions,
} from '../../contract/importing'
import type { ImportProblemParams } from '../../contract/problemParams'
import { convertColumn } from '../convert'
import { countDistinct } from '../factors'
import { guessNumeric, guessPadded, guessText, type TypeGuess } from '../guessType'
import { binaryFormat, detectEncoding, toUtf8 } from './encoding'
import { parseColumns, type ParsedColumn } from './parseColumns'
import { readTexts } from './scan'
import { dialectOf, sniffDecimal, sniffDelimiter, sniffHeader, sniffQuote } from './sniff'

/** Reading delimited text: CSV, TSV and their relatives. */

/** Texts that mean a missing value unless the user says otherwise. */
export const defaultMissing: readonly string[] = ['NA']

/** Rows looked at to guess decimal mark and header. */
const guessRows = 200

function problem<C extends ImportProblemCode>(
  code: C,
  severity: ImportProblem['severity'],
  params: ImportProblemParams[C],
): ImportProblem {
  return { code, severity, params: { ...params } }
}

interface NamedColumn {
  readonly column: Column
  readonly guess: TypeGuess
  readonly nMissing: number
}

interface Parsed {
  readonly options: ReadOptions
  readonly columns: readonly NamedColumn[]
  readonly nRows: number
  /** First data rows as texts. */
  readonly texts: readonly (readonly string[])[]
  readonly problems: readonly ImportProblem[]
}

/** Reads a whole file into a table. `table` is null when a problem of severity `error` stands in the way. */
export function readDelimited(
  tableId: string,
  name: string,
  bytes: Uint8Array,
  options: Partial<ReadOptions> = {},
): ImportResult {
  const parsed = parse(name, bytes, options, 0)
  if (parsed.problems.some(({ severity }) => severity === 'error')) return { table: null, problems: parsed.problems }
  const table: DataTable = {
    id: tableId,
    name: name.replace(/\.[^.]*$/, ''),
    version: 1,
    nRows: parsed.nRows,
    columns: parsed.columns.map(({ column }) => column),
  }
  return { table, problems: parsed.problems }
}

/** Reads the file and describes what an import would give: options as resolved, types with reasons, first rows. */
export function previewDelimited(
  name: string,
  bytes: Uint8Array,
  options: Partial<ReadOptions>,
  nPreviewRows: number,
): ImportPreview {
  const parsed = parse(name, bytes, options, nPreviewRows)
  const isMissing = (text: string): boolean => parsed.options.missing.includes(text)
  const rows = parsed.texts.map((row) =>
    parsed.columns.map((_, j) => (j < row.length && !isMissing(row[j]) ? row[j] : '')),
  )
  return {
    options: parsed.options,
    columns: parsed.columns.map(({ column, guess, nMissing }, j) => ({
      name: column.name,
      type: column.type,
      reason: guess.reason,
      nMissing,
      nDistinct: column.kind === 'factor' ? column.levels.length : countDistinct(column.values),
      sample: rows.slice(0, 5).map((row) => row[j]),
    })),
    rows,
    nRows: parsed.nRows,
    problems: parsed.problems,
  }
}

const fallback: ReadOptions = {
  encoding: 'utf-8',
  delimiter: ',',
  decimal: '.',
  quote: '"',
  header: true,
  missing: defaultMissing,
  types: {},
  names: {},
}

function parse(name: string, bytes: Uint8Array, asked: Partial<ReadOptions>, nTexts: number): Parsed {
  const failed = (found: ImportProblem): Parsed => ({
    options: { ...fallback, ...asked },
    columns: [],
    nRows: 0,
    texts: [],
    problems: [found],
  })
  if (isBlank(bytes)) return failed(problem('file-empty', 'error', { name }))
  const format = binaryFormat(bytes)
  if (format !== null) return failed(problem('unsupported-format', 'error', { name, format }))
  const detected = detectEncoding(bytes)
  if (detected === null && asked.encoding === undefined) return failed(problem('not-text', 'error', { name }))
  const encoding = asked.encoding ?? detected?.encoding ?? 'utf-8'
  const text = toUtf8(bytes, encoding)
  const options = resolve(text, { ...asked, encoding })
  const dialect = dialectOf(options.delimiter, options.quote)
  const skipRows = options.header ? 1 : 0
  const { rows, unclosedRow } = readTexts(text, dialect, Math.max(nTexts, guessRows) + skipRows)
  if (unclosedRow >= 0) return { ...failed(problem('unclosed-quote', 'error', { row: unclosedRow + 1 })), options }
  const { names, problems } = columnNames(rows, options)
  if (names.length === 0 || rows.length === skipRows)
    return { ...failed(problem('file-empty', 'error', { name })), options }
  if (names.length === 1) problems.push(problem('one-column', 'warning', { delimiter: options.delimiter }))
  const encoder = new TextEncoder()
  const body = parseColumns(text, {
    dialect,
    decimalMark: options.decimal.charCodeAt(0),
    missing: options.missing.map((token) => encoder.encode(token)),
    nColumns: names.length,
    skipRows,
  })
  if (body.unclosedRow >= 0)
    return { ...failed(problem('unclosed-quote', 'error', { row: body.unclosedRow + 1 })), options }
  if (body.ragged) problems.push(problem('ragged-rows', 'warning', { ...body.ragged, expected: names.length }))
  return {
    options,
    columns: body.columns.map((column, j) => typedColumn(column, names[j], j, options.types[j])),
    nRows: body.nRows,
    texts: rows.slice(skipRows, skipRows + nTexts),
    problems,
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || byte === 9 || byte === 10 || byte === 13)
}

function resolve(text: Uint8Array, asked: Partial<ReadOptions> & { encoding: ReadOptions['encoding'] }): ReadOptions {
  const quote = asked.quote ?? sniffQuote(text)
  const delimiter = asked.delimiter ?? sniffDelimiter(text, quote)
  const missing = asked.missing ?? defaultMissing
  const { rows } = readTexts(text, dialectOf(delimiter, quote), guessRows)
  const decimal = asked.decimal ?? sniffDecimal(rows, delimiter)
  const header = asked.header ?? sniffHeader(rows, decimal, missing)
  return {
    encoding: asked.encoding,
    delimiter,
    decimal,
    quote,
    header,
    missing,
    types: asked.types ?? {},
    names: asked.names ?? {},
  }
}

/**
 * Names from the header, corrected by the user, made unique. Where every row has one field more than the header, the
 * first column holds row names, as R writes them. Columns at the right without a name and without values are no columns.
 */
function columnNames(
  rows: readonly (readonly string[])[],
  options: ReadOptions,
): { names: string[]; problems: ImportProblem[] } {
  const [first, ...rest] = rows.length > 0 ? rows : [[]]
  const body = options.header ? rest : rows
  const width = body.reduce((most, row) => Math.max(most, row.length), options.header ? 0 : first.length)
  let header = options.header ? [...first] : Array.from({ length: width }, () => '')
  if (options.header && body.length > 0 && body.every((row) => row.length === first.length + 1))
    header = ['row', ...first]
  while (header.length > 1 && header.at(-1) === '' && body.every((row) => (row.at(header.length - 1) ?? '') === ''))
    header.pop()
  const given = header.map((text, j) => {
    const corrected = (options.names[j] ?? '').trim()
    return corrected !== '' ? corrected : text.replace(/\s+/g, ' ').trim() || `V${j + 1}`
  })
  const repeated = [...new Set(given.filter((name, j) => given.indexOf(name) < j))]
  const problems = repeated.length > 0 ? [problem('duplicate-names', 'warning', { names: repeated.join(', ') })] : []
  return { names: makeUnique(given), problems }
}

function makeUnique(names: readonly string[]): string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let k = 2; seen.has(unique) || (unique !== name && taken.has(unique)); k++) unique = `${name}_${k}`
    seen.add(unique)
    return unique
  })
}

function typedColumn(
  parsed: ParsedColumn,
  name: string,
  position: number,
  corrected: VariableType | undefined,
): NamedColumn {
  const id = `c${position + 1}`
  const base = { id, name, version: 1 }
  const { nMissing } = parsed
  if (parsed.kind === 'numeric') {
    const guess = guessNumeric(name, parsed.values)
    const column: Column = { ...base, kind: 'numeric', type: 'continuous', values: parsed.values }
    return finish(column, guess, corrected, nMissing)
  }
  const { codes, levels, isPadded } = parsed
  const guess = isPadded ? guessPadded(levels, codes.length - nMissing) : guessText(levels, codes.length - nMissing)
  const column: Column = { ...base, kind: 'factor', type: 'nominal', codes, levels }
  return finish(column, guess, corrected, nMissing)
}

function finish(column: Column, guess: TypeGuess, corrected: VariableType | undefined, nMissing: number): NamedColumn {
  const { column: converted, loss } = convertColumn(column, corrected ?? guess.type)
  const reason = corrected === undefined ? guess.reason : { code: 'corrected' as const, params: {} }
  const type = corrected ?? guess.type
  return {
    column: { ...converted, version: 1 },
    guess: { type, reason },
    nMissing: nMissing + loss.nRows,
  }
}

import type { Column, DataTable, VariableType } from '../../../../src-engine/contract'
import type { Command } from '../../../document/command'
import { newId } from '../../../document/newId'
import { applyEdits } from '../../../document/tables/cellCommands'
import { addColumn, emptyColumn } from '../../../document/tables/columnCommands'
import type { CellEdit } from '../../../document/tables/columnEdits'
import { commaMeaning, isMissingText, readLevel, readNumber } from '../../../document/tables/readCell'
import { addRows } from '../../../document/tables/rowCommands'
import { phrase } from '../../../i18n/t'
import { blockWidth, type Block } from './readBlock'

/** Where a paste goes. */
export interface PasteTarget {
  /** Rows of the table as shown, from the first selected row to the last of the grid. */
  readonly rows: Int32Array
  /** Index of the first column. */
  readonly firstColumn: number
  /** Cells selected; a block is repeated over a selection that it fits into. */
  readonly nSelectedRows: number
  readonly nSelectedColumns: number
}

export interface PastePlan {
  readonly command: Command
  readonly nRows: number
  readonly nColumns: number
  /** Cells that are no number for a continuous variable; they become missing. */
  readonly nRejected: number
  readonly firstRejected: string
  readonly rejectedIn: string
  readonly nNewRows: number
  readonly nNewColumns: number
  /** The first row held the names of the variables and was left out. */
  readonly headerSkipped: boolean
}

/** Works out what a paste does to a table; null when there is nothing to paste. */
export function planPaste(table: DataTable, block: Block, target: PasteTarget): PastePlan | null {
  const header = firstRowIsHeader(table, block, target.firstColumn)
  const source = header ? block.slice(1) : block
  const width = blockWidth(source)
  if (source.length === 0 || width === 0) return null
  const nRows = repeats(target.nSelectedRows, source.length) ? target.nSelectedRows : source.length
  const nColumns = repeats(target.nSelectedColumns, width) ? target.nSelectedColumns : width
  const nNewRows = Math.max(0, nRows - target.rows.length)
  const rows = rowsOf(table, target.rows, nRows)

  const grow: Command[] = nNewRows > 0 ? [addRows(table.id, table.nRows, nNewRows)] : []
  const edits: CellEdit[] = []
  let current: DataTable = table
  let nRejected = 0
  let firstRejected = ''
  let rejectedIn = ''
  let nNewColumns = 0
  for (let k = 0; k < nColumns; k++) {
    const texts = Array.from({ length: nRows }, (_, row) => source[row % source.length]?.[k % width] ?? '')
    let column = current.columns.at(target.firstColumn + k)
    if (column === undefined) {
      const wanted = header ? (block[0]?.[k] ?? '').trim() : ''
      const name = wanted === '' ? `V${current.columns.length + 1}` : wanted
      column = emptyColumn(newId('c'), name, guessType(texts), 0, 0)
      grow.push(addColumn(current, current.columns.length, { id: column.id, type: column.type, name }))
      current = { ...current, columns: [...current.columns, column] }
      nNewColumns++
    }
    const read = readTexts(column, texts)
    if (read.nRejected > 0 && nRejected === 0) {
      firstRejected = read.firstRejected
      rejectedIn = column.name
    }
    nRejected += read.nRejected
    edits.push({ columnId: column.id, rows, cells: read.cells })
  }
  return {
    nRows,
    nColumns,
    nRejected,
    firstRejected,
    rejectedIn,
    nNewRows,
    nNewColumns,
    headerSkipped: header,
    command: {
      name: phrase('steps.paste', { n: nRows * nColumns }),
      place: 'data',
      apply: (document, stamp) => {
        const grown = grow.reduce((next, command) => command.apply(next, stamp), document)
        return applyEdits(grown, table.id, edits, stamp)
      },
    },
  }
}

/** Reads texts for a column of one kind; what is no number becomes missing and is counted. */
export function readTexts(
  column: Pick<Column, 'kind'>,
  texts: readonly string[],
): { cells: CellEdit['cells']; nRejected: number; firstRejected: string } {
  if (column.kind === 'factor')
    return { cells: { kind: 'factor', texts: texts.map(readLevel) }, nRejected: 0, firstRejected: '' }
  const comma = commaMeaning(texts)
  const values = new Float64Array(texts.length)
  let nRejected = 0
  let firstRejected = ''
  for (let k = 0; k < texts.length; k++) {
    const value = readNumber(texts[k] ?? '', comma)
    values[k] = value ?? NaN
    if (value === null && nRejected++ === 0) firstRejected = texts[k] ?? ''
  }
  return { cells: { kind: 'numeric', values }, nRejected, firstRejected }
}

function repeats(nSelected: number, n: number): boolean {
  return nSelected > n && nSelected % n === 0
}

/** Rows to write to: those shown from the first on, then new ones at the end of the table. */
function rowsOf(table: DataTable, shown: Int32Array, n: number): Int32Array {
  const rows = new Int32Array(n)
  for (let k = 0; k < n; k++) rows[k] = shown[k] ?? table.nRows + k - shown.length
  return rows
}

function firstRowIsHeader(table: DataTable, block: Block, firstColumn: number): boolean {
  const first = block.at(0)
  if (first === undefined || block.length < 2) return false
  const known = table.columns.slice(firstColumn, firstColumn + first.length)
  return known.length > 0 && known.every((column, k) => column.name === first[k]?.trim())
}

function guessType(texts: readonly string[]): VariableType {
  const comma = commaMeaning(texts)
  return texts.every((text) => isMissingText(text) || readNumber(text, comma) !== null) ? 'continuous' : 'nominal'
}

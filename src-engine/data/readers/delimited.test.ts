import { describe, expect, it } from 'vitest'
import type { ImportPreview, ReadOptions } from '../../contract/importing'
import type { DataTable } from '../../contract/columns'
import { cellText } from '../columns'
import { writeCsv } from '../writeCsv'
import { previewDelimited, readDelimited } from './delimited'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, bigEndian: boolean, bom: boolean): Uint8Array => {
  const out = new Uint8Array((text.length + (bom ? 1 : 0)) * 2)
  const view = new DataView(out.buffer)
  const all = (bom ? '\ufeff' : '') + text
  for (let i = 0; i < all.length; i++) view.setUint16(2 * i, all.charCodeAt(i), !bigEndian)
  return out
}
function read(source: string | Uint8Array, options: Partial<ReadOptions> = {}): DataTable {
  const bytes = typeof source === 'string' ? encode(source) : source
  const { table, problems } = readDelimited('t', 'data.csv', bytes, options)
  if (!table) throw new Error(JSON.stringify(problems))
  return table
}
function texts(table: DataTable): Record<string, string[]> {
  return Object.fromEntries(
    table.columns.map((column) => [column.name, Array.from({ length: table.nRows }, (_, i) => cellText(column, i))]),
  )
}
function look(source: string, options: Partial<ReadOptions> = {}): ImportPreview {
  return previewDelimited('data.csv', encode(source), options, 3)
}
const problemsOf = (source: string | Uint8Array, options: Partial<ReadOptions> = {}): unknown[] =>
  readDelimited('t', 'data.csv', typeof source === 'string' ? encode(source) : source, options).problems.map(
    ({ code, severity, params }) => [code, severity, params],
  )

describe('reading', () => {
  it('numbers, text and missing values', () => {
    const table = read('y,g,t\n1.5,b,\n-2e3,a,x\nNA,b,NA\n+.5,,x\n')
    expect(texts(table)).toEqual({ y: ['1.5', '-2000', '', '0.5'], g: ['b', 'a', 'b', ''], t: ['', 'x', '', 'x'] })
    expect(table.name).toBe('data')
    expect(table.columns.map((column) => [column.kind, column.type])).toEqual([
      ['numeric', 'continuous'],
      ['factor', 'nominal'],
      ['factor', 'nominal'],
    ])
    expect(table.columns[1]).toMatchObject({ levels: ['a', 'b'] })
  })

  it('quotes, doubled quotes, delimiters and line ends inside quotes', () => {
    const table = read('a,b\n"x, y","say ""hi"""\n"two\nlines",  plain  \n" kept ",""\n')
    expect(texts(table)).toEqual({ a: ['x, y', 'two\nlines', ' kept '], b: ['say "hi"', 'plain', ''] })
  })

  it('text after a closing quote belongs to the cell', () => {
    expect(texts(read('a,b\n"5" pipe,1\n"6" pipe,2\n')).a).toEqual(['"5" pipe', '"6" pipe'])
  })

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('line ends: %s, with and without a last one, blank lines in between', (_, end) => {
    const lines = ['a,b', '1,x', '', '2,y', '3,x', '']
    expect(texts(read(lines.join(end)))).toEqual({ a: ['1', '2', '3'], b: ['x', 'y', 'x'] })
    expect(read(lines.slice(0, -1).join(end)).nRows).toBe(3)
  })

  it.each<[string, string, ReadOptions['delimiter']]>([
    ['semicolon with decimal comma', 'a;b\n1,5;x\n2,25;y\n3,0;x\n', ';'],
    ['tab', 'a\tb\n1.5\tx\n2.25\ty\n3\tx\n', '\t'],
    ['bar', 'a|b\n1.5|x\n2.25|y\n3|x\n', '|'],
    ['blanks', '  a   b\n1.5   x\n2.25 y \n3    x\n', ' '],
    ['comma', 'a,b\n1.5,x\n2.25,y\n3,x\n', ','],
    ['comma with quoted decimal commas', 'a,b\n"1,5",x\n"2,25",y\n"3",x\n', ','],
  ])('detects %s', (_, source, delimiter) => {
    expect(look(source).options.delimiter).toBe(delimiter)
    expect(texts(read(source))).toEqual({ a: ['1.5', '2.25', '3'], b: ['x', 'y', 'x'] })
  })

  it.each<[string, Uint8Array, string]>([
    ['UTF-8', encode('名,b\né,1\n환자,2\n'), 'utf-8'],
    ['UTF-8 with BOM', encode('\ufeff名,b\né,1\n환자,2\n'), 'utf-8'],
    ['UTF-16 LE with BOM', utf16('名,b\né,1\n환자,2\n', false, true), 'utf-16le'],
    ['UTF-16 BE with BOM', utf16('名,b\né,1\n환자,2\n', true, true), 'utf-16be'],
    ['UTF-16 LE without BOM', utf16('name,b\nabc,1\ndef,2\n', false, false), 'utf-16le'],
    ['UTF-16 BE without BOM', utf16('name,b\nabc,1\ndef,2\n', true, false), 'utf-16be'],
  ])('encoding %s', (_, bytes, encoding) => {
    expect(previewDelimited('x.csv', bytes, {}, 1).options.encoding).toBe(encoding)
    const table = read(bytes)
    expect(table.nRows).toBe(2)
    expect(table.columns[0].name).toMatch(/^(名|name)$/)
    if (table.columns[0].name === '名') expect(texts(table)['名']).toEqual(['é', '환자'])
  })

  it('takes bytes that are not UTF-8 for windows-1252', () => {
    const bytes = Uint8Array.from([...encode('a,b\n'), 0xe9, 0x80, ...encode(',1\nz,2\nz,3\n')])
    expect(texts(read(bytes)).a).toEqual(['é€', 'z', 'z'])
  })

  it('a chosen encoding goes before the detected one', () => {
    const bytes = encode('a,b\né,1\nz,2\nz,3\n')
    expect(texts(read(bytes, { encoding: 'windows-1252' })).a[0]).toBe('Ã©')
  })

  it('single quotes where fields begin with them', () => {
    expect(texts(read("a,b\n'x, y',1\n'it''s',2\n'x, y',3\n")).a).toEqual(['x, y', "it's", 'x, y'])
  })

  it('chosen missing tokens, in numbers and in text', () => {
    expect(texts(read('a,b\n1,x\n-99,.\n3,x\n', { missing: ['-99', '.'] }))).toEqual({
      a: ['1', '', '3'],
      b: ['x', '', 'x'],
    })
    expect(read('a,b\n1,x\n.,y\n', {}).columns[0].kind).toBe('factor')
  })

  it('files without a header', () => {
    expect(texts(read('c0,2,7.5\nc0,3,8.5\nc1,4,9\n'))).toEqual({
      V1: ['c0', 'c0', 'c1'],
      V2: ['2', '3', '4'],
      V3: ['7.5', '8.5', '9'],
    })
    expect(read('id,2001,2002\nu,1,2\nv,3,4\n', { header: true }).columns.map((column) => column.name)).toEqual([
      'id',
      '2001',
      '2002',
    ])
  })

  it('row names as R writes them', () => {
    expect(read('a,b\n1,5,x\n2,6,y\n3,7,x\n').columns.map((column) => column.name)).toEqual(['row', 'a', 'b'])
  })

  it('corrected names and types', () => {
    const table = read('a,b\n1,5\n2,x\n1,7\n', { names: { 0: 'first' }, types: { 0: 'nominal', 1: 'continuous' } })
    expect(table.columns[0]).toMatchObject({ name: 'first', kind: 'factor', type: 'nominal', levels: ['1', '2'] })
    expect(texts(table).b).toEqual(['5', '', '7'])
  })

  it('names are made unique and completed', () => {
    const source = 'a,,a,"b\nc", a\n1,2,3,4,5\n'
    expect(read(source).columns.map((column) => column.name)).toEqual(['a', 'V2', 'a_2', 'b c', 'a_3'])
    expect(problemsOf(source)).toEqual([['duplicate-names', 'warning', { names: 'a' }]])
  })

  it('empty columns at the right, as spreadsheets leave them, are no columns', () => {
    expect(read('a,b,,\n1,x,,\n2,y,,\n').columns).toHaveLength(2)
  })

  it('levels sort by code point; unique texts keep their order', () => {
    expect(read('a,n\nb,1\nB,2\n10,3\n9,4\né,5\n😀,6\nﬀ,7\nb,8\n').columns[0]).toMatchObject({
      levels: ['10', '9', 'B', 'b', 'é', 'ﬀ', '😀'],
    })
    expect(read('a,n\nz,1\ny,2\nx,3\n').columns[0]).toMatchObject({ type: 'identifier', levels: ['z', 'y', 'x'] })
  })

  it('numbers are read to the last bit', () => {
    const numbers = [
      '0.1',
      '1e-7',
      '123456789012345678',
      '2.2250738585072014e-308',
      '0.30000000000000004',
      '1.7976931348623157e308',
      '-0',
      '5e-324',
      '9007199254740993',
      '100000000000000000000000',
    ]
    const column = read(`x,y\n${numbers.map((text) => `${text},a`).join('\n')}\n`).columns[0]
    expect(column.kind === 'numeric' && [...column.values]).toEqual(numbers.map(Number))
  })
})

describe('problems', () => {
  it.each<[string, string | Uint8Array, unknown[]]>([
    ['an empty file', '', ['file-empty', 'error', { name: 'data.csv' }]],
    ['blank lines only', '\n \n\t\n', ['file-empty', 'error', { name: 'data.csv' }]],
    ['a header only', 'a,b\n', ['file-empty', 'error', { name: 'data.csv' }]],
    [
      'bytes that are no text',
      Uint8Array.from([1, 2, 0, 255, 0, 4, 9, 0, 0, 7]),
      ['not-text', 'error', { name: 'data.csv' }],
    ],
    [
      'a workbook',
      Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]),
      ['unsupported-format', 'error', { name: 'data.csv', format: 'Excel and zip' }],
    ],
    ['a quote that never closes', 'a,b\n1,"x\n2,y\n', ['unclosed-quote', 'error', { row: 2 }]],
    ['one column', 'a\n1\n2\n', ['one-column', 'warning', { delimiter: ',' }]],
    [
      'short rows',
      'a,b,c\n1,2,3\n4,5\n6,7,8\n9\n',
      ['ragged-rows', 'warning', { nRows: 2, firstRow: 3, expected: 3, found: 2 }],
    ],
    [
      'long rows',
      'a,b\n1,2\n3,4,5\n6,7\n',
      ['ragged-rows', 'warning', { nRows: 1, firstRow: 3, expected: 2, found: 3 }],
    ],
  ])('%s', (_, source, expected) => {
    expect(problemsOf(source)).toEqual([expected])
  })

  it('an unclosed quote beyond the rows looked at first', () => {
    const source = `a,b\n${'1,x\n'.repeat(5000)}2,"y\n`
    expect(problemsOf(source)).toEqual([['unclosed-quote', 'error', { row: 5002 }]])
  })

  it('cells missing from short rows are missing values', () => {
    expect(texts(read('a,b,c\n1,x,3\n4,y\n6\n7,x,9\n'))).toEqual({
      a: ['1', '4', '6', '7'],
      b: ['x', 'y', '', 'x'],
      c: ['3', '', '', '9'],
    })
  })
})

describe('types with reasons', () => {
  const reasonOf = (name: string, cells: readonly (string | number)[]): unknown => {
    const column = look(`${name},other\n${cells.map((cell) => `${cell},1.5`).join('\n')}\n`).columns[0]
    return [column.type, column.reason.code, column.reason.params]
  }
  const subjects = [308, 309, 310, 330, 331, 332, 333, 334, 335, 337]
  const repeat = <T>(values: readonly T[], times: number): T[] => values.flatMap((value) => Array<T>(times).fill(value))

  it.each<[string, unknown, unknown[]]>([
    ['decimals', reasonOf('Reaction', [249.56, 258.7, 250.8]), ['continuous', 'all-numbers', {}]],
    [
      'few whole numbers',
      reasonOf('Days', [0, 1, 2, 0, 1, 2]),
      ['continuous', 'integers-few-values', { nDistinct: 3 }],
    ],
    [
      'equally spaced doses',
      reasonOf('temp', repeat([175, 185, 195, 205, 215, 225, 235, 245], 3)),
      ['continuous', 'integers-few-values', { nDistinct: 8 }],
    ],
    [
      'labels with gaps, equally often',
      reasonOf('who', repeat(subjects, 3)),
      ['nominal', 'integer-codes', { nDistinct: 10 }],
    ],
    [
      'a name that speaks of units',
      reasonOf('Subject', [1, 1, 2, 2]),
      ['nominal', 'name-suggests-code', { name: 'Subject' }],
    ],
    [
      'a unique number named id',
      reasonOf('patientID', [11, 12, 15, 19]),
      ['identifier', 'name-suggests-code', { name: 'patientID' }],
    ],
    [
      'a measurement with a unit word in its name',
      reasonOf('group mean', [1.5, 2, 4]),
      ['continuous', 'all-numbers', {}],
    ],
    ['class size', reasonOf('class_size', [20, 21, 30, 20]), ['continuous', 'integers-few-values', { nDistinct: 3 }]],
    ['leading zeros', reasonOf('ward', ['007', '010', '007']), ['nominal', 'integer-codes', { nDistinct: 2 }]],
    ['text', reasonOf('metal', ['n', 'i', 'c', 'n']), ['nominal', 'text-levels', { nLevels: 3 }]],
    ['two texts', reasonOf('Sex', ['F', 'M', 'M', 'F']), ['nominal', 'two-values', { first: 'F', second: 'M' }]],
    ['unique text', reasonOf('label', ['p', 'q', 'r', 's']), ['identifier', 'text-unique', { nDistinct: 4 }]],
    ['nothing', reasonOf('empty', ['NA', '', 'NA']), ['continuous', 'all-missing', {}]],
  ])('%s', (_, got, expected) => {
    expect(got).toEqual(expected)
  })

  it('the preview shows first rows, counts and the reason of a correction', () => {
    const preview = look('y,g\n1,b\nNA,a\n3,\n4,b\n', { types: { 0: 'ordinal' } })
    expect(preview.nRows).toBe(4)
    expect(preview.rows).toEqual([
      ['1', 'b'],
      ['', 'a'],
      ['3', ''],
    ])
    expect(preview.columns[0]).toEqual({
      name: 'y',
      type: 'ordinal',
      reason: { code: 'corrected', params: {} },
      nMissing: 1,
      nDistinct: 3,
      sample: ['1', '', '3'],
    })
  })
})

describe('writing', () => {
  it('gives back the same table', () => {
    const source = 'y,"g, h",t\n0.1,"a ""b""",\n,c,"two\nlines"\n-1e+300,"a ""b""", x\n'
    const table = read(source)
    const again = read(writeCsv(table))
    expect(texts(again)).toEqual(texts(table))
    expect(again.columns.map(({ name, kind }) => [name, kind])).toEqual(
      table.columns.map(({ name, kind }) => [name, kind]),
    )
  })

  it('keeps rows that hold nothing', () => {
    const table = read('a\n1\nNA\n3\n', { delimiter: ',' })
    expect(read(writeCsv(table)).nRows).toBe(3)
  })
})

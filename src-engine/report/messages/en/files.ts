import type { Catalogue } from '../catalogue'
import { count, counted } from './words'

const delimiterName = (delimiter: string | undefined): string => {
  switch (delimiter) {
    case ',':
      return 'commas'
    case ';':
      return 'semicolons'
    case '\t':
      return 'tabs'
    case '|':
      return 'vertical bars'
    case ' ':
      return 'spaces'
    default:
      return 'the chosen delimiter'
  }
}

export const imports: Catalogue['imports'] = {
  'file-empty': ({ name }) =>
    name === undefined
      ? 'The file is empty. Choose another file.'
      : `The file “${name}” is empty. Choose another file.`,
  'not-text': ({ name }) =>
    name === undefined
      ? 'This is not a text file. Save the data as CSV and open that.'
      : `“${name}” is not a text file. Save the data as CSV and open that.`,
  'one-column': ({ delimiter }) =>
    `Separated by ${delimiterName(delimiter)}, the file has a single column. Choose another delimiter if it should have more.`,
  'ragged-rows': ({ nRows, firstRow, expected, found }) =>
    found === undefined
      ? `${counted(nRows, 'row does', 'rows do')} not have ${count(expected)} cells, the first of them row ${count(firstRow)}. Missing cells are read as missing values, and cells beyond the last column are left out; look for a delimiter or quotation mark inside a cell.`
      : `${counted(nRows, 'row does', 'rows do')} not have ${count(expected)} cells, the first of them row ${count(firstRow)} with ${count(found)}. Missing cells are read as missing values, and cells beyond the last column are left out; look for a delimiter or quotation mark inside a cell.`,
  'duplicate-names': ({ names }) =>
    `Several columns have the same name: ${names}. The later ones were given a number; rename them as you like.`,
  'unclosed-quote': ({ row }) =>
    `A quotation mark opens in row ${count(row)} and never closes, so the rest of the file was read as one cell. Correct the file, or choose another quotation mark.`,
  'unsupported-format': ({ name, format }) =>
    format === undefined
      ? `The format of ${name === undefined ? 'this file' : `“${name}”`} is not supported. Save the data as CSV and open that.`
      : `${format} files are not supported. Save the data as CSV and open that.`,
}

export const typeReasons: Catalogue['typeReasons'] = {
  'all-numbers': () => 'Continuous, because every value is a number.',
  'integers-few-values': ({ nDistinct }) =>
    `Continuous, because the values are whole numbers; there are only ${count(nDistinct)} different ones. Choose nominal if they are codes.`,
  'integer-codes': ({ nDistinct }) =>
    `Nominal, because the ${count(nDistinct)} different whole numbers look like codes. Choose continuous if they measure something.`,
  'name-suggests-code': ({ name }) =>
    `A code and not a measurement, because the name “${name}” suggests so. Choose continuous if it measures something.`,
  'two-values': ({ first, second }) => `Nominal, because there are two values, “${first}” and “${second}”.`,
  'text-levels': ({ nLevels }) => `Nominal, because the values are text with ${counted(nLevels, 'level', 'levels')}.`,
  'text-unique': ({ nDistinct }) => `Identifier, because the ${count(nDistinct)} texts are all different.`,
  'all-missing': () => 'Continuous, because there are no values to judge by.',
  corrected: () => 'The type that you chose.',
}

export const notices: Catalogue['notices'] = {
  'newer-format': ({ version, known }) =>
    `This project was saved by a newer version of Henderson (format ${count(version)}; this version writes ${count(known)}). It is open for reading only; save a copy or update Henderson to change it.`,
  migrated: ({ from, to }) =>
    `This project was saved by an older version of Henderson (format ${count(from)}) and has been brought up to format ${count(to)}. Saving writes the new format.`,
  'entry-damaged': ({ entry, reason }) =>
    reason === 'too-large'
      ? `The part “${entry}” of the project file claims an impossible size and was not opened. Everything else was.`
      : `The part “${entry}” of the project file is damaged and was not opened. Everything else was. A backup may still have it.`,
  'entry-missing': ({ entry }) => `The part “${entry}” is missing from the project file. Everything else was opened.`,
  'not-a-project': ({ reason }) =>
    reason === 'no-manifest'
      ? 'This file is a zip archive, but not a Henderson project: it has no manifest.'
      : reason === 'too-large'
        ? 'This file is larger than any project that Henderson can open.'
        : 'This file is not a Henderson project, or it is damaged from the first byte.',
}

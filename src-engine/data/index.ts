export {
  compareCodePoints,
  cellText,
  countMissing,
  factorColumn,
  findColumn,
  isCategorical,
  makeTable,
  numericColumn,
} from './columns'
export { asFactors, convertColumn, type Conversion } from './convert'
export { codeNumbers, type Coded } from './factors'
export { previewDelimited, readDelimited } from './readers/delimited'
export { writeCsv } from './writeCsv'

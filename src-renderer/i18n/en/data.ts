/** The data view, the import dialog and the names of changes to tables. */
export const data = {
  typeContinuous: 'Continuous',
  typeOrdinal: 'Ordinal',
  typeNominal: 'Nominal',
  typeIdentifier: 'Identifier',

  pastedTable: 'Pasted table',
  newTable: 'Table',
} as const

/** The data view, the import dialog and the names of changes to tables. */
export const data = {
  typeContinuous: 'Continuous',
  typeOrdinal: 'Ordinal',
  typeNominal: 'Nominal',
  typeIdentifier: 'Identifier',
} as const

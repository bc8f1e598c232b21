export * from './ast'
export { parseFormula, parseTerms, type ParseResult } from './parse'
export { displayExpr, printExpr, printFormula } from './print'
export { expandFormula, variablesOf, variablesOfTerm, type ExpandedFormula, type ExpandedRandom } from './expand'
export type { Term } from './terms'
export { readBuilder, type BuilderRandom, type BuilderView } from './builder'
export {
  addFixedTerm,
  addInteractions,
  addRandomTerm,
  canonicalTerms,
  removeFixedTerm,
  removeRandomTerm,
  removeVariable,
  renameVariable,
  setCorrelated,
  setIntercept,
  setNesting,
  setOutcome,
  setRandomIntercept,
  setSlopes,
  toggleIntercept,
} from './edit'
export { isPlainName, quoteName } from './names'
export { functionNames, transforms } from './functions'

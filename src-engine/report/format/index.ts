export * from './columns'
export * from './footnoteMarks'
export * from './numbers'
export * from './probability'

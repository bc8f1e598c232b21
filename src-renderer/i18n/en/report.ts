/** The report view. */
export const report = {} as const

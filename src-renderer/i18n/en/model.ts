/** The model view. */
export const model = {} as const

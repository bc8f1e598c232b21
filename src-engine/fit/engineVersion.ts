/** Version of the numerical engine: raised when a release may change numbers. Stored with every result. */
export const engineVersion = '0.1.0'

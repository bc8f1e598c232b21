/** Fonts come as data URIs and style sheets as text, so that a page needs nothing beside itself. */
declare module '*.woff2?inline' {
  const dataUri: string
  export default dataUri
}

declare module '*.css?raw' {
  const text: string
  export default text
}

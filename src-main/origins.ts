/** The only addresses that the application loads anything from. */

export const scheme = 'app'

/** The window's own page and its assets. */
export const applicationHost = 'henderson'
export const applicationOrigin = `${scheme}://${applicationHost}`

/** Documents that are rendered to PDF: held in memory, one token each. */
export const reportHost = 'henderson-report'
export const reportOrigin = `${scheme}://${reportHost}`

/** Whether an address belongs to the given origin; false for anything that is no address. */
export function hasOrigin(url: string, origin: string): boolean {
  return url === origin || url.startsWith(`${origin}/`)
}

/**
 * Whether a page of the origin may load an address. `data:` and `blob:` stay inside the page, where the content policy
 * rules over them; the developer tools load their own pages.
 */
export function isAllowed(url: string, origin: string, withDeveloperTools: boolean): boolean {
  if (hasOrigin(url, origin) || url.startsWith('data:') || url.startsWith('blob:')) return true
  return withDeveloperTools && (url.startsWith('devtools:') || url.startsWith('chrome-extension:'))
}

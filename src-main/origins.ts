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

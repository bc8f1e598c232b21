import { join, normalize, sep } from 'node:path'

/** The file of a request path, or null where the path leaves the folder. */
export function fileBehind(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
  return path.startsWith(folder + sep) ? path : null
}

// Whether what was built is still what the sources say.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/**
 * @param {readonly string[]} paths Files and folders below the root; a deleted file shows in its folder's time.
 * @returns {number} Time of the newest change, in ms since 1970.
 */
export function newestChange(paths) {
  let newest = 0
  /** @param {string} path */
  const visit = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats) return
    newest = Math.max(newest, stats.mtimeMs)
    if (!stats.isDirectory()) return
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name)
      if (entry.isDirectory()) visit(inside)
      else if (!entry.name.endsWith('.test.ts')) newest = Math.max(newest, statSync(inside).mtimeMs)
    }
  }
  for (const path of paths) visit(join(root, path))
  return newest
}

/**
 * @param {string} product
 * @param {readonly string[]} sources Relative to the root.
 */
export function isFresh(product, sources) {
  const stats = statSync(product, { throwIfNoEntry: false })
  return stats !== undefined && stats.mtimeMs > newestChange(sources)
}

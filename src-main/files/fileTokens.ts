import { randomBytes } from 'node:crypto'
import { basename, dirname, resolve } from 'node:path'
import type { FileRef } from '../../src-engine/contract'

/**
 * The renderer never sees or names a path: it holds tokens of files that the user chose.
 * One path keeps one token for as long as the application runs.
 */
export class FileTokens {
  readonly #paths = new Map<string, string>()
  readonly #tokens = new Map<string, string>()

  refer(path: string): FileRef {
    const absolute = resolve(path)
    let token = this.#tokens.get(absolute)
    if (token === undefined) {
      token = randomBytes(16).toString('hex')
      this.#tokens.set(absolute, token)
      this.#paths.set(token, absolute)
    }
    return { token, name: basename(absolute), folder: dirname(absolute) }
  }

  /** The path of a token, or null for a token that was never given out. */
  pathOf(token: string): string | null {
    return this.#paths.get(token) ?? null
  }
}

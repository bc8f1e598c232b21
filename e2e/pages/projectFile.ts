import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

interface Manifest {
  version: number
  readonly entries: Record<string, { sha256: string; bytes: number }>
}

/** A project file with one entry rewritten, its manifest in step: what another version might have written. */
export function rewriteEntry(file: Uint8Array, name: string, change: (text: string) => string): Uint8Array {
  const entries = unzipSync(file)
  if (!(name in entries)) throw new Error(`${name} is not in the project file`)
  const old = strFromU8(entries[name])
  const text = change(old)
  if (text === old) throw new Error(`nothing was changed in ${name}`)
  const bytes = strToU8(text)
  const manifest = JSON.parse(strFromU8(entries['manifest.json'])) as Manifest
  manifest.entries[name] = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
  return zipSync({ ...entries, [name]: bytes, 'manifest.json': strToU8(JSON.stringify(manifest)) })
}

/** A project file that says it is of another format version. */
export function withFormatVersion(file: Uint8Array, version: number): Uint8Array {
  const entries = unzipSync(file)
  const manifest = JSON.parse(strFromU8(entries['manifest.json'])) as Manifest
  return zipSync({ ...entries, 'manifest.json': strToU8(JSON.stringify({ ...manifest, version })) })
}

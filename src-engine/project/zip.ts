import { inflateSync, zipSync, type Zippable } from 'fflate/browser'

/** One part of a zip archive, not yet unpacked. */
export interface ZipEntry {
  readonly name: string
  /** Unpacked size that the archive declares. */
  readonly size: number
  readonly packed: Uint8Array
  readonly method: 'stored' | 'deflated' | 'other'
}

/** Deflate cannot shrink further than this; an entry that claims to is a bomb. */
const largestRatio = 1033
/** No entry of a project comes near this. */
export const maxEntryBytes = 2 ** 30
/** Nor all of them together near this. */
export const maxTotalBytes = 2 ** 31

const localSignature = 0x04034b50
const centralSignature = 0x02014b50
const endSignature = 0x06054b50
const endSize = 22
const maxComment = 0xffff

/** Packs entries; equal input gives equal bytes. */
export function writeZip(entries: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const files: Zippable = {}
  for (const { name, bytes } of entries) files[name] = [bytes, { level: name.endsWith('.json') ? 6 : 4 }]
  return zipSync(files, { mtime: '2000-01-01T00:00:00' })
}

/**
 * Entries of an archive by its central directory; of a truncated one, those whose local headers are whole. Nothing is
 * unpacked. null: no zip archive at all.
 */
export function readZipEntries(bytes: Uint8Array): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 30 || view.getUint32(0, true) !== localSignature) return null
  return centralEntries(bytes, view) ?? localEntries(bytes, view)
}

function centralEntries(bytes: Uint8Array, view: DataView): ZipEntry[] | null {
  let end = bytes.length - endSize
  const earliest = Math.max(0, end - maxComment)
  while (end >= earliest && view.getUint32(end, true) !== endSignature) end--
  if (end < earliest) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== centralSignature) return null
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    const entry = entryAt(bytes, view, local, {
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      name: nameAt(bytes, at + 46, nameLength),
    })
    if (entry !== null) entries.push(entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function localEntries(bytes: Uint8Array, view: DataView): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 30 <= bytes.length && view.getUint32(at, true) === localSignature) {
    const packedSize = view.getUint32(at + 18, true)
    const nameLength = view.getUint16(at + 26, true)
    const entry = entryAt(bytes, view, at, {
      method: view.getUint16(at + 8, true),
      packedSize,
      size: view.getUint32(at + 22, true),
      name: nameAt(bytes, at + 30, nameLength),
    })
    if (entry === null) break
    entries.push(entry)
    at += 30 + nameLength + view.getUint16(at + 28, true) + packedSize
  }
  return entries
}

interface Header {
  readonly method: number
  readonly packedSize: number
  readonly size: number
  readonly name: string
}

/** null: the packed bytes are not all there. */
function entryAt(bytes: Uint8Array, view: DataView, local: number, header: Header): ZipEntry | null {
  if (local + 30 > bytes.length || view.getUint32(local, true) !== localSignature) return null
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const end = start + header.packedSize
  if (end > bytes.length) return null
  const method = header.method === 0 ? 'stored' : header.method === 8 ? 'deflated' : 'other'
  return { name: header.name, size: header.size, packed: bytes.subarray(start, end), method }
}

function nameAt(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(at, at + length))
}

/** Whether the declared size is one that an honest archive could have. */
export function isPlausible({ size, packed }: ZipEntry): boolean {
  return size <= maxEntryBytes && size <= packed.length * largestRatio + 64
}

/** Unpacks an entry into exactly its declared size; null where it is not that. */
export function unpack(entry: ZipEntry): Uint8Array | null {
  if (!isPlausible(entry)) return null
  if (entry.method === 'stored') return entry.packed.length === entry.size ? entry.packed.slice() : null
  if (entry.method === 'other') return null
  try {
    const bytes = inflateSync(entry.packed, { out: new Uint8Array(entry.size) })
    return bytes.length === entry.size ? bytes : null
  } catch {
    return null
  }
}

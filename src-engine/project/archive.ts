import type { ProjectNotice } from '../contract/projectDocument'
import { fromBytes, type Numbers } from './binary'
import { isEntryName, kindOfEntry } from './entryNames'
import { BrokenValue } from './jsonValues'
import type { Manifest } from './schemas'
import { sha256Hex } from './sha256'
import { isPlausible, maxTotalBytes, unpack, type ZipEntry } from './zip'

type Reason = 'checksum' | 'unreadable' | 'too-large'

/** The entries of a project file: each is unpacked and checked against the manifest when it is asked for, and faults are noted once. */
export class Archive {
  private readonly entries = new Map<string, ZipEntry>()
  private readonly faults = new Map<string, ProjectNotice>()
  private readonly isTooLarge: boolean
  private manifest: Manifest | null = null

  constructor(entries: readonly ZipEntry[]) {
    let total = 0
    for (const entry of entries) {
      if (!isEntryName(entry.name) || this.entries.has(entry.name)) continue
      this.entries.set(entry.name, entry)
      total += entry.size
    }
    this.isTooLarge = total > maxTotalBytes
  }

  /** From here on, entries are checked against the manifest's sums. */
  trust(manifest: Manifest): void {
    this.manifest = manifest
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  /** Names in the archive and in the manifest. */
  names(): Set<string> {
    const listed = this.manifest === null ? [] : Object.keys(this.manifest.entries).filter(isEntryName)
    return new Set([...this.entries.keys(), ...listed])
  }

  get notices(): readonly ProjectNotice[] {
    return [...this.faults.values()]
  }

  damaged(name: string, reason: Reason): null {
    if (!this.faults.has(name)) this.faults.set(name, { code: 'entry-damaged', params: { entry: name, reason } })
    return null
  }

  /** null, with a notice, when the entry is missing or damaged. */
  bytes(name: string): Uint8Array | null {
    const entry = this.entries.get(name)
    if (entry === undefined) {
      if (!this.faults.has(name)) this.faults.set(name, { code: 'entry-missing', params: { entry: name } })
      return null
    }
    if (this.isTooLarge || !isPlausible(entry)) return this.damaged(name, 'too-large')
    const bytes = unpack(entry)
    if (bytes === null) return this.damaged(name, 'unreadable')
    if (this.manifest === null) return bytes
    const { entries } = this.manifest
    if (!Object.hasOwn(entries, name) || entries[name].sha256 !== sha256Hex(bytes))
      return this.damaged(name, 'checksum')
    return bytes
  }

  /** null, with a notice, when the entry is missing, damaged or no JSON. */
  json(name: string): { readonly value: unknown } | null {
    const bytes = this.bytes(name)
    if (bytes === null) return null
    try {
      return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown }
    } catch {
      return this.damaged(name, 'unreadable')
    }
  }

  /** The numbers of a binary entry; throws BrokenValue, with a notice, when they are not there. */
  numbers(name: string): Numbers {
    const kind = kindOfEntry(name)
    const bytes = kind === null ? null : this.bytes(name)
    if (kind === null || bytes === null) throw new BrokenValue(name)
    const values = fromBytes(bytes, kind)
    if (values === null) {
      this.damaged(name, 'unreadable')
      throw new BrokenValue(name)
    }
    return values
  }
}

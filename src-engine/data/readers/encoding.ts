import type { Encoding } from '../../contract/importing'

/** What the bytes of a text file say about their encoding. */
export interface DetectedEncoding {
  readonly encoding: Encoding
  /** Bytes of the byte-order mark. */
  readonly bomLength: number
}

/** Bytes looked at for null bytes and control characters. */
const sampleBytes = 1 << 16

/**
 * Encoding by byte-order mark, then by validity: UTF-16 from the place of its null bytes, UTF-8 where every sequence is
 * well formed, else windows-1252. null where the bytes are no text at all.
 */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bomLength: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bomLength: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bomLength: 2 }
  const utf16 = guessUtf16(bytes)
  if (utf16) return { encoding: utf16, bomLength: 0 }
  if (!looksLikeText(bytes)) return null
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', bomLength: 0 }
}

/** Latin text in UTF-16 has a null in every second byte, on one side. */
function guessUtf16(bytes: Uint8Array): Encoding | null {
  const n = Math.min(bytes.length, sampleBytes) & ~1
  let even = 0
  let odd = 0
  for (let i = 0; i < n; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const pairs = n / 2
  if (odd > 0.4 * pairs && even === 0) return 'utf-16le'
  if (even > 0.4 * pairs && odd === 0) return 'utf-16be'
  return null
}

function looksLikeText(bytes: Uint8Array): boolean {
  const n = Math.min(bytes.length, sampleBytes)
  let control = 0
  for (let i = 0; i < n; i++) {
    const byte = bytes[i]
    if (byte === 0) return false
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26) control++
  }
  return control <= n / 100
}

/** Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, surrogates, or values above U+10FFFF). */
export function isUtf8(bytes: Uint8Array): boolean {
  const n = bytes.length
  let i = 0
  while (i < n) {
    const byte = bytes[i]
    if (byte < 0x80) {
      i++
      continue
    }
    const length =
      byte >= 0xc2 && byte <= 0xdf ? 2 : byte >= 0xe0 && byte <= 0xef ? 3 : byte >= 0xf0 && byte <= 0xf4 ? 4 : 0
    if (length === 0 || i + length > n) return false
    const second = bytes[i + 1]
    if (byte === 0xe0 && second < 0xa0) return false
    if (byte === 0xed && second > 0x9f) return false
    if (byte === 0xf0 && second < 0x90) return false
    if (byte === 0xf4 && second > 0x8f) return false
    for (let k = 1; k < length; k++) if ((bytes[i + k] & 0xc0) !== 0x80) return false
    i += length
  }
  return true
}

/** The text as UTF-8 bytes without a byte-order mark; the same memory where it is UTF-8 already. */
export function toUtf8(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8')
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
  if (encoding === 'windows-1252') return windows1252ToUtf8(bytes)
  const text = encoding === 'utf-16be' ? decodeUtf16be(bytes) : new TextDecoder(encoding).decode(bytes)
  return new TextEncoder().encode(text)
}

/** Code points of the bytes 0x80–0x9F (WHATWG Encoding Standard, index windows-1252). */
const upperControls = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

/** Hosts differ in the bytes 0x80–0x9F of windows-1252 (Node 20 reads them as Latin-1), so they are mapped here. */
function windows1252ToUtf8(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 3)
  let at = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte < 0x80) {
      out[at++] = byte
      continue
    }
    const code = byte < 0xa0 ? upperControls[byte - 0x80] : byte
    if (code >= 0x800) {
      out[at++] = 0xe0 | (code >> 12)
      out[at++] = 0x80 | ((code >> 6) & 0x3f)
    } else {
      out[at++] = 0xc0 | (code >> 6)
    }
    out[at++] = 0x80 | (code & 0x3f)
  }
  return out.slice(0, at)
}

/** Not every host decodes big-endian UTF-16 itself. */
function decodeUtf16be(bytes: Uint8Array): string {
  const swapped = new Uint8Array(bytes.length & ~1)
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    swapped[i] = bytes[i + 1]
    swapped[i + 1] = bytes[i]
  }
  return new TextDecoder('utf-16le').decode(swapped)
}

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['Excel and zip', [0x50, 0x4b, 0x03, 0x04]],
  ['Excel 97', [0xd0, 0xcf, 0x11, 0xe0]],
  ['SPSS', [0x24, 0x46, 0x4c, 0x32]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
]

/** The name of a known binary format by its first bytes. */
export function binaryFormat(bytes: Uint8Array): string | null {
  return signatures.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0] ?? null
}

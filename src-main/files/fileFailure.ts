import type { HostFailure } from '../../src-engine/contract'

const codes: Readonly<Record<string, HostFailure['code']>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EISDIR: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'too-large',
  ERR_FS_FILE_TOO_LARGE: 'too-large',
}

/** A failed file operation as a value: what the user can be told, and the system's own words. */
export function fileFailure(error: unknown): HostFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = error instanceof Error ? error.message : String(error)
  return { failed: true, code: codes[code] ?? 'other', detail }
}

/** Names that a formula holds without backquotes: letters of any script, digits, `.` and `_`, not starting like a number. */
const plainName = /^(?:[\p{L}_]|\.(?![\p{Nd}]))[\p{L}\p{M}\p{N}._]*$/u

export const nameStart = /[\p{L}_.]/u
export const namePart = /[\p{L}\p{M}\p{N}._]/u

export function isPlainName(name: string): boolean {
  return name !== '.' && plainName.test(name)
}

/** A column's name as a formula writes it: backquoted where needed, with `\` before a backquote or backslash in it. */
export function quoteName(name: string): string {
  return isPlainName(name) ? name : '`' + name.replace(/[\\`]/g, '\\$&') + '`'
}

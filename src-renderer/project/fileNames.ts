export const projectExtension = '.henderson'

export function isProjectFile(name: string): boolean {
  return name.toLowerCase().endsWith(projectExtension)
}

/** A project's name from its file's: `study.henderson` → `study`. */
export function projectNameOf(fileName: string): string {
  return isProjectFile(fileName) ? fileName.slice(0, -projectExtension.length) : fileName
}

/** `name` without what file systems refuse, at most 80 characters, with `extension` (dot included). */
export function safeFileName(name: string, extension: string, fallback: string): string {
  const base = Array.from(name)
    .map((character) => (character < ' ' || '\\/:*?"<>|'.includes(character) ? ' ' : character))
    .slice(0, 80)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return `${base === '' ? fallback : base}${extension}`
}

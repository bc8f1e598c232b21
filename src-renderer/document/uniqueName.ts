/** `wanted`, or `wanted_2`, `wanted_3` … where it is taken. */
export function uniqueName(wanted: string, taken: Iterable<string>, separator = '_'): string {
  const names = new Set(taken)
  if (!names.has(wanted)) return wanted
  for (let n = 2; ; n++) {
    const name = `${wanted}${separator}${n}`
    if (!names.has(name)) return name
  }
}

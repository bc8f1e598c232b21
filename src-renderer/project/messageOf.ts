/** What a thrown value says of itself, for a bug report. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

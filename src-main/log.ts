/** Notes for whoever runs the application from a terminal. */
export function logProblem(what: string, error?: unknown): void {
  const detail =
    error === undefined ? '' : error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)
  process.stderr.write(`[henderson] ${what}${detail ? `: ${detail}` : ''}\n`)
}

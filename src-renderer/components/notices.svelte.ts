/** Short news in the corner of the window. */
export interface NoticeEntry {
  readonly id: number
  readonly severity: 'info' | 'success' | 'warning' | 'error'
  readonly text: string
  readonly key: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export interface NoticeOptions {
  /** A notice with the same key takes the place of the older. */
  readonly key?: string
  readonly severity?: NoticeEntry['severity']
  readonly action?: NoticeEntry['action']
  /** How long it stays; 0 until dismissed. Errors and warnings stay by default. */
  readonly durationMs?: number
}

const usualDurationMs = 5000
const maxShown = 4

class Notices {
  entries = $state.raw<readonly NoticeEntry[]>([])
  #next = 1

  /** Shows a sentence. The same sentence is not shown twice. Returns its id for `dismiss`. */
  show(text: string, options: NoticeOptions = {}): number {
    const severity = options.severity ?? 'info'
    const id = this.#next++
    const key = options.key ?? text
    const entry: NoticeEntry = { id, severity, text, key, ...(options.action && { action: options.action }) }
    this.entries = [...this.entries.filter((other) => other.key !== key), entry].slice(-maxShown)
    const durationMs = options.durationMs ?? (severity === 'error' || severity === 'warning' ? 0 : usualDurationMs)
    if (durationMs > 0) setTimeout(() => this.dismiss(id), durationMs)
    return id
  }

  /** Takes a notice away that has become untrue. */
  dismissKey(key: string): void {
    this.entries = this.entries.filter((entry) => entry.key !== key)
  }

  dismiss(id: number): void {
    this.entries = this.entries.filter((entry) => entry.id !== id)
  }
}

export const notices = new Notices()

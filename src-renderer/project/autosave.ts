/** When the recovery copy is written: soon after the work pauses, and at the latest after a while of steady work. */
export interface AutosaveTiming {
  readonly quietMs: number
  readonly atMostMs: number
}

export const autosaveTiming: AutosaveTiming = { quietMs: 6_000, atMostMs: 30_000 }

/** A copy that takes long to make is made more seldom: at most this share of the time goes into it. */
const largestShare = 0.1

/**
 * Runs `write` after changes. One write at a time; changes during a write lead to another. `write` reports its own
 * failures and must not throw.
 */
export class Autosave {
  readonly #write: () => Promise<void>
  readonly #timing: AutosaveTiming
  #timer: ReturnType<typeof setTimeout> | null = null
  #firstChange: number | null = null
  #writing: Promise<void> | null = null
  #restUntil = 0
  #held = false

  constructor(write: () => Promise<void>, timing: AutosaveTiming = autosaveTiming) {
    this.#write = write
    this.#timing = timing
  }

  /** Something changed. */
  changed(): void {
    const now = Date.now()
    this.#firstChange ??= now
    if (this.#held || this.#writing) return
    const due = Math.min(now + this.#timing.quietMs, this.#firstChange + this.#timing.atMostMs)
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), Math.max(due, this.#restUntil) - now)
  }

  /** Writes at once what is due; resolves when it is written. */
  async flush(): Promise<void> {
    this.#cancelTimer()
    if (this.#writing) return this.#writing
    if (this.#firstChange === null || this.#held) return
    this.#firstChange = null
    const started = Date.now()
    this.#writing = this.#write()
    try {
      await this.#writing
    } finally {
      this.#writing = null
      const ended = Date.now()
      this.#restUntil = ended + (ended - started) / largestShare
      if (this.#hasChanges()) this.changed()
    }
  }

  /** Forgets changes, because they were saved or given up; waits for a write under way. */
  async settle(): Promise<void> {
    this.#cancelTimer()
    this.#firstChange = null
    if (this.#writing) await this.#writing
    this.#cancelTimer()
    this.#firstChange = null
  }

  /** While held nothing is written: an earlier copy still waits for its owner's decision. */
  hold(held: boolean): void {
    this.#held = held
    if (held) this.#cancelTimer()
    else if (this.#hasChanges()) this.changed()
  }

  #hasChanges(): boolean {
    return this.#firstChange !== null
  }

  #cancelTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}

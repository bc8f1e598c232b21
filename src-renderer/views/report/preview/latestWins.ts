/**
 * Runs the newest of many requests after a pause. While one runs, only the newest that came meanwhile waits; the
 * result of an older one is still delivered, since a page that is nearly right is better than none.
 */
export class LatestWins<Input> {
  readonly #run: (input: Input) => Promise<void>
  readonly #pauseMs: number
  #waiting: { readonly input: Input } | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #running = false
  #stopped = false

  /** `run` reports its own failures and must not reject. */
  constructor(run: (input: Input) => Promise<void>, pauseMs: number) {
    this.#run = run
    this.#pauseMs = pauseMs
  }

  /** Whether something runs or waits. */
  get busy(): boolean {
    return this.#running || this.#waiting !== null
  }

  ask(input: Input, pauseMs = this.#pauseMs): void {
    if (this.#stopped) return
    this.#waiting = { input }
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#next()
    }, pauseMs)
  }

  /** Drops what waits; nothing runs from here on. */
  stop(): void {
    this.#stopped = true
    this.#waiting = null
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  async #next(): Promise<void> {
    if (this.#running || this.#waiting === null || this.#timer !== null) return
    const { input } = this.#waiting
    this.#waiting = null
    this.#running = true
    await this.#run(input)
    this.#running = false
    void this.#next()
  }
}

import type { AnalysisReply } from '../../../../src-engine/contract'

/** Answers beyond this are forgotten, the oldest first. */
const maxKept = 48

/** What the engine answered, by the question as text: undo and the report show at once what was known before. */
export class AnalysisAnswers {
  readonly #kept = new Map<string, AnalysisReply>()

  get(key: string): AnalysisReply | undefined {
    return this.#kept.get(key)
  }

  keep(key: string, reply: AnalysisReply): void {
    this.#kept.delete(key)
    this.#kept.set(key, reply)
    if (this.#kept.size <= maxKept) return
    const [oldest] = this.#kept.keys()
    this.#kept.delete(oldest)
  }
}

/** The answers of this window. */
export const analysisAnswers = new AnalysisAnswers()

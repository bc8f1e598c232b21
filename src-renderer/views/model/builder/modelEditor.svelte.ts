import type { Column, ModelSpec, SpecProblem } from '../../../../src-engine/contract'
import type { FormulaAst } from '../../../../src-engine/formula'
import { columnsByName } from './variableTypes'
import { markGesture } from '../latency'
import { editFormula, readFormula, rolesOf, type FormulaReading, type Role } from './formulaText'

/** What the builder edits, and how it writes back. */
export interface EditorSource {
  readonly spec: ModelSpec
  readonly columns: readonly Column[]
  /** What the engine found wrong with the spec. */
  readonly problems: readonly SpecProblem[]
  /** `coalesce`: changes under the same key that follow each other closely undo as one. */
  change(spec: ModelSpec, coalesce?: string): void
}

/** One model under construction. The formula's text is the truth; everything here is a view of it. */
export class ModelEditor {
  readonly #source: () => EditorSource
  /** A text that is no formula yet, and the formula that it departs from. */
  #draft = $state.raw<{ readonly text: string; readonly base: string } | null>(null)

  constructor(source: () => EditorSource) {
    this.#source = source
  }

  get spec(): ModelSpec {
    return this.#source().spec
  }

  get columns(): readonly Column[] {
    return this.#source().columns
  }

  get problems(): readonly SpecProblem[] {
    return this.#source().problems
  }

  readonly #columnsByName = $derived.by(() => columnsByName(this.columns))

  /** What the formula line shows. */
  readonly text: string = $derived.by(() => {
    const { formula } = this.spec
    return this.#draft !== null && this.#draft.base === formula ? this.#draft.text : formula
  })

  readonly reading: FormulaReading = $derived.by(() => readFormula(this.text, this.spec.formula))

  readonly roles: ReadonlyMap<string, ReadonlySet<Role>> = $derived.by(() => rolesOf(this.reading.view))

  column(name: string): Column | undefined {
    return this.#columnsByName.get(name)
  }

  /** Takes what was typed on the formula line: at once where it reads, as a draft where it does not. */
  type(text: string): void {
    const { problem } = readFormula(text)
    if (problem === null) {
      this.#draft = null
      this.#source().change({ ...this.spec, formula: text }, 'formula')
    } else {
      this.#draft = { text, base: this.spec.formula }
    }
  }

  /** Forgets a text that could not be read. */
  revert(): void {
    this.#draft = null
  }

  /** One gesture on the formula. */
  edit(change: (ast: FormulaAst) => FormulaAst): void {
    markGesture()
    const formula = editFormula(this.spec.formula, change)
    this.#draft = null
    if (formula !== this.spec.formula) this.#source().change({ ...this.spec, formula })
  }

  /** Changes anything else of the model. */
  set(patch: Partial<ModelSpec>, coalesce?: string): void {
    this.replace({ ...this.spec, ...patch }, coalesce)
  }

  replace(spec: ModelSpec, coalesce?: string): void {
    markGesture()
    this.#source().change(spec, coalesce)
  }
}

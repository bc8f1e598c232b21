import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community'
import { isCharacter } from './gridKeys'

/** What the editor of one column needs; rows are rows of the table. */
export interface CellEditorParams {
  readonly tableRow: (displayRow: number) => number
  /** The cell's text as it would be typed. */
  readonly startText: (row: number) => string
  readonly commit: (row: number, text: string) => void
  /** Texts to suggest. */
  readonly suggestions: () => readonly string[]
  readonly label: (row: number) => string
}

const maxSuggestions = 500

/**
 * A line of text in a cell. It hands its text to the document itself and at once: the grid tells of an edit only a
 * little later, when the next may have begun or a save may have gone by. Keys are the controller's business.
 */
export class CellEditor implements ICellEditorComp<unknown, string> {
  readonly #box = document.createElement('div')
  readonly #input = document.createElement('input')
  #params!: CellEditorParams
  #row = -1
  #typed: string | null = null
  #done = false

  init(params: ICellEditorParams<unknown, string> & CellEditorParams): void {
    this.#params = params
    this.#row = params.tableRow(params.rowIndex)
    this.#typed = params.eventKey !== null && isCharacter(params.eventKey) ? params.eventKey : null
    if (params.eventKey === 'Backspace') this.#typed = ''
    this.#box.className = 'cell-editor'
    this.#input.spellcheck = false
    this.#input.autocomplete = 'off'
    this.#input.value = this.#typed ?? params.startText(this.#row)
    this.#input.setAttribute('aria-label', params.label(this.#row))
    // A save asks fields for their value by a change event.
    for (const event of ['blur', 'change'])
      this.#input.addEventListener(event, () => {
        if (this.#done) return
        this.commit()
        params.stopEditing(true)
      })
    this.#box.append(this.#input)
    const suggestions = params.suggestions()
    if (suggestions.length > 0 && suggestions.length <= maxSuggestions) this.#suggest(suggestions)
  }

  getGui(): HTMLElement {
    return this.#box
  }

  afterGuiAttached(): void {
    this.#input.focus({ preventScroll: true })
    if (this.#typed === null) this.#input.select()
    else this.#input.setSelectionRange(this.#input.value.length, this.#input.value.length)
  }

  getValue(): string {
    return this.#input.value
  }

  /** Hands the text over, once. */
  commit(): void {
    if (this.#done) return
    this.#done = true
    this.#params.commit(this.#row, this.#input.value)
  }

  /** Leaves the cell as it was. */
  revert(): void {
    this.#done = true
  }

  #suggest(texts: readonly string[]): void {
    const list = document.createElement('datalist')
    list.id = 'cell-editor-levels'
    for (const text of texts) {
      const option = document.createElement('option')
      option.value = text
      list.append(option)
    }
    this.#input.setAttribute('list', list.id)
    this.#box.append(list)
  }
}

import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community'
import { isCharacter } from './gridKeys'

export interface CellEditorParams {
  /** The cell's text as it would be typed. */
  readonly startText: (displayRow: number) => string
  /** Texts to suggest. */
  readonly suggestions: () => readonly string[]
  readonly label: (displayRow: number) => string
}

const maxSuggestions = 500

/** A line of text in a cell. Keys that end the edit are handled by the grid's controller. */
export class CellEditor implements ICellEditorComp<unknown, string> {
  #input!: HTMLInputElement
  #box!: HTMLElement
  #typed: string | null = null

  init(params: ICellEditorParams<unknown, string> & CellEditorParams): void {
    this.#typed = params.eventKey !== null && isCharacter(params.eventKey) ? params.eventKey : null
    if (params.eventKey === 'Backspace') this.#typed = ''
    this.#box = document.createElement('div')
    this.#box.className = 'cell-editor'
    this.#input = document.createElement('input')
    this.#input.spellcheck = false
    this.#input.autocomplete = 'off'
    this.#input.value = this.#typed ?? params.startText(params.rowIndex)
    this.#input.setAttribute('aria-label', params.label(params.rowIndex))
    // A save asks fields for their value by a change event.
    this.#input.addEventListener('change', () => params.stopEditing(true))
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

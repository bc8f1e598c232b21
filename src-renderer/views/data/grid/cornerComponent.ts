import type { IHeaderComp, IHeaderParams } from 'ag-grid-community'
import { t } from '../../../i18n/t'
import type { HeaderParams } from './headerComponent'
import { everything } from './selection'

/** The corner over the row numbers: selects everything. */
export class CornerComponent implements IHeaderComp {
  readonly #element = document.createElement('button')

  init({ view }: IHeaderParams & HeaderParams): void {
    this.#element.type = 'button'
    this.#element.tabIndex = -1
    this.#element.className = 'corner'
    this.#element.setAttribute('aria-label', t('data.selectAll'))
    this.#element.title = t('data.selectAll')
    this.#element.addEventListener('click', () => {
      view.selection = everything
      view.focusGrid()
    })
  }

  getGui(): HTMLElement {
    return this.#element
  }

  refresh(): boolean {
    return true
  }
}

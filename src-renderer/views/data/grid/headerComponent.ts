import type { IHeaderComp, IHeaderParams } from 'ag-grid-community'
import { mount, unmount } from 'svelte'
import type { TableView } from '../table/tableView.svelte'
import ColumnHeader from './ColumnHeader.svelte'

export interface HeaderParams {
  readonly view: TableView
}

/** Puts a ColumnHeader into the grid's header cell. It follows the document by itself. */
export class HeaderComponent implements IHeaderComp {
  readonly #element = document.createElement('div')
  #component: object | null = null

  init(params: IHeaderParams & HeaderParams): void {
    this.#element.className = 'column-header'
    this.#component = mount(ColumnHeader, {
      target: this.#element,
      props: { view: params.view, columnId: params.column.getColId() },
    })
  }

  getGui(): HTMLElement {
    return this.#element
  }

  refresh(): boolean {
    return true
  }

  destroy(): void {
    if (this.#component !== null) void unmount(this.#component)
  }
}

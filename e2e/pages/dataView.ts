import { expect, type Locator, type Page } from '@playwright/test'
import type { HendersonApp } from '../app'

/** The data view: start screen, import dialog and grid. */
export class DataView {
  readonly app: HendersonApp
  readonly page: Page

  constructor(app: HendersonApp) {
    this.app = app
    this.page = app.page
  }

  /** The import dialog, named after the file. */
  get importDialog(): Locator {
    return this.page.getByRole('dialog')
  }

  /** Opens a text file through the preview, as it was detected. */
  async importFile(path: string): Promise<void> {
    await this.app.chooseOnOpen(path)
    await this.page.getByRole('button', { name: /^Open data…/ }).click()
    await this.acceptImport()
  }

  async acceptImport(): Promise<void> {
    await expect(this.importDialog).toBeVisible()
    await this.importDialog.getByRole('button', { name: /^(Import|OK)/ }).click()
    await expect(this.importDialog).toBeHidden()
  }

  /** Opens one of the samples from the start screen. */
  async openSample(title: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: title }).click()
  }

  columnHeader(name: string): Locator {
    return this.page.getByRole('columnheader').filter({ hasText: name })
  }

  /** A cell by 0-based row as shown and by variable. */
  async cell(row: number, variable: string): Promise<Locator> {
    const id = await this.columnHeader(variable).first().getAttribute('col-id')
    return this.page.locator(`.ag-row[row-index="${row}"] [col-id="${id ?? ''}"]`)
  }
}

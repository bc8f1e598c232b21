import { expect, type Locator, type Page } from '@playwright/test'

/** The analyses below the results of a fit. */
export class Analyses {
  readonly page: Page
  readonly section: Locator

  constructor(page: Page) {
    this.page = page
    this.section = page.getByRole('region', { name: 'Analyses', exact: true })
  }

  /** Adds one from the menu, by the keyboard. */
  async add(title: string): Promise<void> {
    const button = this.section.getByRole('button', { name: 'Add analysis' })
    await button.focus()
    await button.press('ArrowDown')
    const item = this.page.getByRole('menuitem', { name: title, exact: true })
    await expect(item).toBeVisible()
    await item.press('Enter')
    await expect(this.card(title)).toBeVisible()
  }

  /** An analysis, by what it is called. */
  card(title: string): Locator {
    return this.page.getByRole('article', { name: title, exact: true })
  }

  table(card: string, title: string): Locator {
    return this.card(card).getByRole('table', { name: title, exact: true })
  }
}

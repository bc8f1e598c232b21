import { expect, type Locator, type Page } from '@playwright/test'
import { cellText, expectShown, readTable, type ShownTable } from './shownTable'

/** The model view: builder at the left, live results at the right. */
export class ModelView {
  readonly page: Page
  readonly builder: Locator
  readonly formula: Locator
  readonly newModel: Locator

  constructor(page: Page) {
    this.page = page
    this.builder = page.getByRole('group', { name: 'Model', exact: true })
    this.formula = page.getByRole('textbox', { name: 'Formula' })
    this.newModel = page.getByRole('button', { name: 'New model' })
  }

  variable(name: string): Locator {
    return this.page
      .getByRole('listbox', { name: 'Variables' })
      .getByRole('option')
      .filter({ has: this.page.getByText(name, { exact: true }) })
  }

  /** Chooses variables in the list and sends them where a button says. */
  async send(names: readonly string[], to: 'Outcome' | 'Fixed' | 'Group'): Promise<void> {
    for (const [index, name] of names.entries()) {
      await this.variable(name).click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] })
    }
    await this.page
      .getByRole('toolbar', { name: 'Use the chosen variables' })
      .getByRole('button', { name: to, exact: true })
      .click()
  }

  async setOutcome(name: string): Promise<void> {
    await this.send([name], 'Outcome')
  }

  async addFixed(...names: string[]): Promise<void> {
    await this.send(names, 'Fixed')
  }

  async addGroup(name: string): Promise<void> {
    await this.send([name], 'Group')
  }

  randomTerm(group: string): Locator {
    return this.page.getByRole('group', { name: `Random effects of ${group}`, exact: true })
  }

  async letVary(effect: string, group: string): Promise<void> {
    await this.randomTerm(group).getByRole('checkbox', { name: effect, exact: true }).check()
  }

  async setMethod(method: 'REML' | 'ML'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Method' }).getByText(method, { exact: true }).click()
  }

  async setFigures(figures: 3 | 4 | 5): Promise<void> {
    await this.page
      .getByRole('radiogroup', { name: 'Significant figures' })
      .getByText(String(figures), { exact: true })
      .click()
  }

  async typeFormula(formula: string): Promise<void> {
    await this.formula.fill(formula)
    await this.formula.press('Enter')
  }

  table(title: string): Locator {
    return this.page.getByRole('table', { name: title, exact: true })
  }

  async read(title: string): Promise<ShownTable> {
    const table = this.table(title)
    await expect(table).toBeVisible()
    return readTable(table)
  }

  /** Waits until a cell shows `value`, correctly rounded. */
  async expectCell(
    title: string,
    row: string | readonly string[],
    column: string | number,
    value: number,
    significant = 3,
  ): Promise<void> {
    await expect(async () => {
      expectShown(cellText(await readTable(this.table(title)), row, column), value, significant)
    }).toPass({ timeout: 15_000, intervals: [50, 100, 200] })
  }

  async expectEstimate(term: string, estimate: number, significant = 3): Promise<void> {
    await this.expectCell('Fixed effects', term, 'Estimate', estimate, significant)
  }

  async expectVariance(group: string, variance: number, significant = 3): Promise<void> {
    await this.expectCell('Random effects', group, 'Variance', variance, significant)
  }

  /** What keeps the present model from being fitted. */
  get refusal(): Locator {
    return this.page.getByRole('status', { name: 'This model was not fitted' })
  }

  /** Findings on the fit, by a part of their title. */
  finding(title: string | RegExp): Locator {
    return this.page.getByRole('region', { name: title })
  }

  get fitState(): Locator {
    return this.page.getByRole('status').filter({ hasText: /Fitting…|Cancelled|Out of date|failed/ })
  }
}

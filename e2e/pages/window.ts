import { expect, type Locator, type Page } from '@playwright/test'
import type { HendersonApp } from '../app'
import { DataView } from './dataView'
import { ModelView } from './modelView'
import { ReportView } from './reportView'

/** The window: top bar, workspaces, notices and dialogs. */
export class AppWindow {
  readonly app: HendersonApp
  readonly page: Page
  readonly data: DataView
  readonly model: ModelView
  readonly report: ReportView

  constructor(app: HendersonApp) {
    this.app = app
    this.page = app.page
    this.data = new DataView(app)
    this.model = new ModelView(app.page)
    this.report = new ReportView(app.page)
  }

  async goTo(workspace: 'Data' | 'Models' | 'Report'): Promise<void> {
    const button = this.page.getByRole('navigation', { name: 'Workspaces' }).getByRole('button', { name: workspace })
    await button.click()
    await expect(button).toHaveAttribute('aria-current', 'page')
  }

  /** Name of the project in the top bar. */
  get projectName(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }

  /** `Saved`, `Unsaved changes` … */
  get saveState(): Locator {
    return this.page.getByRole('banner').getByRole('status')
  }

  get notices(): Locator {
    return this.page.getByRole('region', { name: 'Notices' })
  }

  async setTheme(theme: 'light' | 'dark'): Promise<void> {
    await this.page.getByRole('button', { name: 'Colours' }).click()
    await this.page.getByRole('menuitemcheckbox', { name: theme === 'light' ? 'Light' : 'Dark' }).click()
  }

  dialog(title: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name: title })
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save', exact: true }).click()
  }

  /** Saves to a new file and waits until it is written. */
  async saveAs(path: string): Promise<void> {
    await this.app.chooseOnSave(path)
    await this.app.menu('save-as')
    await expect(this.saveState).toHaveText('Saved')
  }

  /** Opens a project by the Open button. */
  async openProject(path: string): Promise<void> {
    await this.app.chooseOnOpen(path)
    await this.page.getByRole('button', { name: 'Open…' }).click()
  }
}

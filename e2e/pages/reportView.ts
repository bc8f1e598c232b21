import { expect, type Locator, type Page } from '@playwright/test'

/** The report view: the outline at the left, the pages at the right. */
export class ReportView {
  readonly page: Page
  readonly pages: Locator
  readonly outline: Locator
  readonly title: Locator
  readonly author: Locator

  constructor(page: Page) {
    this.page = page
    this.pages = page.getByRole('region', { name: 'Pages of the report' })
    this.outline = page.getByRole('region', { name: 'Outline of the report' })
    this.title = page.getByRole('textbox', { name: 'Title', exact: true })
    this.author = page.getByRole('textbox', { name: 'Author', exact: true })
  }

  sheet(number: number): Locator {
    return this.pages.getByRole('region', { name: new RegExp(`^Page ${number} of `) })
  }

  /** Waits until the pages show the newest changes. */
  async settled(): Promise<void> {
    await expect(this.pages).toHaveAttribute('aria-busy', 'false', { timeout: 20_000 })
    await expect(this.sheet(1)).toBeVisible()
  }

  async pageCount(): Promise<number> {
    return this.pages.getByRole('region', { name: /^Page \d+ of / }).count()
  }

  /** Looks through the pages for words; pages are drawn where the reader looks. */
  async expectOnSomePage(words: string): Promise<void> {
    await expect(async () => {
      const nPages = await this.pageCount()
      for (let number = 1; number <= nPages; number++) {
        const sheet = this.sheet(number)
        await sheet.scrollIntoViewIfNeeded()
        await sheet.locator('canvas').waitFor({ timeout: 2000 })
        if ((await sheet.textContent())?.includes(words)) return
      }
      throw new Error(`“${words}” is on none of ${nPages} pages`)
    }).toPass({ timeout: 15_000 })
  }

  /** Share of a page's pixels that are not paper; waits until it is drawn. */
  async ink(number: number): Promise<number> {
    const canvas = this.sheet(number).locator('canvas')
    await canvas.waitFor()
    return canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement
      const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data
      if (!pixels) return 0
      let n = 0
      for (let i = 0; i < pixels.length; i += 4)
        if ((pixels[i] ?? 255) + (pixels[i + 1] ?? 255) + (pixels[i + 2] ?? 255) < 720) n++
      return n / (width * height)
    })
  }

  /** Titles of the entries in order. */
  async entries(): Promise<string[]> {
    const handles = this.outline.getByRole('list', { name: 'Contents' }).getByRole('button', { name: /^Move .*: drag/ })
    const names = await handles.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label') ?? ''),
    )
    return names.map((name) => name.replace(/^Move (.*): drag.*$/, '$1'))
  }

  handle(entry: string): Locator {
    return this.outline.getByRole('button', { name: `Move ${entry}: drag, or use the arrow keys` })
  }

  async addNote(text: string): Promise<void> {
    await this.outline.getByRole('button', { name: 'Note', exact: true }).click()
    await this.page.keyboard.insertText(text)
  }

  async addHeading(text: string): Promise<void> {
    await this.outline.getByRole('button', { name: 'Heading', exact: true }).click()
    await this.page.keyboard.insertText(text)
  }

  async exportPdf(): Promise<void> {
    await this.page.getByRole('button', { name: 'Export PDF…' }).click()
  }

  async exportHtml(): Promise<void> {
    await this.page.getByRole('button', { name: 'Export HTML…' }).click()
  }
}

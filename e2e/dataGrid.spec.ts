import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { samplePath } from './pages/files'
import { expect, test, type HendersonApp } from './pages/test'
import { AppWindow } from './pages/window'

const status = (page: Page, name: string) => page.locator(`footer [data-status="${name}"]`)

async function setClipboard(app: HendersonApp, text: string): Promise<void> {
  await app.page.evaluate((content) => window.henderson.invoke('clipboard.write', { text: content }), text)
}

const clipboard = (app: HendersonApp) => app.page.evaluate(() => window.henderson.invoke('clipboard.readText', null))

test('the grid takes the keys of a spreadsheet', async ({ henderson }) => {
  const { data, page } = new AppWindow(henderson)
  await data.importFile(samplePath('sleepstudy'))
  const first = await data.cell(0, 'Reaction')
  await first.click()

  await test.step('typing overwrites, F2 edits, Esc reverts', async () => {
    await page.keyboard.type('12.5')
    await page.keyboard.press('Enter')
    await expect(first).toHaveText('12.5')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('F2')
    await page.keyboard.press('End')
    await page.keyboard.type('7')
    await page.keyboard.press('Tab')
    await expect(first).toHaveText('12.57')
    await page.keyboard.type('99')
    await page.keyboard.press('Escape')
    await expect(await data.cell(0, 'Days')).toHaveText('0')
    await expect(status(page, 'edited')).toHaveText('one edited cell')
  })

  await test.step('a text is no number, and says so', async () => {
    await page.keyboard.type('many')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: '“many” is not a number' })).toBeVisible()
    await expect(await data.cell(0, 'Days')).toHaveText('0')
  })

  await test.step('Ctrl runs to the edge, Shift extends, Delete clears, Ctrl+Z takes it back by name', async () => {
    await first.click()
    await page.keyboard.press('Control+Shift+ArrowDown')
    await expect(status(page, 'selection')).toHaveText('180 × 1 cells')
    await page.keyboard.press('Delete')
    await expect(status(page, 'missing')).toHaveText('180 missing cells')
    await page.getByRole('button', { name: 'Undo clearing of 180 cells (Ctrl+Z)' }).click()
    await expect(status(page, 'missing')).toHaveText('no missing cells')
    await expect(first).toHaveText('12.57')
  })
})

test('cells go to a spreadsheet and come back, and the table grows', async ({ henderson }) => {
  const { data, page } = new AppWindow(henderson)
  await data.importFile(samplePath('bond'))
  await setClipboard(henderson, '7\tz\t81,5\tnew\r\n8\tz\t82,25\told\r\n')
  await (await data.cell(20, 'ingot')).click()
  await page.keyboard.press('Control+v')
  await expect(status(page, 'rows')).toHaveText('22 rows')
  await expect(status(page, 'columns')).toHaveText('4 variables')
  await expect(status(page, 'selection')).toHaveText('2 × 4 cells')
  await page.keyboard.press('Control+c')
  await expect.poll(() => clipboard(henderson)).toBe('7\tz\t81.5\tnew\r\n8\tz\t82.25\told')
  await page.getByRole('button', { name: /^Undo paste of 8 cells/ }).click()
  await expect(status(page, 'rows')).toHaveText('21 rows')
})

test('rows are sorted and filtered without changing the table', async ({ henderson }) => {
  const { data, page } = new AppWindow(henderson)
  await data.importFile(samplePath('sleepstudy'))
  await data.columnHeader('Days').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Sort descending' }).click()
  await expect(await data.cell(0, 'Days')).toHaveText('9')
  await data.columnHeader('Days').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Filter…' }).click()
  await page.getByLabel('From').fill('8')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('Showing 36 of 180 rows')).toBeVisible()

  const path = join(tmpdir(), `henderson-grid-${process.pid}.csv`)
  await writeFile(path, '')
  await henderson.chooseOnSave(path)
  await henderson.menu('export-csv')
  await expect(page.getByText(/^Exported to /)).toBeVisible()
  expect((await readFile(path, 'utf8')).split('\n').slice(0, 2)).toEqual(
    (await readFile(samplePath('sleepstudy'), 'utf8')).split('\n').slice(0, 2),
  )
})

test('the set-up of a variable reaches the models', async ({ henderson }) => {
  const window = new AppWindow(henderson)
  const { data, model, page } = window
  await data.importFile(samplePath('bond'))
  await window.goTo('Models')
  await model.typeFormula('pres ~ metal + (1 | ingot)')
  await model.expectEstimate('metal[i]', 5.714286)
  await window.goTo('Data')
  await data.columnHeader('metal').dblclick()
  const panel = page.getByRole('complementary', { name: /^Set up metal/ })
  await panel.getByLabel('Name', { exact: true }).fill('alloy used')
  await page.keyboard.press('Enter')
  await page.getByLabel('Reference level').selectOption('i')
  await window.goTo('Models')
  await expect(model.formula).toHaveValue('pres ~ `alloy used` + (1 | ingot)')
  await model.expectEstimate('alloy used[n]', -4.8)
  await model.expectEstimate('alloy used[c]', -5.714286)
  await window.goTo('Data')
  await page.getByText('Continuous', { exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Make alloy used continuous?' })).toContainText(
    '21 cells hold no number',
  )
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('radio', { name: 'Nominal' })).toBeChecked()
})

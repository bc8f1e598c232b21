import { expect, test } from './pages/test'
import { samplePath } from './pages/files'
import { AppWindow } from './pages/window'

test('the report is arranged by boxes, keys, buttons and dragging, and every change can be undone', async ({
  henderson,
}) => {
  const window = new AppWindow(henderson)
  const { report, page } = window
  await window.goTo('Report')
  await expect(page.getByText('Nothing to report yet')).toBeVisible()
  await window.goTo('Data')
  await window.data.importFile(samplePath('sleepstudy'))
  await window.goTo('Models')
  await window.model.typeFormula('Reaction ~ Days + (Days | Subject)')
  await window.model.expectEstimate('Days', 10.46729)
  await window.goTo('Report')
  await report.settled()

  const automatic = await report.entries()
  expect(automatic.slice(0, 2)).toEqual(['Model 1', 'Model'])
  expect(automatic).toEqual(expect.arrayContaining(['Fixed effects', 'Random effects']))
  const nPages = await report.pageCount()

  await test.step('a box takes a block out and puts it back in its place', async () => {
    const box = report.outline.getByRole('checkbox', { name: 'Tests of fixed effects', exact: true })
    await box.uncheck()
    expect(await report.entries()).toEqual(automatic.filter((entry) => entry !== 'Tests of fixed effects'))
    await expect(page.getByText('Updating the pages…')).toBeVisible()
    await report.settled()
    await expect(report.pages).not.toContainText('Tests of fixed effects')
    await box.check()
    expect(await report.entries()).toEqual(automatic)
  })

  await test.step('keys and buttons move an entry', async () => {
    await report.handle('Fixed effects').focus()
    await page.keyboard.press('Home')
    await expect
      .poll(() => report.entries())
      .toEqual(['Fixed effects', ...automatic.filter((entry) => entry !== 'Fixed effects')])
    await expect(report.handle('Fixed effects')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    expect((await report.entries()).slice(0, 2)).toEqual(['Model 1', 'Fixed effects'])
    await report.outline.getByRole('button', { name: 'Move Fixed effects up' }).click()
    expect((await report.entries()).slice(0, 2)).toEqual(['Fixed effects', 'Model 1'])
  })

  await test.step('dragging moves an entry', async () => {
    await report.handle('Fixed effects').dragTo(report.handle('Random effects'), { targetPosition: { x: 5, y: 22 } })
    const moved = await report.entries()
    expect(moved.indexOf('Fixed effects')).toBe(moved.indexOf('Random effects') + 1)
  })

  await test.step('headings and notes are written in place', async () => {
    await report.addHeading('Discussion')
    await report.addNote('Sleep matters.')
    expect((await report.entries()).filter((entry) => /Discussion|Sleep matters/.test(entry))).toEqual([
      'Discussion',
      'Sleep matters.',
    ])
    await report.settled()
    await report.expectOnSomePage('Sleep matters.')
  })

  await test.step('start again, and undo even that', async () => {
    await report.outline.getByRole('button', { name: 'Start again' }).click()
    expect(await report.entries()).toEqual(automatic)
    await page.getByRole('button', { name: /^Undo / }).click()
    expect(await report.entries()).toContain('Sleep matters.')
    await page.getByRole('button', { name: /^Redo / }).click()
    await report.settled()
    expect(await report.pageCount()).toBe(nPages)
  })

  await test.step('zoom', async () => {
    const width = async (): Promise<number> => (await report.sheet(1).boundingBox())?.width ?? 0
    await page.getByRole('button', { name: 'Fit width' }).click()
    await page.getByRole('menuitemcheckbox', { name: '100 %' }).click()
    await expect.poll(width).toBeCloseTo(794, -1)
    await page.getByRole('button', { name: 'Zoom out' }).click()
    await expect.poll(width).toBeCloseTo(595, -1)
  })
  expect(henderson.complaints).toEqual([])
})

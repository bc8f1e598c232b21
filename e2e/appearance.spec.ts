import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import { expect, test } from './pages/test'
import { samplePath } from './pages/files'
import { AppWindow } from './pages/window'

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

test('every view is accessible and has its picture taken, light and dark, at two sizes', async ({ launch }) => {
  test.slow()
  for (const size of sizes) {
    const app = await launch({ size })
    const window = new AppWindow(app)
    const look = async (view: string): Promise<void> => {
      for (const theme of ['light', 'dark'] as const) {
        await window.setTheme(theme)
        await expect(window.page.locator('html')).toHaveAttribute('data-theme', theme)
        await window.page.mouse.move(0, 0)
        await window.page.waitForTimeout(300)
        const name = `${view}-${size.width}x${size.height}-${theme}.png`
        await window.page.screenshot({ path: join(test.info().project.outputDir, 'views', name) })
        if (size === sizes[0]) await expectAccessible(window, `${view}, ${theme}`)
      }
    }

    await look('start')
    await window.data.importFile(samplePath('sleepstudy'))
    await expect(window.data.columnHeader('Reaction')).toBeVisible()
    await look('data')
    await window.goTo('Models')
    await look('models-empty')
    await window.model.typeFormula('Reaction ~ Days + (Days | Subject)')
    await window.model.expectEstimate('Days', 10.46729)
    const axisColour = (): Promise<string> =>
      window.page
        .locator('[role="img"] svg text')
        .first()
        .evaluate((text) => getComputedStyle(text).fill)
    await window.page.getByRole('button', { name: 'Plots', exact: true }).click()
    const darkAxis = await axisColour()
    await window.setTheme('light')
    await expect.poll(axisColour).not.toBe(darkAxis)
    await window.page.getByRole('button', { name: 'Equations', exact: true }).first().click()
    await look('models')
    await window.goTo('Report')
    await window.report.settled()
    await window.report.ink(1)
    await look('report')
    await app.close()
  }
})

async function expectAccessible(window: AppWindow, view: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: window.page }).setLegacyMode().analyze()
  const found = violations.map(
    ({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  expect.soft(found).toEqual([])
}

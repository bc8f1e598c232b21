import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './pages/test'
import { samplePath } from './pages/files'
import { AppWindow } from './pages/window'

test('unsaved work comes back after the application was killed', async ({ launch }) => {
  const userData = mkdtempSync(join(tmpdir(), 'henderson-recovery-'))
  try {
    const first = await launch({ userData })
    const before = new AppWindow(first)
    await before.data.importFile(samplePath('sleepstudy'))
    await before.goTo('Models')
    await before.model.typeFormula('Reaction ~ Days + (Days | Subject)')
    await before.model.expectEstimate('Days', 10.46729)
    await before.goTo('Report')
    await before.report.title.fill('Not saved yet')
    // Leaving the window writes what is due at once.
    await before.page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await expect
      .poll(() =>
        before.page.evaluate(() => window.henderson.invoke('recovery.read', null).then((copy) => copy !== null)),
      )
      .toBe(true)
    const shown = await before.goTo('Models').then(() => before.model.read('Fixed effects'))
    const pid = first.electron.process().pid
    const ended = first.electron.waitForEvent('close')
    process.kill(pid ?? 0, 'SIGKILL')
    await ended

    const second = await launch({ userData })
    const after = new AppWindow(second)
    const dialog = after.dialog('Henderson closed unexpectedly')
    await expect(dialog).toContainText(/Unsaved work on .* from \d\d:\d\d was kept/)
    await dialog.getByRole('button', { name: 'Recover' }).click()
    await expect(after.saveState).toHaveText('Unsaved changes')
    await after.goTo('Models')
    expect(await after.model.read('Fixed effects')).toEqual(shown)
    await after.goTo('Report')
    await expect(after.report.title).toHaveValue('Not saved yet')
    await second.close()
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

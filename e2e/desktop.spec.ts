import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applicationCommand } from './app'
import { samplePath, withFolder } from './pages/files'
import { expect, test } from './pages/test'
import { AppWindow } from './pages/window'

test('a file given on the command line is opened', async ({ launch }) => {
  const window = new AppWindow(await launch({ files: [samplePath('sleepstudy')] }))
  await window.data.acceptImport()
  await expect(window.data.columnHeader('Reaction')).toBeVisible()
})

test('a second start hands its file to the application that runs already', async ({ launch }) => {
  await withFolder(async (userData) => {
    const app = await launch({ userData })
    const { executable, args } = applicationCommand(userData)
    const second = spawnSync(executable, [...args, samplePath('bond')], { timeout: 20_000, stdio: 'ignore' })
    expect(second.status).toBe(0)
    const window = new AppWindow(app)
    await window.data.acceptImport()
    await expect(window.data.columnHeader('pres')).toBeVisible()
    expect(await app.windowCount()).toBe(1)
    await app.close()
  })
})

test('a file dropped on the window is opened', async ({ henderson }) => {
  const { page } = henderson
  const window = new AppWindow(henderson)
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [samplePath('bond')], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  }
  await window.data.acceptImport()
  await expect(window.data.columnHeader('pres')).toBeVisible()
})

test('what was opened stands under Open Recent after a restart, and opens from there', async ({ launch }) => {
  await withFolder(async (userData) => {
    const first = await launch({ userData, files: [samplePath('bond')] })
    await new AppWindow(first).data.acceptImport()
    await first.close()

    const second = await launch({ userData })
    const chosen = await second.electron.evaluate(({ Menu }) => {
      const entry = Menu.getApplicationMenu()?.getMenuItemById('recent')?.submenu?.items[0]
      entry?.click()
      return entry?.label
    })
    expect(chosen).toContain('bond.csv')
    const window = new AppWindow(second)
    await window.data.acceptImport()
    await expect(window.data.columnHeader('pres')).toBeVisible()
    await second.close()
  })
})

test('the theme that was chosen is there at the next start', async ({ launch }) => {
  await withFolder(async (userData) => {
    const isDark = '(prefers-color-scheme: dark)'
    for (const theme of ['dark', 'light'] as const) {
      const app = await launch({ userData })
      await app.setTheme(theme)
      await expect.poll(() => app.page.evaluate((query) => matchMedia(query).matches, isDark)).toBe(theme === 'dark')
      await app.close()
      const again = await launch({ userData })
      expect(await again.page.evaluate((query) => matchMedia(query).matches, isDark)).toBe(theme === 'dark')
      await again.close()
    }
  })
})

test('settings that are damaged do not keep the application from starting', async ({ launch }) => {
  await withFolder(async (userData) => {
    writeFileSync(join(userData, 'settings.json'), '{"theme": "pink"')
    writeFileSync(join(userData, 'recent.json'), 'x')
    const app = await launch({ userData })
    await expect(app.page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible()
    await app.close()
  })
})

test('closing the window ends the application and its engine', async ({ launch }) => {
  const app = await launch()
  await expect.poll(() => app.enginePid()).not.toBeNull()
  const engine = (await app.enginePid()) ?? 0
  const ended = new Promise<void>((resolve) => app.electron.once('close', () => resolve()))
  await app.requestClose()
  await ended
  await expect
    .poll(() => {
      try {
        return process.kill(engine, 0)
      } catch {
        return false
      }
    })
    .toBe(false)
})

test('a window whose process crashed is loaded again and gets an engine', async ({ henderson }) => {
  const loaded = henderson.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]
        webContents.once('did-finish-load', () => resolve())
        webContents.forcefullyCrashRenderer()
      }),
  )
  await loaded
  const hasWorkspaces: unknown = await henderson.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.executeJavaScript('document.querySelectorAll("nav").length > 0'),
  )
  expect(hasWorkspaces).toBe(true)
})

// Opens the built application under Playwright, with a user folder of its own.
import { _electron } from 'playwright'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @typedef {object} LaunchedApp
 * @property {import('playwright').ElectronApplication} app
 * @property {import('playwright').Page} page The application's window, loaded.
 * @property {string} userData
 * @property {() => Promise<void>} close Ends the application without asking about unsaved work, and removes its user folder.
 */

/**
 * @param {object} options
 * @param {string} options.executable Electron's executable.
 * @param {readonly string[]} options.flags Switches for this machine.
 * @param {string} options.folder The application's folder.
 * @param {readonly string[]} [options.files] Files to open.
 * @param {string} [options.userData] A user folder to use again; it is then kept on close.
 * @param {{ width: number, height: number }} [options.size] Size of the page.
 * @returns {Promise<LaunchedApp>}
 */
export async function launchApp({ executable, flags, folder, files = [], userData, size }) {
  const profile = userData ?? mkdtempSync(join(tmpdir(), 'henderson-user-'))
  const app = await _electron.launch({
    executablePath: executable,
    args: [...flags, `--user-data-dir=${profile}`, folder, ...files],
    timeout: 60_000,
    // The application's own theme, not an emulated one.
    colorScheme: null,
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  if (size) await setContentSize(app, size)
  return {
    app,
    page,
    userData: profile,
    close: async () => {
      await app.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => undefined)
      await app.close().catch(() => undefined)
      if (userData === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * @param {import('playwright').ElectronApplication} app
 * @param {{ width: number, height: number }} size
 */
export async function setContentSize(app, size) {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, size)
}

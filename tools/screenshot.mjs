// Drives the application by a script and takes pictures:
//   node tools/screenshot.mjs DRIVER.mjs [--width 1366] [--height 768] [--dark] [--no-build] [FILE …]
// The driver's default export receives { app, page, shot(path), setTheme(theme), setSize(width, height), menu(command) }.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuild } from './build.mjs'
import { launchApp, setContentSize } from './launchApp.mjs'
import { prepareElectron } from './prepareElectron.mjs'
import { root } from './sources.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '1366' },
    height: { type: 'string', default: '768' },
    dark: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
  },
})
const driver = positionals[0]
if (driver === undefined) throw new Error('Name the driver script.')
const size = { width: Number(values.width), height: Number(values.height) }

const electron = await prepareElectron()
const folder = values['no-build'] ? (process.env.HENDERSON_OUT_DIR ?? root) : ensureBuild()
const launched = await launchApp({
  executable: electron.runtime.executable,
  flags: electron.flags,
  folder: resolve(folder),
  files: positionals.slice(1).map((file) => resolve(file)),
  size,
})
const { app, page } = launched
page.on('console', (message) => console.error(`[page ${message.type()}] ${message.text()}`))
page.on('pageerror', (error) => console.error(`[page error] ${error.stack ?? error.message}`))

/** @param {'system' | 'light' | 'dark'} theme */
const setTheme = (theme) =>
  app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), `theme-${theme}`)

let failed = false
try {
  await setTheme(values.dark ? 'dark' : 'light')
  const { default: drive } = await import(pathToFileURL(resolve(driver)).href)
  await drive({
    app,
    page,
    setTheme,
    /** @param {string} path */
    shot: async (path) => {
      await page.screenshot({ path, animations: 'disabled' })
      console.error(`wrote ${path}`)
    },
    /** @param {number} width @param {number} height */
    setSize: (width, height) => setContentSize(app, { width, height }),
    /** @param {string} command A menu command, e.g. `import`. */
    menu: (command) => app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command),
  })
} catch (error) {
  failed = true
  console.error(error)
} finally {
  await launched.close()
  electron.stop()
}
process.exit(failed ? 1 : 0)

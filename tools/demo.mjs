// npm run demo: the real application, without anyone at the screen. It opens the sleepstudy sample, fits a model, exports
// henderson-demo.pdf, takes a picture of the window (henderson-demo.png), and prints the results as the window shows them.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { launchApp } from './launchApp.mjs'
import { prepareElectron } from './prepareElectron.mjs'
import { root } from './sources.mjs'

const formula = 'Reaction ~ Days + (1 + Days | Subject)'
const pdfPath = join(root, 'henderson-demo.pdf')
const picturePath = join(root, 'henderson-demo.png')
const limitMs = 60_000

/** @param {import('playwright').Page} page @param {string} workspace */
async function goTo(page, workspace) {
  await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('button', { name: workspace }).click()
}

/**
 * A table of the window as aligned text.
 * @param {import('playwright').Page} page
 * @param {string} title
 */
async function printedTable(page, title) {
  const table = page.getByRole('table', { name: title, exact: true })
  await table.waitFor({ timeout: limitMs })
  /** @type {string[][]} */
  const rows = await table.evaluate((element) =>
    [...element.querySelectorAll('tr:not([aria-hidden])')].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => {
        const copy = /** @type {Element} */ (cell.cloneNode(true))
        for (const mark of copy.querySelectorAll('sup')) mark.remove()
        return (copy.textContent ?? '').trim()
      }),
    ),
  )
  const width = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: width }, (_, j) => Math.max(...rows.map((row) => (row[j] ?? '').length)))
  const lines = rows.map((row) =>
    widths.map((w, j) => (j === 0 ? (row[j] ?? '').padEnd(w) : (row[j] ?? '').padStart(w))).join('  '),
  )
  return [title, ...lines.map((line) => line.trimEnd())].join('\n')
}

async function demo() {
  const electron = await prepareElectron()
  const folder = ensureBuild()
  const launched = await launchApp({
    executable: electron.runtime.executable,
    flags: electron.flags,
    folder,
    size: { width: 1366, height: 860 },
  })
  const { app, page } = launched
  page.setDefaultTimeout(limitMs)
  try {
    await page.getByRole('button', { name: /^Sleep deprivation/ }).click()
    await goTo(page, 'Models')
    const box = page.getByRole('textbox', { name: 'Formula' })
    await box.fill(formula)
    await box.press('Enter')
    const tables = []
    for (const title of ['Model', 'Fixed effects', 'Random effects']) tables.push(await printedTable(page, title))
    await page.screenshot({ path: picturePath, animations: 'disabled' })
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, pdfPath)
    await goTo(page, 'Report')
    await page.getByRole('button', { name: 'Export PDF…' }).click()
    await page.getByText(/Exported as henderson-demo\.pdf/).waitFor({ timeout: limitMs })
    console.log(`\n${tables.join('\n\n')}\n`)
    console.log(`${pdfPath} (${Math.round(statSync(pdfPath).size / 1024)} kB)`)
    console.log(picturePath)
  } finally {
    await launched.close()
    electron.stop()
  }
}

try {
  await demo()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

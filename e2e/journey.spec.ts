import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './pages/test'
import { samplePath, withFolder } from './pages/files'
import { readPdf } from './pages/pdf'
import { AppWindow } from './pages/window'

test('from a CSV file to a PDF, and back from the saved project on another machine', async ({ launch }) => {
  await withFolder(async (folder) => {
    const projectPath = join(folder, 'sleep study.henderson')
    const first = await launch()
    const window = new AppWindow(first)

    await test.step('import the file through the preview', async () => {
      await window.data.importFile(samplePath('sleepstudy'))
      await expect(window.data.columnHeader('Reaction')).toBeVisible()
      await expect(await window.data.cell(0, 'Days')).toHaveText('0')
      await expect(window.page.getByText(/180 rows/)).toBeVisible()
    })

    const { model } = window
    await test.step('build the model by clicks and read its numbers', async () => {
      await window.goTo('Models')
      await model.setOutcome('Reaction')
      await model.addFixed('Days')
      await model.addGroup('Subject')
      await model.letVary('Days', 'Subject')
      await expect(model.formula).toHaveValue('Reaction ~ Days + (1 + Days | Subject)')
      await model.expectEstimate('(Intercept)', 251.4051)
      await model.expectEstimate('Days', 10.46729)
      await model.expectVariance('Subject', 612.09)
      await model.expectVariance('Residual', 654.941)
      await model.expectCell('Model', 'REML criterion', 1, 1743.6283)
    })
    const shown = {
      fixed: await model.read('Fixed effects'),
      random: await model.read('Random effects'),
      summary: await model.read('Model'),
    }

    const { report } = window
    await test.step('add a note to the report', async () => {
      await window.goTo('Report')
      await report.settled()
      await report.title.fill('Sleep deprivation')
      await report.author.fill('A. Analyst')
      await report.addNote('Reaction times rise by ten milliseconds a day — τ² ≈ 35.\n\nSecond paragraph.')
      await report.settled()
      await expect(report.sheet(1)).toContainText('Sleep deprivation')
      expect(await report.ink(1)).toBeGreaterThan(0.005)
    })

    await test.step('export the PDF', async () => {
      const pdfPath = join(folder, 'report.pdf')
      await first.chooseOnSave(pdfPath)
      await report.exportPdf()
      await expect(window.notices.getByText(/Exported as report\.pdf/)).toBeVisible()
      const pdf = await readPdf(readFileSync(pdfPath))
      expect(pdf.tagged).toBe(true)
      expect(pdf.pages.length).toBe(await report.pageCount())
      expect(pdf.outline).toEqual(expect.arrayContaining([expect.stringContaining('Model 1')]))
      for (const { width, height } of pdf.sizes) {
        expect([Math.round(width), Math.round(height)].sort((a, b) => a - b)).toEqual([210, 297])
      }
      for (const words of [
        'Sleep deprivation',
        'A. Analyst',
        'τ² ≈ 35',
        'Second paragraph.',
        'Fixed effects',
        'Random effects',
      ]) {
        expect(pdf.text).toContain(words)
      }
      const numbers = [...shown.fixed.rows, ...shown.random.rows].flat().filter((text) => /\d/.test(text))
      expect(numbers.length).toBeGreaterThan(15)
      for (const number of numbers) expect(pdf.text).toContain(number)
      expect(pdf.pages.at(-1)).toContain(`${pdf.pages.length} / ${pdf.pages.length}`)
    })

    await test.step('export the HTML', async () => {
      const htmlPath = join(folder, 'report.html')
      await first.chooseOnSave(htmlPath)
      await report.exportHtml()
      await expect(window.notices.getByText(/Exported as report\.html/)).toBeVisible()
      const html = readFileSync(htmlPath, 'utf8')
      expect(html).toContain('Sleep deprivation')
      expect(html).not.toMatch(/<script|src="http|href="http/)
    })

    await test.step('save', async () => {
      await expect(window.saveState).toHaveText('Unsaved changes')
      await window.saveAs(projectPath)
      await expect(window.projectName).toHaveText('sleep study')
      expect(first.complaints).toEqual([])
      await first.close()
    })

    const second = await launch({ files: [projectPath] })
    const again = new AppWindow(second)
    await test.step('open it elsewhere: the same numbers, at once and without a fit', async () => {
      await expect(again.projectName).toHaveText('sleep study')
      await again.goTo('Models')
      expect(await again.model.read('Fixed effects')).toEqual(shown.fixed)
      expect(await again.model.read('Random effects')).toEqual(shown.random)
      expect(await again.model.read('Model')).toEqual(shown.summary)
      await expect(again.saveState).toHaveText('Saved')
    })

    await test.step('the report is as it was left', async () => {
      await again.goTo('Report')
      await again.report.settled()
      await expect(again.report.title).toHaveValue('Sleep deprivation')
      await again.report.expectOnSomePage('Second paragraph.')
    })

    await test.step('recompute: every number is reproduced', async () => {
      await again.page.getByRole('button', { name: 'Recompute and compare…' }).click()
      const dialog = again.dialog('Recompute and compare')
      await dialog.getByRole('button', { name: 'Recompute', exact: true }).click()
      await expect(dialog.getByText(/The stored result is reproduced/)).toBeVisible()
      await dialog.getByRole('button', { name: 'OK' }).click()
      await expect(again.saveState).toHaveText('Saved')
    })
    expect(second.complaints).toEqual([])
  })
})

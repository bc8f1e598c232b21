import { expect, test } from './pages/test'
import { samplePath } from './pages/files'
import { AppWindow } from './pages/window'

test('edits of cells and changes of models are undone and done again, with their results', async ({ henderson }) => {
  const window = new AppWindow(henderson)
  const { model, page } = { model: window.model, page: window.page }
  await window.data.importFile(samplePath('sleepstudy'))
  await window.goTo('Models')
  await model.typeFormula('Reaction ~ Days + (1 | Subject)')
  await model.expectEstimate('Days', 10.46729)
  await model.expectVariance('Subject', 1378.18)

  await test.step('a change of the model', async () => {
    await model.letVary('Days', 'Subject')
    await model.expectVariance('Subject', 612.09)
    await page.getByRole('button', { name: /^Undo / }).click()
    await expect(model.formula).toHaveValue('Reaction ~ Days + (1 | Subject)')
    await model.expectVariance('Subject', 1378.18)
    await page.getByRole('button', { name: /^Redo / }).click()
    await model.expectVariance('Subject', 612.09)
  })

  await test.step('an edit of a cell', async () => {
    await window.goTo('Data')
    const cell = await window.data.cell(0, 'Reaction')
    await cell.click()
    await page.keyboard.type('999')
    await page.keyboard.press('Enter')
    await expect(cell).toHaveText('999')
    await window.goTo('Models')
    await expect(async () => {
      const { rows } = await model.read('Fixed effects')
      expect(rows.flat().join(' ')).not.toContain('10.5')
    }).toPass({ timeout: 10_000 })
    await page.keyboard.press('ControlOrMeta+z')
    await expect(cell).toHaveText('249.56')
    await window.goTo('Models')
    await model.expectEstimate('Days', 10.46729)
  })
})

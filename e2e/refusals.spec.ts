import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './pages/test'
import { samplePath, withFolder } from './pages/files'
import { AppWindow } from './pages/window'

test('as many random effects as observations are refused before the fit, with the way out', async ({ henderson }) => {
  const window = new AppWindow(henderson)
  const { model } = window
  await window.data.importFile(samplePath('bond'))
  await window.goTo('Models')
  await model.setOutcome('pres')
  await model.addFixed('metal')
  await model.addGroup('ingot')
  await model.expectVariance('ingot', 11.4478)
  await model.letVary('metal', 'ingot')
  await expect(model.refusal).toBeVisible()
  await expect(model.refusal).toContainText('The random effects of “ingot” come to 21 for 21 observations')
  await model.refusal.getByRole('button').first().click()
  await expect(model.refusal).toBeHidden()
  await expect(model.table('Random effects')).toBeVisible()
})

test('a grouping factor with one level is refused with the reason', async ({ henderson }) => {
  await withFolder(async (folder) => {
    const path = join(folder, 'one-doctor.csv')
    const rows = Array.from({ length: 30 }, (_, i) => `${(i * 7919) % 31},${i % 10},d1`)
    writeFileSync(path, `mobility,age,doctor\n${rows.join('\n')}\n`)
    const window = new AppWindow(henderson)
    const { model } = window
    await window.data.importFile(path)
    await window.goTo('Models')
    await model.typeFormula('mobility ~ age + (1 | doctor)')
    await expect(model.refusal).toBeVisible()
    await expect(model.refusal).toContainText('doctor')
    await expect(model.refusal).toContainText(/one level|only one/i)
    await expect(model.table('Fixed effects')).toBeHidden()
  })
})

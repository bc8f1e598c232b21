import { Analyses } from './pages/analyses'
import { samplePath } from './pages/files'
import { cellText, expectShown, readTable, shownNumber } from './pages/shownTable'
import { expect, test } from './pages/test'
import { AppWindow } from './pages/window'

test('orthodont: marginal means and contrasts follow the model, and undo takes them back', async ({ henderson }) => {
  const window = new AppWindow(henderson)
  const { model, page } = window
  const analyses = new Analyses(page)
  await window.data.importFile(samplePath('orthodont'))
  await window.goTo('Models')
  await model.typeFormula('distance ~ age * Sex + (age | Subject)')
  await model.expectEstimate('age', 0.479545)
  const shows = async (title: string, row: string | string[], column: string, value: number): Promise<void> => {
    await expect(async () => {
      const table = await readTable(analyses.table('Marginal means and contrasts', title))
      expectShown(cellText(table, row, column), value)
    }).toPass({ timeout: 15_000, intervals: [50, 100, 200] })
  }

  await test.step('means of Sex at the mean age, and their difference', async () => {
    await analyses.add('Marginal means and contrasts')
    await shows('Estimated marginal means', 'Female', 'Mean', 22.6477273)
    await shows('Estimated marginal means', 'Male', 'Mean', 24.96875)
    await shows('Contrasts', 'Female − Male', 'Estimate', -2.3210227)
    await shows('Contrasts', 'Female − Male', 'SE', 0.7614168)
  })

  await test.step('at two ages, and back', async () => {
    const values = analyses.card('Marginal means and contrasts').getByRole('textbox', { name: 'Values of age' })
    await values.fill('8, 14')
    await values.press('Enter')
    await shows('Estimated marginal means', ['Female', '8'], 'Mean', 22.6477273 - 3 * 0.4795455)
    await values.blur()
    await page.getByRole('button', { name: 'Undo change to marginal means' }).click()
    await expect(values).toHaveValue('')
    await shows('Estimated marginal means', 'Female', 'Mean', 22.6477273)
  })

  await test.step('another model has other means; without Sex there are none', async () => {
    await model.typeFormula('distance ~ age + (age | Subject)')
    await expect(analyses.card('Marginal means and contrasts')).toContainText('Sex is no longer part of the model')
    await model.typeFormula('distance ~ Sex + age + (1 | Subject)')
    await shows('Contrasts', 'Female − Male', 'Estimate', -2.3210227)
  })

  await test.step('all seven approaches but the one that the data cannot answer', async () => {
    await analyses.add('Compare approaches')
    const table = analyses.table('Compare approaches', 'One question, seven analyses')
    await expect(table.locator('tbody tr:not([aria-hidden])')).toHaveCount(7)
    await expect(analyses.card('Compare approaches')).toContainText('The effect of age cannot be told here')
  })

  await test.step('the report shows them', async () => {
    await window.goTo('Report')
    await window.report.settled()
    expect(await window.report.entries()).toContain('Estimated marginal means')
  })

  await test.step('undo takes the analyses away', async () => {
    await window.goTo('Models')
    await page.getByRole('button', { name: 'Undo adding a comparison of approaches' }).click()
    await expect(analyses.card('Compare approaches')).toBeHidden()
    await expect(analyses.card('Marginal means and contrasts')).toBeVisible()
  })
  expect(henderson.complaints).toEqual([])
})

test('classrooms: a singular fit leads to simpler structures, one of which is adopted and undone', async ({
  henderson,
}) => {
  const window = new AppWindow(henderson)
  const { model, page } = window
  const analyses = new Analyses(page)
  await window.data.importFile(samplePath('classrooms'))
  await window.goTo('Models')
  await model.typeFormula('score ~ edu + (edu | classroom)')
  const singular = model.finding(/^Warning: .*classroom/)
  await singular.getByRole('button', { name: 'Compare simpler structures' }).click()
  const ladder = analyses.card('Simpler random structures')
  const table = analyses.table('Simpler random structures', 'Simpler random structures')
  await expect(table).toContainText('Singular')
  await expect(table).toContainText('Fits; smallest AIC')
  const rung = cellText(await readTable(table), '(1 | classroom)', 'Estimate of edu')

  await ladder.getByRole('button', { name: /^Use score ~ edu \+ \(1 \| classroom\)/ }).click()
  await expect(model.formula).toHaveValue('score ~ edu + (1 | classroom)')
  await expect(singular).toBeHidden()
  await expect(async () => {
    const estimate = cellText(await model.read('Fixed effects'), 'edu', 'Estimate')
    expect(shownNumber(estimate).value).toBeCloseTo(shownNumber(rung).value, 3)
  }).toPass({ timeout: 15_000, intervals: [50, 100, 200] })
  await expect(ladder.getByRole('button', { name: /^Use / })).toBeHidden()

  await page.getByRole('button', { name: /^Undo change to model/ }).click()
  await expect(model.formula).toHaveValue('score ~ edu + (edu | classroom)')
  await expect(singular).toBeVisible()
})

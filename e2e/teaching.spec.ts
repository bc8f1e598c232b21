import { expect, test } from './pages/test'
import { hasReference, referencePath, samplePath } from './pages/files'
import { readTable } from './pages/shownTable'
import { AppWindow } from './pages/window'

test('bond: ML and REML side by side, with the reason why they differ', async ({ henderson }) => {
  const window = new AppWindow(henderson)
  const { model } = window
  await window.data.importFile(samplePath('bond'))
  await window.goTo('Models')
  await model.setOutcome('pres')
  await model.addFixed('metal')
  await model.addGroup('ingot')
  await model.setFigures(5)
  await model.expectEstimate('(Intercept)', 70.18571429, 4)
  await model.expectEstimate('metal[i]', 5.71428571, 4)
  await model.expectEstimate('metal[n]', 0.91428571, 4)
  await model.expectVariance('ingot', 11.44780323, 4)
  await model.expectVariance('Residual', 10.3715852, 4)

  await window.page.getByRole('button', { name: 'Actions on Model 1' }).click()
  await window.page.getByRole('menuitem', { name: 'Compare with ML' }).click()
  await expect(window.page.getByRole('heading', { name: 'Compare models' })).toBeVisible()
  const comparison = window.page.getByRole('table').filter({ hasText: 'Model 1' }).first()
  await expect(comparison).toContainText('Model 1 (ML)')
  await expect(async () => {
    const { rows } = await readTable(comparison)
    const texts = rows.flat().join(' ')
    expect(texts).toMatch(/11\.448/)
    expect(texts).toMatch(/9\.812/)
    expect(texts).toMatch(/10\.37/)
    expect(texts).toMatch(/8\.890/)
  }).toPass({ timeout: 10_000 })
  await expect(
    window.page
      .getByText(/REML/)
      .filter({ hasText: /bias|too small|smaller/i })
      .first(),
  ).toBeVisible()

  await window.page.getByRole('button', { name: 'Add to report' }).click()
  await window.goTo('Report')
  await window.report.settled()
  expect((await window.report.entries()).filter((entry) => entry === 'Comparison of models')).not.toHaveLength(0)
})

test('orthodont: a slope per child with age centred at 11', async ({ henderson }) => {
  const window = new AppWindow(henderson)
  const { model } = window
  await window.data.importFile(samplePath('orthodont'))
  await window.goTo('Models')
  await model.typeFormula('distance ~ I(age - 11) * Sex + (I(age - 11) | Subject)')
  await model.setFigures(5)
  await model.expectCell('Model', 'REML criterion', 1, 432.5816615, 5)
  await model.expectVariance('Subject', 3.350096944, 4)
  await model.expectCell('Random effects', ['', 'I(age - 11)'], 'Variance', 0.03252447496, 3)
  await model.expectVariance('Residual', 1.31003957117219 ** 2, 4)
  await expect(window.page.getByRole('region', { name: 'Equations' })).toContainText('Subject')
})

test('classrooms: the singular random slope is explained and one click mends it', async ({ henderson }) => {
  test.skip(!hasReference('classrooms'), 'the teaching data are not beside the project')
  const window = new AppWindow(henderson)
  const { model } = window
  await window.data.importFile(referencePath('classrooms'))
  await window.goTo('Models')
  await model.setOutcome('score')
  await model.addFixed('edu')
  await model.addGroup('classroom')
  await model.expectEstimate('edu', 0.131193)
  await model.expectCell('Model', 'Log-likelihood (restricted)', 1, -88.8676)

  await model.letVary('edu', 'classroom')
  await model.expectCell('Model', 'Log-likelihood (restricted)', 1, -88.5987)
  await model.expectEstimate('edu', 0.127269)
  const finding = model.finding(/^Warning: .*classroom/)
  await expect(finding).toBeVisible()
  await expect(finding).toContainText(/correlat/)
  await finding.getByRole('button', { name: /Drop the random slope of edu/ }).click()
  await expect(finding).toBeHidden()
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './pages/test'
import { withFolder } from './pages/files'
import { cellText, shownNumber } from './pages/shownTable'
import { AppWindow } from './pages/window'

/** Ratings of many courses by many students, crossed at random: seconds of work for the engine. */
function crossedRatings(path: string, nRows: number, nStudents: number, nCourses: number): void {
  let state = 1
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const students = Array.from({ length: nStudents }, () => normal())
  const courses = Array.from({ length: nCourses }, () => 0.5 * normal())
  const lines = ['rating,hours,student,course']
  for (let row = 0; row < nRows; row++) {
    const student = Math.floor(random() * nStudents)
    const course = Math.floor(random() * nCourses)
    const hours = Math.floor(random() * 20)
    const rating = 3 + 0.1 * hours + (students[student] ?? 0) + (courses[course] ?? 0) + normal()
    lines.push(`${rating.toFixed(4)},${hours},s${student},c${course}`)
  }
  writeFileSync(path, `${lines.join('\n')}\n`)
}

const formula = 'rating ~ hours + (1 | student) + (1 | course)'

test('an engine killed in the middle of a fit is replaced and the result arrives', async ({ henderson }) => {
  test.slow()
  await withFolder(async (folder) => {
    const window = new AppWindow(henderson)
    const path = join(folder, 'ratings.csv')
    crossedRatings(path, 20_000, 1500, 900)
    await window.data.importFile(path)
    await window.goTo('Models')
    await window.model.typeFormula(formula)
    await expect(window.model.fitState).toContainText(/\d+ steps/, { timeout: 20_000 })
    const pid = await henderson.enginePid()
    process.kill(pid ?? 0, 'SIGKILL')
    await expect(
      window.notices.getByText(/The engine stopped unexpectedly and was restarted; nothing was lost/),
    ).toBeVisible()
    await expect.poll(() => henderson.enginePid()).not.toBe(pid)
    await expect(window.model.table('Fixed effects')).toBeVisible({ timeout: 60_000 })
    const hours = shownNumber(cellText(await window.model.read('Fixed effects'), 'hours', 'Estimate'))
    expect(hours.value).toBeCloseTo(0.1, 2)
  })
})

test('a long fit shows its progress, leaves the window usable and can be cancelled', async ({ henderson }) => {
  await withFolder(async (folder) => {
    const window = new AppWindow(henderson)
    const { model, page } = window
    const path = join(folder, 'ratings.csv')
    crossedRatings(path, 20_000, 1500, 900)
    await window.data.importFile(path)
    await window.goTo('Models')
    await model.typeFormula('rating ~ hours + (1 | course)')
    await expect(model.table('Fixed effects')).toBeVisible({ timeout: 20_000 })
    const before = await model.read('Fixed effects')

    await model.typeFormula(formula)
    await expect(model.fitState).toContainText('Fitting…', { timeout: 20_000 })
    await expect(model.table('Fixed effects')).toBeVisible()
    await window.goTo('Data')
    await expect(window.data.columnHeader('rating')).toBeVisible()
    await window.goTo('Models')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(model.fitState).toContainText('Cancelled')
    expect(await model.read('Fixed effects')).toEqual(before)

    await model.typeFormula('rating ~ 1 + (1 | course)')
    await expect(async () => {
      expect((await model.read('Fixed effects')).rows).toHaveLength(1)
    }).toPass({ timeout: 10_000 })
  })
})

import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type HendersonApp } from './pages/test'
import { samplePath, withFolder } from './pages/files'
import { rewriteEntry, withFormatVersion } from './pages/projectFile'
import { AppWindow } from './pages/window'

/** A saved project with one fitted model. */
async function savedProject(app: HendersonApp, path: string): Promise<AppWindow> {
  const window = new AppWindow(app)
  await window.data.importFile(samplePath('sleepstudy'))
  await window.goTo('Models')
  await window.model.typeFormula('Reaction ~ Days + (1 | Subject)')
  await window.model.expectEstimate('Days', 10.46729)
  await window.saveAs(path)
  return window
}

test('files that are no project are refused and leave the present project alone', async ({ henderson }) => {
  await withFolder(async (folder) => {
    const window = await savedProject(henderson, join(folder, 'good.henderson'))
    const hostile: Record<string, Uint8Array | string> = {
      'empty.henderson': '',
      'text.henderson': 'Reaction,Days\n1,2\n',
      'noise.henderson': Uint8Array.from({ length: 5000 }, (_, i) => (i * 2654435761) >>> 24),
      'cut.henderson': readFileSync(join(folder, 'good.henderson')).subarray(0, 900),
    }
    for (const [name, bytes] of Object.entries(hostile)) {
      writeFileSync(join(folder, name), bytes)
      await window.openProject(join(folder, name))
      await expect(window.notices.getByText(`${name} was not opened.`)).toBeVisible()
      await expect(window.projectName).toHaveText('good')
    }
    await window.model.expectEstimate('Days', 10.46729)
    expect(henderson.complaints).toEqual([])
  })
})

test('a damaged project names what is damaged and opens what is whole', async ({ henderson }) => {
  await withFolder(async (folder) => {
    const path = join(folder, 'good.henderson')
    const window = await savedProject(henderson, path)
    const bytes = readFileSync(path)
    // The local header of results.json, 30 bytes and its name; then its data.
    const at = bytes.indexOf('results.json')
    expect(at).toBeGreaterThan(0)
    bytes.fill(0x55, at + 'results.json'.length + 8, at + 'results.json'.length + 40)
    const damaged = join(folder, 'damaged.henderson')
    writeFileSync(damaged, bytes)

    await window.openProject(damaged)
    const dialog = window.dialog(/opened with reservations/)
    await expect(dialog).toContainText('results.json')
    await dialog.getByRole('button', { name: 'OK' }).click()
    await expect(window.projectName).toHaveText('damaged')
    await window.goTo('Models')
    await window.model.expectEstimate('Days', 10.46729)

    await test.step('saving does not write over the damaged file', async () => {
      const copy = join(folder, 'copy.henderson')
      await henderson.chooseOnSave(copy)
      await window.save()
      await expect(window.projectName).toHaveText('copy')
      expect(readFileSync(damaged).equals(bytes)).toBe(true)
    })
  })
})

test('a project of a newer format opens for reading, and saving leaves it alone', async ({ henderson }) => {
  await withFolder(async (folder) => {
    const path = join(folder, 'good.henderson')
    const window = await savedProject(henderson, path)
    const newer = join(folder, 'newer.henderson')
    const bytes = withFormatVersion(readFileSync(path), 99)
    writeFileSync(newer, bytes)
    await window.openProject(newer)
    const dialog = window.dialog('newer.henderson was opened with reservations')
    await expect(dialog).toContainText('saved by a newer version of Henderson (format 99')
    await dialog.getByRole('button', { name: 'OK' }).click()
    await window.goTo('Models')
    await window.model.expectEstimate('Days', 10.46729)
    await henderson.chooseOnSave(null)
    await window.save()
    expect(readFileSync(newer).equals(bytes)).toBe(true)
  })
})

test('stored numbers that do not come out again are named, and stay until the analyst decides', async ({
  henderson,
}) => {
  await withFolder(async (folder) => {
    const path = join(folder, 'good.henderson')
    const window = await savedProject(henderson, path)
    const altered = join(folder, 'altered.henderson')
    const file = rewriteEntry(readFileSync(path), 'results.json', (text) =>
      text.replace(/("name": "Days",\s*"estimate": )10\.467\d*/, '$110.5'),
    )
    writeFileSync(altered, file)
    await window.openProject(altered)
    await expect(window.projectName).toHaveText('altered')
    await window.goTo('Models')
    await window.model.expectEstimate('Days', 10.5)

    await window.goTo('Report')
    await window.page.getByRole('button', { name: 'Recompute and compare…' }).click()
    const dialog = window.dialog('Recompute and compare')
    await dialog.getByRole('button', { name: 'Recompute', exact: true }).click()
    await expect(dialog.getByText('Model 1: one number differs by more than 1×10⁻⁶ of its size.')).toBeVisible()
    const row = dialog.getByRole('row', { name: /Estimate Days/ })
    await expect(row).toContainText('10.5')
    await expect(row).toContainText('10.4672860')
    await dialog.getByRole('button', { name: 'Use the new numbers' }).click()
    await window.goTo('Models')
    await window.model.expectEstimate('Days', 10.46729)
  })
})

test('a target that cannot be written loses nothing and says what to do', async ({ henderson }) => {
  await withFolder(async (folder) => {
    const window = new AppWindow(henderson)
    await window.data.importFile(samplePath('bond'))
    const full = join(folder, 'full disk')
    mkdirSync(full)
    const hasFullDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', full]).status === 0
    if (hasFullDisk) writeFileSync(join(full, 'ballast'), new Uint8Array(4096))
    try {
      const refusals: [string, RegExp][] = [
        [join(folder, 'missing', 'x.henderson'), /its folder is gone. Nothing is lost/],
        ['/proc/x.henderson', /was not saved.* Nothing is lost/],
        ...(hasFullDisk ? [[join(full, 'x.henderson'), /the disk is full. Nothing is lost/] as [string, RegExp]] : []),
      ]
      for (const [target, reason] of refusals) {
        await henderson.chooseOnSave(target)
        await window.save()
        await expect(window.notices.getByText(reason)).toBeVisible()
        await expect(window.saveState).toHaveText('Unsaved changes')
        await window.notices.getByRole('button', { name: 'Dismiss this notice' }).click()
      }
    } finally {
      if (hasFullDisk) spawnSync('umount', [full])
    }
    const path = join(folder, 'at last.henderson')
    await henderson.chooseOnSave(path)
    await window.save()
    await expect(window.saveState).toHaveText('Saved')
    expect(readFileSync(path).length).toBeGreaterThan(500)
  })
})

test('unsaved work is asked about before it would be lost', async ({ launch }) => {
  await withFolder(async (folder) => {
    const app = await launch()
    const window = await savedProject(app, join(folder, 'study.henderson'))
    await window.goTo('Report')
    await window.report.title.fill('Changed')
    await expect(window.saveState).toHaveText('Unsaved changes')

    await app.answerUnsaved('cancel')
    await app.menu('new')
    await expect.poll(() => app.unsavedQuestions()).toBe(1)
    await app.requestClose()
    await expect.poll(() => app.unsavedQuestions()).toBe(2)
    await expect(window.report.title).toHaveValue('Changed')

    await app.answerUnsaved('save')
    await app.menu('new')
    await expect(window.projectName).toHaveText('Untitled project')
    await window.openProject(join(folder, 'study.henderson'))
    await window.goTo('Report')
    await expect(window.report.title).toHaveValue('Changed')
  })
})

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyProject, type ProjectDocument } from '../../src-engine/contract'
import { Lifecycle } from './lifecycle'
import { failure, fileRef, opened, World } from './testing/fakes'

const study: ProjectDocument = { ...emptyProject, name: 'study' }

describe('the lifecycle of a project', () => {
  let world: World
  let lifecycle: Lifecycle

  beforeEach(() => {
    world = new World()
    lifecycle = new Lifecycle(world.ports())
  })

  it('tells the window its name and whether there are unsaved changes', async () => {
    await lifecycle.start()
    world.edit({ name: 'study' })
    expect(world.called('window.setDocument')).toEqual([
      { title: 'Untitled project', dirty: false },
      { title: 'study', dirty: true },
    ])
  })

  it('saves where the user chose, then in the same place', async () => {
    world.host['files.saveProject'] = () => fileRef('study.henderson', 'token-1')
    world.edit({ name: 'study' })
    expect(await lifecycle.save()).toBe(true)
    expect(lifecycle.state).toMatchObject({ dirty: false, name: 'study', file: { token: 'token-1' } })
    world.edit({ name: 'study 2' })
    await lifecycle.save()
    expect(world.called('files.saveProject')).toMatchObject([{ token: null }, { token: 'token-1' }])
  })

  it('asks where when saving under another name', async () => {
    world.host['files.saveProject'] = () => fileRef('study.henderson', 'token-1')
    world.edit({ name: 'study' })
    await lifecycle.save()
    await lifecycle.saveAs()
    expect(world.called('files.saveProject')).toMatchObject([
      { token: null },
      { token: null, suggestedName: 'study.henderson' },
    ])
  })

  it.each(['disk-full', 'no-permission'] as const)('keeps the work unsaved and says why on %s', async (code) => {
    world.host['files.saveProject'] = () => failure(code)
    world.edit({ name: 'study' })
    expect(await lifecycle.save()).toBe(false)
    expect(world.document.name).toBe('study')
    expect(lifecycle.state).toMatchObject({ dirty: true, file: null, activity: 'idle' })
    expect(world.news).toMatchObject([{ kind: 'file-failure', action: 'save', failure: { code } }])
  })

  it('stays unsaved when the user closes the save dialog', async () => {
    world.edit({ name: 'study' })
    expect(await lifecycle.save()).toBe(false)
    expect(lifecycle.state.dirty).toBe(true)
    expect(world.news).toEqual([])
  })

  it('counts changes made during a save as unsaved', async () => {
    world.host['files.saveProject'] = () => {
      world.edit({ name: 'typed meanwhile' })
      return fileRef('study.henderson')
    }
    world.edit({ name: 'study' })
    await lifecycle.save()
    expect(lifecycle.state.dirty).toBe(true)
    expect(world.called('recovery.clear')).toEqual([])
  })

  it('opens a project and replaces the present one', async () => {
    await lifecycle.openFile(opened('study.henderson', study))
    expect(world.document).toEqual(study)
    expect(lifecycle.state).toMatchObject({
      name: 'study',
      dirty: false,
      readOnly: false,
      file: { name: 'study.henderson' },
    })
  })

  it('leaves the present project alone when a file cannot be read', async () => {
    world.edit({ name: 'mine' })
    world.host['window.confirmDiscard'] = () => 'discard'
    await lifecycle.openFile(opened('broken.henderson', null, { notices: [{ code: 'not-a-project', params: {} }] }))
    expect(world.document.name).toBe('mine')
    expect(world.news).toMatchObject([
      { kind: 'not-opened', name: 'broken.henderson', notices: [{ code: 'not-a-project' }] },
    ])
  })

  it.each([
    ['of a newer format', { readOnly: true, notices: [{ code: 'newer-format', params: { version: 9 } }] as const }],
    ['that is damaged', { notices: [{ code: 'entry-damaged', params: { entry: 'results.json' } }] as const }],
  ])('never writes over a file %s', async (_kind, more) => {
    world.host['files.saveProject'] = () => fileRef('copy.henderson')
    await lifecycle.openFile(opened('study.henderson', study, more))
    expect(lifecycle.state.readOnly).toBe(true)
    expect(world.news).toMatchObject([{ kind: 'opened-with-notices', notices: more.notices }])
    await lifecycle.save()
    expect(world.called('files.saveProject')).toMatchObject([{ token: null }])
    expect(lifecycle.state).toMatchObject({ readOnly: false, name: 'copy' })
  })

  it('asks before unsaved work is replaced, and stops when the user cancels', async () => {
    world.edit({ name: 'mine' })
    world.host['window.confirmDiscard'] = () => 'cancel'
    await lifecycle.create()
    await lifecycle.open()
    await lifecycle.openFile(opened('study.henderson', study))
    expect(world.document.name).toBe('mine')
    expect(world.called('window.confirmDiscard')).toHaveLength(3)
    expect(world.called('files.chooseProject')).toEqual([])
  })

  it('does not go on when saving before leaving fails', async () => {
    world.edit({ name: 'mine' })
    world.host['window.confirmDiscard'] = () => 'save'
    world.host['files.saveProject'] = () => failure('disk-full')
    await lifecycle.closeRequested()
    expect(world.called('window.closeNow')).toEqual([])
    expect(lifecycle.state.dirty).toBe(true)
  })

  it('closes at once when nothing is unsaved, and drops the recovery copy', async () => {
    await lifecycle.closeRequested()
    expect(world.called('window.confirmDiscard')).toEqual([])
    expect(
      world.calls.map((call) => call.method).filter((name) => name.startsWith('recovery') || name.endsWith('closeNow')),
    ).toEqual(['recovery.clear', 'window.closeNow'])
  })

  it('runs one request after another', async () => {
    const order: string[] = []
    world.host['files.saveProject'] = async () => {
      await new Promise((resolve) => setTimeout(resolve, 10))
      order.push('saved')
      return fileRef('study.henderson')
    }
    world.engine['project.decode'] = () => {
      order.push('decoded')
      return { document: study, readOnly: false, notices: [] }
    }
    world.edit({ name: 'mine' })
    await Promise.all([lifecycle.save(), lifecycle.openFile(opened('study.henderson', study))])
    expect(order).toEqual(['saved', 'decoded'])
    expect(world.called('window.confirmDiscard')).toEqual([])
  })

  it('names a failure of the engine and becomes usable again', async () => {
    world.engine['project.encode'] = () => Promise.reject(new Error('out of memory'))
    world.edit({ name: 'study' })
    expect(await lifecycle.save()).toBe(false)
    expect(world.news).toMatchObject([{ kind: 'failed', action: 'save', detail: 'out of memory' }])
    expect(lifecycle.state.activity).toBe('idle')
  })

  it('exports the report under its title', async () => {
    world.engine['report.html'] = ({ theme }) => `<p>${theme}</p>`
    world.host['pdf.render'] = ({ html }) => new TextEncoder().encode(`pdf of ${html}`)
    world.host['files.saveExport'] = ({ suggestedName }) => fileRef(suggestedName)
    world.edit({ report: { title: 'Sleep: a/b', author: '', entries: [] } })
    await lifecycle.exportReport('pdf')
    await lifecycle.exportReport('html')
    const [pdf, html] = world.called('files.saveExport') as { suggestedName: string; bytes: Uint8Array }[]
    expect(pdf.suggestedName).toBe('Sleep a b.pdf')
    expect(new TextDecoder().decode(pdf.bytes)).toBe('pdf of <p>print</p>')
    expect(new TextDecoder().decode(html.bytes)).toBe('<p>screen</p>')
    expect(world.news.map((news) => news.kind)).toEqual(['exported', 'exported'])
  })
})

describe('recovery after a crash', () => {
  const found = { name: 'study', savedAt: '2026-01-01T12:34:00Z', bytes: opened('', study).bytes }

  it('offers the unsaved work and keeps every other request waiting for the decision', async () => {
    const world = new World()
    world.host['recovery.read'] = () => found
    const lifecycle = new Lifecycle(world.ports())
    void lifecycle.start()
    const opening = lifecycle.openFile(opened('other.henderson', { ...study, name: 'other' }))
    await vi.waitFor(() => expect(lifecycle.state.recovery).toEqual({ name: 'study', savedAt: found.savedAt }))
    expect(world.document).toBe(emptyProject)
    world.host['window.confirmDiscard'] = () => 'cancel'
    await lifecycle.recover()
    await opening
    expect(world.document.name).toBe('study')
    expect(lifecycle.state).toMatchObject({ dirty: true, file: null, name: 'study', recovery: null })
    expect(world.called('recovery.clear')).toEqual([])
  })

  it('forgets the work when the user does not want it', async () => {
    const world = new World()
    world.host['recovery.read'] = () => found
    const lifecycle = new Lifecycle(world.ports())
    const started = lifecycle.start()
    await vi.waitFor(() => expect(lifecycle.state.recovery).not.toBeNull())
    await lifecycle.discardRecovery()
    await started
    expect(world.called('recovery.clear')).toHaveLength(1)
    expect(world.document).toBe(emptyProject)
  })

  it('keeps the copy for the next start when the window closes without a decision', async () => {
    const world = new World()
    world.host['recovery.read'] = () => found
    const lifecycle = new Lifecycle(world.ports())
    void lifecycle.start()
    await vi.waitFor(() => expect(lifecycle.state.recovery).not.toBeNull())
    await lifecycle.closeRequested()
    expect(world.called('recovery.clear')).toEqual([])
    expect(world.called('window.closeNow')).toHaveLength(1)
  })

  it('writes a copy after changes, and drops it once the work is saved', async () => {
    const world = new World()
    const lifecycle = new Lifecycle(world.ports(), { quietMs: 5, atMostMs: 20 })
    world.host['files.saveProject'] = () => fileRef('study.henderson')
    world.edit({ name: 'study' })
    await vi.waitFor(() => expect(world.called('recovery.write')).toHaveLength(1))
    await lifecycle.save()
    expect(world.called('recovery.clear')).toHaveLength(1)
  })

  it('says so when the copy cannot be written', async () => {
    const world = new World()
    const lifecycle = new Lifecycle(world.ports(), { quietMs: 1, atMostMs: 1 })
    world.host['recovery.write'] = () => failure('disk-full')
    world.edit({ name: 'study' })
    await vi.waitFor(() =>
      expect(world.news).toMatchObject([{ kind: 'autosave-failed', failure: { code: 'disk-full' } }]),
    )
    expect(lifecycle.state.dirty).toBe(true)
  })
})

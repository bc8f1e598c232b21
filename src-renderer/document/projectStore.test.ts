import { describe, expect, it } from 'vitest'
import { defaultModelSpec, type FitResult, type ProjectModel } from '../../src-engine/contract'
import { sayPhrase } from '../i18n/t'
import { addModel, deleteModel, storeResult, updateSpec } from './models/modelCommands'
import { ProjectStore } from './projectStore.svelte'
import { setEntryText, addNote } from './report/reportCommands'
import { setCells } from './tables/cellCommands'
import { renameTable } from './tables/tableCommands'
import { sampleDocument, sampleTable } from './testing'

const model: ProjectModel = { id: 'm', name: 'Model 1', tableId: 't', spec: defaultModelSpec }
const fit = { formula: 'y ~ 1' } as FitResult
const edit = (value: number) =>
  setCells('t', [{ columnId: 'x', rows: [0], cells: { kind: 'numeric', values: [value] } }])

function opened(): ProjectStore {
  const store = new ProjectStore()
  store.load(sampleDocument(), { saved: true })
  return store
}

function days(store: ProjectStore): number | undefined {
  const column = store.table('t')?.table.columns[0]
  return column?.kind === 'numeric' ? column.values[0] : undefined
}

describe('the project store', () => {
  it('undoes and redoes by name', () => {
    const store = opened()
    store.dispatch(edit(7))
    store.dispatch(renameTable(sampleTable(), 'nights'))
    expect(store.history.map(sayPhrase)).toEqual(['edit of a cell', 'renaming of table sleep'])
    store.undo()
    expect(store.undoName && sayPhrase(store.undoName)).toBe('edit of a cell')
    expect(store.redoName && sayPhrase(store.redoName)).toBe('renaming of table sleep')
    store.undo()
    expect(days(store)).toBe(0)
    store.redo()
    expect(days(store)).toBe(7)
  })

  it('never gives two contents of a table the same version', () => {
    const store = opened()
    const seen = new Map<number, number | undefined>()
    const note = (): void => {
      const version = store.table('t')?.table.version ?? -1
      if (seen.has(version)) expect(seen.get(version)).toBe(days(store))
      seen.set(version, days(store))
    }
    note()
    store.dispatch(edit(5))
    note()
    store.undo()
    note()
    store.dispatch(edit(6))
    note()
    store.undo()
    store.dispatch(edit(8))
    note()
    expect(seen.size).toBe(4)
  })

  it('takes no step for a change that changes nothing', () => {
    const store = opened()
    store.dispatch(edit(0))
    expect(store.undoName).toBeNull()
    expect(store.dirty).toBe(false)
  })

  it('knows what differs from the file', () => {
    const store = opened()
    store.dispatch(edit(7))
    expect(store.dirty).toBe(true)
    store.undo()
    expect(store.dirty).toBe(false)
    store.redo()
    const written = store.document
    store.dispatch(edit(9))
    store.markSaved(written)
    expect(store.dirty).toBe(true)
    store.undo()
    expect(store.dirty).toBe(false)
  })

  it('keeps results through undo, and counts only a first result as a change', () => {
    const store = opened()
    store.dispatch(addModel(model))
    store.dispatch(edit(3))
    store.markSaved()
    store.dispatch(storeResult('m', 2, fit))
    expect(store.dirty).toBe(true)
    store.markSaved()
    store.dispatch(storeResult('m', 3, { ...fit }))
    expect(store.dirty).toBe(false)
    store.undo()
    expect(store.result('m')?.tableVersion).toBe(3)
    store.undo()
    expect(store.result('m')).toBeUndefined()
    expect(store.model('m')).toBeUndefined()
  })

  it('brings the result of a deleted model back with it', () => {
    const store = opened()
    store.dispatch(addModel(model))
    store.dispatch(storeResult('m', 1, fit))
    store.dispatch(deleteModel(model))
    expect(store.result('m')).toBeUndefined()
    store.undo()
    expect(store.result('m')?.fit).toBe(fit)
  })

  it('joins quick changes of one control into one step', () => {
    const store = opened()
    store.dispatch(addNote('n', ''))
    store.dispatch(setEntryText('n', 'a'))
    store.dispatch(setEntryText('n', 'ab'))
    store.undo()
    expect(store.document.report.entries).toEqual([{ kind: 'note', id: 'n', text: '' }])
  })

  it('does not join changes across an undo', () => {
    const store = opened()
    store.dispatch(addModel(model))
    store.dispatch(updateSpec(model, { ...defaultModelSpec, formula: 'a' }, 'formula'))
    store.dispatch(updateSpec(model, { ...defaultModelSpec, formula: 'ab' }, 'formula'))
    store.undo()
    store.redo()
    store.dispatch(updateSpec(model, { ...defaultModelSpec, formula: 'abc' }, 'formula'))
    store.undo()
    expect(store.model('m')?.spec.formula).toBe('ab')
  })

  it('goes on after the highest version of a loaded project', () => {
    const store = new ProjectStore()
    const table = { ...sampleTable(), version: 40 }
    store.load(sampleDocument(table), { saved: true })
    store.dispatch(edit(1.5))
    expect(store.table('t')?.table.version).toBe(41)
  })
})

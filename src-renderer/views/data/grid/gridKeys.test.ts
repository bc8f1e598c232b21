import { describe, expect, it } from 'vitest'
import { keyInEditor, keyOnCell } from './gridKeys'

const press = (key: string, ...modifiers: ('ctrl' | 'shift' | 'alt')[]) => ({
  key,
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: false,
  shiftKey: modifiers.includes('shift'),
  altKey: modifiers.includes('alt'),
})

describe('keys on a cell', () => {
  it('type over it, whatever the script', () => {
    expect(keyOnCell(press('7'))).toEqual({ kind: 'edit', text: '7' })
    expect(keyOnCell(press('한'))).toEqual({ kind: 'edit', text: '한' })
    expect(keyOnCell(press('A', 'shift'))).toEqual({ kind: 'edit', text: 'A' })
    expect(keyOnCell(press('F2'))).toEqual({ kind: 'edit', text: null })
  })

  it('leave shortcuts of the application alone', () => {
    for (const key of ['c', 'v', 'x', 'z', 'y', 's', '1']) expect(keyOnCell(press(key, 'ctrl'))).toBeNull()
    expect(keyOnCell(press('F5'))).toBeNull()
    expect(keyOnCell(press('Shift', 'shift'))).toBeNull()
  })

  it('move, run to the edge and extend', () => {
    expect(keyOnCell(press('ArrowDown'))).toEqual({
      kind: 'move',
      move: { by: 'cell', direction: 'down' },
      extend: false,
    })
    expect(keyOnCell(press('ArrowLeft', 'ctrl', 'shift'))).toEqual({
      kind: 'move',
      move: { by: 'edge', direction: 'left' },
      extend: true,
    })
    expect(keyOnCell(press('Tab', 'shift'))).toEqual({
      kind: 'move',
      move: { by: 'previous' },
      extend: false,
    })
  })
})

describe('keys in the editor', () => {
  it('accept the text and go on, or take it back', () => {
    expect(keyInEditor(press('Enter'), false)).toEqual({ kind: 'commit', then: { by: 'cell', direction: 'down' } })
    expect(keyInEditor(press('Tab', 'shift'), false)).toEqual({ kind: 'commit', then: { by: 'previous' } })
    expect(keyInEditor(press('Escape'), true)).toEqual({ kind: 'revert' })
  })

  it('leave the editor by arrows only after typing over', () => {
    expect(keyInEditor(press('ArrowLeft'), true)).toEqual({ kind: 'commit', then: { by: 'cell', direction: 'left' } })
    expect(keyInEditor(press('ArrowLeft'), false)).toBeNull()
  })
})

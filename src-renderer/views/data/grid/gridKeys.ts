import type { Direction, Move } from './selection'

/** What a key asks of the grid. */
export type GridAction =
  | { readonly kind: 'move'; readonly move: Move; readonly extend: boolean }
  | { readonly kind: 'edit'; /** Text that replaces the cell's; null keeps it. */ readonly text: string | null }
  | { readonly kind: 'commit'; readonly then: Move }
  | { readonly kind: 'revert' }
  | { readonly kind: 'clear' | 'selectAll' | 'selectRows' | 'selectColumns' | 'menu' | 'setUp' | 'leave' }

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const arrows: Readonly<Partial<Record<string, Direction>>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Whether a key's name is the character that it types. */
export function isCharacter(key: string): boolean {
  return /^.$/u.test(key)
}

/** What a key means while no cell is edited; null leaves it to others. */
export function keyOnCell(event: Keys): GridAction | null {
  const { key, shiftKey: extend, altKey } = event
  const ctrl = event.ctrlKey || event.metaKey
  const direction = arrows[key]
  if (altKey) {
    if (key === 'ArrowDown') return { kind: 'menu' }
    if (key === 'Enter') return { kind: 'setUp' }
    return null
  }
  if (direction !== undefined) return { kind: 'move', move: { by: ctrl ? 'edge' : 'cell', direction }, extend }
  switch (key) {
    case 'Home':
      return { kind: 'move', move: { by: ctrl ? 'tableStart' : 'rowStart' }, extend }
    case 'End':
      return { kind: 'move', move: { by: ctrl ? 'tableEnd' : 'rowEnd' }, extend }
    case 'PageUp':
      return { kind: 'move', move: { by: 'page', direction: 'up' }, extend }
    case 'PageDown':
      return { kind: 'move', move: { by: 'page', direction: 'down' }, extend }
    case 'Tab':
      return ctrl ? null : { kind: 'move', move: { by: extend ? 'previous' : 'next' }, extend: false }
    case 'Enter':
      return ctrl ? null : { kind: 'move', move: { by: 'cell', direction: extend ? 'up' : 'down' }, extend: false }
    case 'F2':
      return { kind: 'edit', text: null }
    case 'F6':
      return { kind: 'leave' }
    case 'Delete':
      return { kind: 'clear' }
    case 'Process': // an input method starts composing
    case 'Backspace':
      return { kind: 'edit', text: '' }
    case 'ContextMenu':
      return { kind: 'menu' }
    case 'F10':
      return extend ? { kind: 'menu' } : null
    case ' ':
      if (ctrl) return { kind: 'selectColumns' }
      return extend ? { kind: 'selectRows' } : { kind: 'edit', text: ' ' }
    case 'a':
    case 'A':
      if (ctrl) return { kind: 'selectAll' }
  }
  return !ctrl && isCharacter(key) ? { kind: 'edit', text: key } : null
}

/** What a key means inside the editor. `typing`: the editor opened by typing, so arrows leave it as in a spreadsheet. */
export function keyInEditor(event: Keys, typing: boolean): GridAction | null {
  const { key, shiftKey } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  switch (key) {
    case 'Enter':
      return { kind: 'commit', then: { by: 'cell', direction: shiftKey ? 'up' : 'down' } }
    case 'Tab':
      return { kind: 'commit', then: { by: shiftKey ? 'previous' : 'next' } }
    case 'Escape':
      return { kind: 'revert' }
  }
  const direction = arrows[key]
  return typing && !shiftKey && direction !== undefined ? { kind: 'commit', then: { by: 'cell', direction } } : null
}

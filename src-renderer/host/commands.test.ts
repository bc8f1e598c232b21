import { expect, it, vi } from 'vitest'
import { handleCommands, openFile, runCommand } from './commands'

it('a command goes to the part that took it over last', () => {
  const first = vi.fn()
  const second = vi.fn()
  handleCommands({ save: first })
  const leave = handleCommands({ save: second })
  expect(runCommand('save')).toBe(true)
  leave()
  runCommand('save')
  expect([first, second].map((mock) => mock.mock.calls.length)).toEqual([1, 1])
  expect(runCommand('about')).toBe(false)
})

it('a file goes to the first part that knows its kind', () => {
  const data = vi.fn(() => true)
  handleCommands({ openFile: data })
  handleCommands({ openFile: ({ file }) => file.name.endsWith('.henderson') })
  const file = (name: string) => ({ file: { token: '', name, folder: '' }, bytes: new Uint8Array() })
  expect(openFile(file('a.henderson'))).toBe(true)
  expect(data).not.toHaveBeenCalled()
  expect(openFile(file('a.csv'))).toBe(true)
  expect(data).toHaveBeenCalledOnce()
})

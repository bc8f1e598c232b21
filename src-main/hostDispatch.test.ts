import { describe, expect, test, vi } from 'vitest'
import type { HostMethod } from '../src-engine/contract'
import { dispatch, type HostHandlers } from './hostDispatch'
import { hostSchemas } from './hostSchemas'

function recordingHandlers(): { handlers: HostHandlers; calls: [string, unknown][] } {
  const calls: [string, unknown][] = []
  const methods = Object.keys(hostSchemas) as HostMethod[]
  const handlers = Object.fromEntries(
    methods.map((method) => [
      method,
      (params: unknown) => {
        calls.push([method, params])
        return null
      },
    ]),
  ) as unknown as HostHandlers
  return { handlers, calls }
}

describe('a message from the window', () => {
  test('reaches its handler when it is valid', async () => {
    const { handlers, calls } = recordingHandlers()
    await dispatch(handlers, 'theme.set', { theme: 'dark' })
    expect(calls).toEqual([['theme.set', { theme: 'dark' }]])
  })

  test.each([
    ['an unknown method', 'files.delete', null],
    ['a method that objects inherit', 'constructor', null],
    ['a method that is no text', ['theme.get'], null],
    ['a path in place of a token', 'files.open', { token: '/etc/passwd' }],
    ['a field too many', 'theme.set', { theme: 'dark', path: '/etc/passwd' }],
    ['text in place of bytes', 'recovery.write', { name: 'x', bytes: 'x' }],
    ['no parameters where some are needed', 'pdf.render', null],
    ['parameters where none are taken', 'engine.restart', {}],
    ['a sample outside the folder', 'samples.read', { id: '../secret' }],
  ])('with %s is refused before any handler runs', async (_what, method, params) => {
    const { handlers, calls } = recordingHandlers()
    await expect(dispatch(handlers, method, params)).rejects.toThrow('Refused')
    expect(calls).toEqual([])
  })

  test('whose handler fails is answered with the failure', async () => {
    const { handlers } = recordingHandlers()
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const failing: HostHandlers = { ...handlers, 'theme.get': () => Promise.reject(new Error('broken')) }
    await expect(dispatch(failing, 'theme.get', null)).rejects.toThrow('broken')
    expect(stderr).toHaveBeenCalled()
    stderr.mockRestore()
  })
})

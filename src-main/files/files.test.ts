import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { atomicWrite } from './atomicWrite'
import { fileFailure } from './fileFailure'
import { FileTokens } from './fileTokens'
import { RecentFiles } from './recentFiles'
import { Recovery } from './recovery'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'henderson-test-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writing a file', () => {
  test('replaces the old content and leaves nothing else behind', async () => {
    const path = join(folder, 'a.henderson')
    await atomicWrite(path, Buffer.from('old'))
    await atomicWrite(path, Buffer.from('new'))
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['a.henderson'])
  })

  test('keeps the permissions of the file it replaces', async () => {
    const path = join(folder, 'a.henderson')
    writeFileSync(path, 'old')
    chmodSync(path, 0o600)
    await atomicWrite(path, Buffer.from('new'))
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('leaves the target alone and cleans up when it fails', async () => {
    const occupied = join(folder, 'folder')
    await atomicWrite(join(folder, 'a'), Buffer.from('a'))
    rmSync(occupied, { force: true })
    await expect(atomicWrite(join(occupied, 'x'), Buffer.from('x'))).rejects.toThrow('ENOENT')
    const { mkdirSync } = await import('node:fs')
    mkdirSync(occupied)
    writeFileSync(join(occupied, 'inside'), '')
    await expect(atomicWrite(occupied, Buffer.from('x'))).rejects.toThrow()
    expect(readdirSync(folder).sort()).toEqual(['a', 'folder'])
  })
})

test.each([
  ['ENOENT', 'not-found'],
  ['EACCES', 'no-permission'],
  ['ENOSPC', 'disk-full'],
  ['ERR_FS_FILE_TOO_LARGE', 'too-large'],
  ['EIO', 'other'],
])('the system’s %s is reported as %s', (system, code) => {
  expect(fileFailure(Object.assign(new Error('words'), { code: system }))).toEqual({
    failed: true,
    code,
    detail: 'words',
  })
})

test('a token stands for one path, and only tokens that were given out mean anything', () => {
  const tokens = new FileTokens()
  const first = tokens.refer(join(folder, 'a.csv'))
  expect(tokens.refer(join(folder, '.', 'a.csv'))).toEqual(first)
  expect(first).toMatchObject({ name: 'a.csv', folder })
  expect(tokens.pathOf(first.token)).toBe(join(folder, 'a.csv'))
  expect(tokens.pathOf('0'.repeat(32))).toBeNull()
})

describe('recent files', () => {
  const at = (minute: number): Date => new Date(Date.UTC(2025, 0, 1, 0, minute))

  test('are listed newest first, once each, at most twelve, and survive a restart', async () => {
    const store = join(folder, 'recent.json')
    const recent = new RecentFiles(store, () => undefined)
    for (let i = 0; i < 15; i++) await recent.add(join(folder, `f${i}`), at(i))
    await recent.add(join(folder, 'f10'), at(20))
    const names = new RecentFiles(store, () => undefined).list().map((entry) => entry.path.slice(folder.length + 1))
    expect(names).toHaveLength(12)
    expect(names.slice(0, 3)).toEqual(['f10', 'f14', 'f13'])
    expect(new Set(names).size).toBe(12)
  })

  test('say which of them still exist, and can be cleared', async () => {
    let changes = 0
    const recent = new RecentFiles(join(folder, 'recent.json'), () => changes++)
    writeFileSync(join(folder, 'here'), '')
    await recent.add(join(folder, 'gone'), at(0))
    await recent.add(join(folder, 'here'), at(1))
    expect(recent.list().map((entry) => entry.exists)).toEqual([true, false])
    await recent.clear()
    expect(recent.list()).toEqual([])
    expect(changes).toBe(3)
  })

  test('start empty from a damaged list', () => {
    writeFileSync(join(folder, 'recent.json'), '{"no": "list"')
    expect(new RecentFiles(join(folder, 'recent.json'), () => undefined).list()).toEqual([])
  })
})

describe('recovery', () => {
  test('gives back the latest state, after a restart too, until it is cleared', async () => {
    const place = join(folder, 'recovery')
    const recovery = new Recovery(place)
    await Promise.all([
      recovery.write('one', Buffer.from('1'), new Date(0)),
      recovery.write('two', Buffer.from('2'), new Date(1)),
    ])
    const found = await new Recovery(place).read()
    expect(found).toMatchObject({ name: 'two', savedAt: '1970-01-01T00:00:00.001Z' })
    expect(Buffer.from(found?.bytes ?? []).toString()).toBe('2')
    await recovery.clear()
    expect(await recovery.read()).toBeNull()
    expect(existsSync(place)).toBe(false)
  })
})

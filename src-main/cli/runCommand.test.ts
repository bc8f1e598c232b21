import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyProject } from '../../src-engine/contract'
import { encodeProject } from '../../src-engine/project'
import { runCommand } from './runCommand'

let folder: string
let data: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'henderson-cli-'))
  data = join(folder, 'rail.csv')
  const travel = [55, 53, 54, 26, 37, 32, 78, 91, 85, 92, 100, 96, 49, 51, 50, 80, 85, 83]
  writeFileSync(data, `Rail,travel\n${travel.map((y, i) => `r${Math.floor(i / 3) + 1},${y}`).join('\n')}\n`)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const status = await runCommand(args, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
  })
  return { status, ...said }
}

const errorOf = (out: string): { code: string; message: string } =>
  (JSON.parse(out) as { error: { code: string; message: string } }).error

describe('fit --json', () => {
  test('prints one object and nothing else', async () => {
    const { status, out, err } = await run('fit', '--data', data, '--formula', 'travel ~ 1 + (1|Rail)', '--json')
    expect([status, err]).toEqual([0, ''])
    const fit = JSON.parse(out) as Record<string, unknown>
    expect(fit).toMatchObject({
      schema: 'henderson.fit/1',
      criterion: 'REML',
      nObs: 18,
      converged: true,
      fixed: [{ name: '(Intercept)' }],
      random: [{ group: 'Rail', nLevels: 6 }],
    })
    // Pinheiro & Bates 2000, section 1.1: standard deviations 24.805 and 4.0208 by REML.
    expect(fit['sigma']).toBeCloseTo(4.0208, 4)
    expect((fit['random'] as { sd: number[] }[])[0]?.sd[0]).toBeCloseTo(24.805, 3)
  })

  test.each([
    ['a file that is not there', ['--data', 'nowhere.csv', '--formula', 'y ~ 1'], 'file-not-found'],
    ['a variable that the data do not have', ['--formula', 'travel ~ x + (1|Rail)'], 'unknown-variable'],
    ['a factor that the data do not have', ['--formula', 'travel ~ 1', '--factors', 'x'], 'unknown-variable'],
    ['a formula that cannot be read', ['--formula', 'travel ~ (1|'], 'formula-syntax'],
    ['an option that does not exist', ['--formula', 'travel ~ 1', '--metod', 'ML'], 'usage'],
  ])('says in JSON and in one line what is wrong with %s', async (_what, args, code) => {
    const given = args.includes('--data') ? args : ['--data', data, ...args]
    const { status, out, err } = await run('fit', ...given, '--json')
    expect(status).toBe(2)
    expect(errorOf(out).code).toBe(code)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain(errorOf(out).message.slice(0, 20))
  })
})

describe('fit', () => {
  test('prints tables for people', async () => {
    const { status, out } = await run('fit', '--data', data, '--formula', 'travel ~ 1 + (1|Rail)')
    expect(status).toBe(0)
    expect(out).toContain('Fixed effects')
    expect(out).toMatch(/Residual\s+16\.2\s+4\.02/)
  })
})

describe('report', () => {
  test('writes one page that needs nothing beside itself', async () => {
    const path = join(folder, 'report.html')
    const { status, out } = await run('report', '--data', data, '--formula', 'travel ~ 1 + (1|Rail)', '--out', path)
    expect([status, out]).toEqual([0, ''])
    const html = readFileSync(path, 'utf8')
    expect(html).toContain('Fixed effects')
    expect(html).toContain('<svg')
    expect(html).not.toMatch(/<script|(src|href)="https?:/)
  })

  test('takes the page of a project as it was saved', async () => {
    const path = join(folder, 'p.henderson')
    const report = { title: 'T', author: '', date: '2025-01-01', language: 'en', blocks: [] } as const
    const saved = encodeProject(emptyProject, report, { appVersion: '1', savedAt: '2025-01-01T00:00:00Z' })
    writeFileSync(path, saved)
    const out = join(folder, 'page.html')
    expect(await run('report', '--project', path, '--out', out)).toEqual({ status: 0, out: '', err: '' })
    expect(readFileSync(out, 'utf8')).toContain('<title>T</title>')
  })

  test.each([
    ['a file that is no project', 'rail.csv', 'r.html', 'not a Henderson project'],
    ['a place that cannot be written', 'p.henderson', 'no/such/folder.html', 'could not be written'],
  ])('says what is wrong with %s', async (_what, project, out, message) => {
    const { status, err } = await run('report', '--project', join(folder, project), '--out', join(folder, out))
    expect(status).toBe(2)
    expect(err).toContain(message)
  })
})

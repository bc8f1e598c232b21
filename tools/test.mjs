// npm test: types, lint, unit tests, build, and the journeys in the real application; one summary at the end.
// The last line is `N passed, N failed`: unit tests and journeys added up; each other step that fails counts as one failure.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { runJourneys } from './e2e.mjs'
import { findElectronRuntime } from './electronRuntime.mjs'
import { root } from './sources.mjs'
import { distribution } from './systemLibraries.mjs'

/** @typedef {{ name: string, ok: boolean, passed: number, failed: number, skipped: number, seconds: number, detail?: string }} StepResult */

process.env.NO_COLOR = '1'
delete process.env.FORCE_COLOR

const reports = mkdtempSync(join(tmpdir(), 'henderson-reports-'))
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path)

/**
 * @param {string} title
 * @param {() => Promise<{ ok: boolean, passed?: number, failed?: number, skipped?: number, detail?: string }>} work
 * @returns {Promise<StepResult>}
 */
async function step(title, work) {
  const startedAt = performance.now()
  /** @type {Awaited<ReturnType<typeof work>>} */
  let result
  try {
    result = await work()
  } catch (error) {
    result = { ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
  const { ok, passed = 0, skipped = 0, detail } = result
  const failed = result.failed || (ok ? 0 : 1)
  const seconds = (performance.now() - startedAt) / 1000
  if (detail && !ok) console.log(detail)
  return { name: title, ok: ok && failed === 0, passed, failed, skipped, seconds }
}

/**
 * @param {readonly string[]} args Arguments of Node.
 * @param {boolean} [quiet] Keep the output and return it.
 * @returns {Promise<{ code: number, output: string }>}
 */
function node(args, quiet = false) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    child.once('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** @param {readonly string[][]} commands One after the other, all of them. */
async function check(commands) {
  const results = []
  for (const command of commands) results.push(await node(command, true))
  return {
    ok: results.every(({ code }) => code === 0),
    detail: results
      .map(({ output }) => output.trim())
      .join('\n')
      .trim(),
  }
}

async function unit() {
  const file = join(reports, 'unit.json')
  const { code } = await node([
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const brokenFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ one) =>
      one.status === 'failed' && one.assertionResults.length === 0,
  ).length
  return {
    ok: code === 0,
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

async function journeys() {
  const file = join(reports, 'journeys.json')
  const code = await runJourneys([], { HENDERSON_E2E_REPORT: file })
  const { stats } = JSON.parse(readFileSync(file, 'utf8'))
  return { ok: code === 0, passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

const runtime = await findElectronRuntime((line) => console.log(line)).catch((error) => ({
  notice: `no Electron: ${error.message}`,
}))
console.log(`${distribution()}, ${cpus().length} cores; Node ${process.versions.node}; ${runtime.notice}`)

const [types, lint] = await Promise.all([
  step('types', () => check([['tools/typecheck.mjs']])),
  step('lint', () =>
    check([
      [
        bin('eslint/bin/eslint.js'),
        '.',
        '--max-warnings',
        '0',
        '--cache',
        '--cache-location',
        'node_modules/.cache/eslint/',
      ],
      [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '--cache', '.'],
    ]),
  ),
])
const steps = [
  types,
  lint,
  await step('unit', unit),
  await step('build', async () => {
    ensureBuild({ say: () => {}, force: true })
    return { ok: true }
  }),
  await step('journeys', journeys),
]
rmSync(reports, { recursive: true, force: true })

console.log('')
for (const { name, ok, passed, failed, skipped, seconds } of steps) {
  const counts =
    passed + failed + skipped > 0 ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` : ''
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(9)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${counts}`.trimEnd())
}
const total = (/** @type {'passed' | 'failed'} */ key) => steps.reduce((sum, one) => sum + one[key], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exit(steps.every(({ ok }) => ok) ? 0 : 1)

// How long the application takes from its start to its first painted window, against an empty Electron window.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from '../build.mjs'
import { prepareElectron } from '../prepareElectron.mjs'

const nRuns = 7
const limit = 3

/** @returns {Promise<boolean>} Whether the application starts within the limit. */
export async function benchStart() {
  const electron = await prepareElectron()
  const folders = { empty: join(import.meta.dirname, 'emptyApp'), Henderson: ensureBuild() }
  const times = { empty: /** @type {number[]} */ ([]), Henderson: /** @type {number[]} */ ([]) }
  const profiles = mkdtempSync(join(tmpdir(), 'henderson-start-'))
  try {
    for (let run = 0; run <= nRuns; run++) {
      for (const name of /** @type {const} */ (['empty', 'Henderson'])) {
        const ms = await startOnce(electron, folders[name], join(profiles, name))
        if (run > 0) times[name].push(ms)
      }
    }
  } finally {
    electron.stop()
    rmSync(profiles, { recursive: true, force: true, maxRetries: 5 })
  }
  const ratio = median(times.Henderson) / median(times.empty)
  for (const [name, all] of Object.entries(times)) {
    console.log(
      `start ${name.padEnd(10)} median ${median(all).toFixed(0)} ms  (${Math.min(...all)}–${Math.max(...all)} ms, ${all.length} runs)`,
    )
  }
  console.log(`start ratio to an empty window: ${ratio.toFixed(2)} (limit ${limit})`)
  return ratio < limit
}

/**
 * @param {import('../prepareElectron.mjs').PreparedElectron} electron
 * @param {string} folder
 * @param {string} profile
 * @returns {Promise<number>} Milliseconds until the first paint.
 */
function startOnce(electron, folder, profile) {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now()
    const hook = join(import.meta.dirname, 'firstPaint.cjs')
    const child = spawn(
      electron.runtime.executable,
      [...electron.flags, `--user-data-dir=${profile}`, '-r', hook, folder],
      { stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 },
    )
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('exit', () => {
      const painted = /first-paint (\d+)/.exec(output)
      if (painted) resolve(Number(painted[1]) - startedAt)
      else reject(new Error(`${folder} ended without painting a window.`))
    })
  })
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

// npm run test:e2e: prepares Electron, builds, and runs the journeys. Arguments go to Playwright.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { prepareElectron } from './prepareElectron.mjs'
import { root } from './sources.mjs'

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} Exit code.
 */
export async function runJourneys(args, env = {}) {
  const electron = await prepareElectron()
  process.env.HENDERSON_APP = ensureBuild()
  const child = spawn(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const code = await new Promise((resolve) => child.once('exit', (status) => resolve(status ?? 1)))
  electron.stop()
  return code
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.exit(await runJourneys(process.argv.slice(2)))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

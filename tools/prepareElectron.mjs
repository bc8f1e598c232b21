// All that has to be there before Electron can run: the runtime, the system libraries, a display.
import { spawnSync } from 'node:child_process'
import { ensureDisplay, needsVirtualDisplay } from './display.mjs'
import { findElectronRuntime } from './electronRuntime.mjs'
import { ensureSystemLibraries } from './systemLibraries.mjs'

/**
 * @typedef {object} PreparedElectron
 * @property {import('./electronRuntime.mjs').ElectronRuntime} runtime
 * @property {string[]} flags Switches that the runtime needs on this machine.
 * @property {() => void} stop Stops what was started (the virtual display).
 */

/**
 * Prepares Electron and sets the environment of this process so that Playwright, electron-vite and the `electron` package find it.
 * @param {(line: string) => void} [say]
 * @returns {Promise<PreparedElectron>}
 */
export async function prepareElectron(say = (line) => console.error(line)) {
  const runtime = await findElectronRuntime(say)
  say(runtime.notice)
  ensureSystemLibraries(runtime.executable, needsVirtualDisplay(), say)
  const stop = await ensureDisplay(say)
  const flags = sandboxFlags(say)
  delete process.env.ELECTRON_RUN_AS_NODE
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder
  process.env.ELECTRON_EXEC_PATH = runtime.executable
  process.env.HENDERSON_ELECTRON_FLAGS = flags.join(' ')
  return { runtime, flags, stop }
}

/** @param {(line: string) => void} say */
function sandboxFlags(say) {
  if (process.platform !== 'linux') return []
  if (process.getuid?.() === 0) {
    say('Running as root: Chromium’s process sandbox is off (--no-sandbox).')
    return ['--no-sandbox']
  }
  if (spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status !== 0) {
    say('This system forbids user namespaces: Chromium’s process sandbox is off (--no-sandbox).')
    return ['--no-sandbox']
  }
  return []
}

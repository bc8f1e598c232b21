// A display for Electron: the one that is there, or a virtual one.
import { spawn } from 'node:child_process'

/** Whether a virtual display has to be started. */
export function needsVirtualDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/**
 * Starts Xvfb on a free display number where there is no display, and sets DISPLAY for this process and its children.
 * @param {(line: string) => void} say
 * @returns {Promise<() => void>} Stops the virtual display.
 */
export async function ensureDisplay(say) {
  if (!needsVirtualDisplay()) return () => {}
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2560x1600x24', '-nolisten', 'tcp', '-dpi', '96'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const number = await displayNumber(child)
  process.env.DISPLAY = `:${number}`
  say(`No display: a virtual one (Xvfb :${number}) is used.`)
  const stop = () => {
    child.kill()
    delete process.env.DISPLAY
  }
  process.once('exit', stop)
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      stop()
      process.kill(process.pid, signal)
    })
  }
  child.unref()
  for (const stream of [child.stderr, child.stdio[3]]) /** @type {import('node:net').Socket} */ (stream).unref()
  return stop
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
function displayNumber(child) {
  return new Promise((resolve, reject) => {
    let complaint = ''
    child.stderr?.on('data', (chunk) => (complaint += chunk))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Xvfb did not start (exit ${code}): ${complaint.trim()}`)))
    child.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()))
  })
}

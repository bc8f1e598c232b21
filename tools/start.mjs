// npm start: prepares Electron, builds what is out of date, opens the application.
import { spawn } from 'node:child_process'
import { ensureBuild } from './build.mjs'
import { prepareElectron } from './prepareElectron.mjs'

try {
  const electron = await prepareElectron()
  const folder = ensureBuild()
  const child = spawn(electron.runtime.executable, [...electron.flags, folder, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => {
    electron.stop()
    process.exit(code ?? 1)
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

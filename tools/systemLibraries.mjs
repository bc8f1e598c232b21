// Finds the system libraries, the virtual display and the font that Electron needs on Linux and that are not there.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Debian package of each shared library. */
const packageOfLibrary = /** @type {Record<string, string>} */ ({
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libgdk_pixbuf-2.0.so.0': 'libgdk-pixbuf-2.0-0',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libexpat.so.1': 'libexpat1',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libXss.so.1': 'libxss1',
  'libXtst.so.6': 'libxtst6',
})

/** Libraries that Electron opens while it runs, so that `ldd` does not name them. */
const openedAtRunTime = ['libgtk-3.so.0', 'libXss.so.1', 'libXtst.so.6']

const fontFolders = ['/usr/share/fonts', '/usr/local/share/fonts']

/**
 * @param {string} executable
 * @param {boolean} needsVirtualDisplay
 * @returns {{ packages: string[], unknown: string[] }} Debian packages to install, and libraries whose package is not known here.
 */
export function missingSystemLibraries(executable, needsVirtualDisplay) {
  const packages = new Set(/** @type {string[]} */ ([]))
  const unknown = new Set(/** @type {string[]} */ ([]))
  for (const library of missingLibraries(executable)) {
    const name = packageOfLibrary[library]
    if (name) packages.add(name)
    else unknown.add(library)
  }
  if (needsVirtualDisplay && !onPath('Xvfb')) packages.add('xvfb').add('xauth')
  if (!fontFolders.some(holdsFont)) packages.add('fonts-dejavu-core')
  return { packages: [...packages].sort(), unknown: [...unknown].sort() }
}

/**
 * Installs what is missing when running as root on Debian or Ubuntu; otherwise says which command does.
 * @param {string} executable
 * @param {boolean} needsVirtualDisplay
 * @param {(line: string) => void} say
 * @throws where something is missing and cannot be installed; the message has the one command.
 */
export function ensureSystemLibraries(executable, needsVirtualDisplay, say) {
  if (process.platform !== 'linux') return
  const missing = missingSystemLibraries(executable, needsVirtualDisplay)
  if (missing.packages.length === 0 && missing.unknown.length === 0) return
  const names = [...missing.packages, ...missing.unknown].join(' ')
  if (!onPath('apt-get')) {
    throw new Error(`Electron needs system libraries that are not installed (Debian's names): ${names}`)
  }
  const isRoot = process.getuid?.() === 0
  if (isRoot && missing.packages.length > 0) {
    say(`Installing the system packages that Electron needs: ${missing.packages.join(' ')}`)
    apt(['update'])
    apt(['install', '-y', '--no-install-recommends', ...missing.packages.map(availableName)])
  }
  const left = missingSystemLibraries(executable, needsVirtualDisplay)
  if (left.unknown.length > 0) {
    throw new Error(`Electron needs shared libraries that are not installed: ${left.unknown.join(' ')}`)
  }
  if (left.packages.length > 0) {
    throw new Error(
      'Electron needs system packages that are not installed. This command installs them:\n' +
        `  sudo apt-get install -y ${left.packages.map(availableName).join(' ')}`,
    )
  }
}

/** @param {string} executable */
function missingLibraries(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  const linked = [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
  const cache = spawnSync(onPath('ldconfig') ?? '/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? ''
  return new Set([...linked, ...openedAtRunTime.filter((library) => !cache.includes(library))])
}

/** Newer releases renamed some packages when `time_t` became 64 bits wide. @param {string} name */
function availableName(name) {
  const renamed = `${name}t64`
  return spawnSync('apt-cache', ['show', renamed], { stdio: 'ignore' }).status === 0 ? renamed : name
}

/** @param {string[]} args */
function apt(args) {
  const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) {
    throw new Error(
      `apt-get ${args.join(' ')} failed:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-5).join('\n')}`,
    )
  }
}

/**
 * @param {string} command
 * @returns {string | null}
 */
export function onPath(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path)) ?? null
}

/** @param {string} folder @returns {boolean} */
function holdsFont(folder) {
  if (!existsSync(folder)) return false
  return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc|pfb)$/i.test(String(name)))
}

/** Name of the distribution, for test output. */
export function distribution() {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform
  } catch {
    return process.platform
  }
}

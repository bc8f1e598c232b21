// Builds the application unless the build at hand is newer than every source.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isFresh, root } from './sources.mjs'

const sources = [
  'src-engine',
  'src-main',
  'src-renderer',
  'package.json',
  'electron.vite.config.ts',
  'svelte.config.js',
  'tsconfig.base.json',
]

const products = ['main/index.js', 'main/engine.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html']

/**
 * @param {{ say?: (line: string) => void, force?: boolean }} [options]
 * @returns {string} The folder to give to Electron. HENDERSON_OUT_DIR puts the build elsewhere than `out/`.
 * @throws where the build fails.
 */
export function ensureBuild({ say = (line) => console.error(line), force = false } = {}) {
  const out = resolve(root, process.env.HENDERSON_OUT_DIR ?? 'out')
  const whole = products.every((product) => existsSync(join(out, product)))
  if (force || !whole || !isFresh(join(out, 'build-stamp'), sources)) {
    say('Building the application …')
    // A folder outside the project is not emptied by the bundler.
    for (const part of ['main', 'preload', 'renderer']) rmSync(join(out, part), { recursive: true, force: true })
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
      { cwd: root, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`.trimEnd())
    checkSyntax(join(out, 'main'))
    writeFileSync(join(out, 'build-stamp'), '')
  }
  return out === join(root, 'out') ? root : asApplication(out)
}

/**
 * Minified chunks get a shim of `require` put before them, which has once declared a name twice: every module must parse.
 * @param {string} folder
 */
function checkSyntax(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const { status, stderr } = spawnSync(process.execPath, ['--check', '--input-type=module'], {
      input: readFileSync(join(folder, name)),
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`The build made a module that does not parse: ${name}\n${stderr.slice(-400)}`)
  }
}

/** A build outside the project becomes an application folder of its own. @param {string} out */
function asApplication(out) {
  mkdirSync(out, { recursive: true })
  writeFileSync(
    join(out, 'package.json'),
    JSON.stringify({
      name: 'henderson',
      productName: 'Henderson',
      version: '0.1.0',
      type: 'module',
      main: 'main/index.js',
    }),
  )
  if (!existsSync(join(out, 'resources'))) symlinkSync(join(root, 'resources'), join(out, 'resources'))
  return out
}

if (process.argv[1] === import.meta.filename) {
  try {
    ensureBuild({ force: true })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

// Type-checks every part with its own tsconfig: one part cannot lean on another's globals.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path)
const tsc = bin('typescript/bin/tsc')
const svelteCheck = bin('svelte-check/bin/svelte-check')

/** @type {{ name: string, command: string[] }[]} */
const checks = [
  'src-engine/tsconfig.json',
  'src-engine/tsconfig.test.json',
  'src-main/tsconfig.json',
  'src-main/tsconfig.preload.json',
  'e2e/tsconfig.json',
  'tools/tsconfig.json',
  'tools/bench/tsconfig.json',
].map((project) => ({ name: project, command: [tsc, '-p', project] }))
checks.push({
  name: 'src-renderer/tsconfig.json',
  command: [svelteCheck, '--tsconfig', 'src-renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
})

let failed = 0
for (const { name, command } of checks) {
  if (!existsSync(join(root, name))) throw new Error(`${name} is missing`)
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} types: ${name}`)
  if (status !== 0) failed++
}
process.exit(failed ? 1 : 0)

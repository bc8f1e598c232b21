// The command line. Runs the built one, or bundles it first where a source is newer.
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isFresh, root } from './sources.mjs'

const sources = ['src-engine', 'src-main/cli.ts', 'src-main/cli', 'src-main/files', 'package.json']

/** @returns {Promise<string>} */
async function freshBundle() {
  const built = join(root, 'out/main/cli.js')
  if (isFresh(built, sources)) return built
  const bundle = join(root, 'out/cli/cli.mjs')
  if (!isFresh(bundle, sources)) await bundleTo(bundle)
  return bundle
}

/** Written beside its place and renamed, so that two runs at once do not disturb each other. @param {string} path */
async function bundleTo(path) {
  const { build } = await import('vite')
  mkdirSync(dirname(dirname(path)), { recursive: true })
  const folder = mkdtempSync(`${dirname(path)}.part-`)
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(root, 'src-main/cli.ts'),
        outDir: folder,
        target: 'node20.18',
        minify: true,
        rollupOptions: { output: { format: 'es', entryFileNames: 'cli.mjs', codeSplitting: false } },
      },
    })
    mkdirSync(dirname(path), { recursive: true })
    renameSync(join(folder, 'cli.mjs'), path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await import(pathToFileURL(await freshBundle()).href)

// Loader of an application folder, packed as resources/default_app.asar into the substitute runtime.
// It honours `-r module` and the first argument that is not a switch.
import { app } from 'electron'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const args = process.argv.slice(1)
const preloads = []
let folder = null
for (let i = 0; i < args.length; i++) {
  if (args[i] === '-r' || args[i] === '--require') preloads.push(args[++i])
  else if (!args[i].startsWith('-')) {
    folder = path.resolve(args[i])
    break
  }
}

if (folder === null) {
  console.error('Give the folder of the application.')
  app.exit(2)
} else {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
  for (const preload of preloads) require(path.resolve(preload))
  const manifest = fs.statSync(folder).isDirectory()
    ? JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
    : {}
  if (manifest.version) app.setVersion(manifest.version)
  const name = manifest.productName ?? manifest.name
  if (name) app.name = name
  const main = manifest.main ? path.join(folder, manifest.main) : require.resolve(folder)
  app.setAppPath(manifest.main ? folder : path.dirname(main))
  await import(pathToFileURL(main).href)
}

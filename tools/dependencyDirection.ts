import { readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** Who may import whom. Test code may look anywhere; the product may not. */

const leaves = ['linalg', 'math', 'optimize']
const stages = ['data', 'formula', 'model', 'objective', 'fit', 'inference', 'diagnostics', 'report', 'project']
/** Presentation without statistics: what the window may use of the report stage. */
const presentation = ['report/messages', 'report/format', 'report/plots']
const windowMayImport = ['contract', 'formula', ...presentation]
/** The two files of main that run the engine. */
const engineHosts = /^src-main\/(engine\/engineEntry\.ts|cli\.ts|cli\/.*)$/
const notForTheEngine = /^(electron|svelte|ag-grid-community|pdfjs-dist|vitest|playwright)(\/|$)/

export interface Import {
  /** Path of the importing file from the root. */
  readonly from: string
  /** Path from the root for a file of ours, else the package's specifier. */
  readonly to: string
  readonly isPackage: boolean
}

/** Every import of the product's sources: static, dynamic, type-only and re-exported. */
export function collectImports(root: string): Import[] {
  return ['src-engine', 'src-main', 'src-renderer']
    .flatMap((folder) => sourceFiles(join(root, folder)))
    .flatMap((path) => importsOf(root, path))
}

/** @returns a sentence for each import that goes against the direction; empty when all are well. */
export function violations(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const why = one.isPackage ? packageProblem(one) : pathProblem(one)
    return why === null ? [] : [`${one.from} imports ${one.to}: ${why}`]
  })
}

function packageProblem({ from, to }: Import): string | null {
  const isNode = to.startsWith('node:') || builtinModules.includes(to)
  if (from.startsWith('src-engine/') && (isNode || notForTheEngine.test(to))) return 'the engine is pure TypeScript'
  if (from.startsWith('src-renderer/') && (isNode || to === 'electron')) return 'the window is sandboxed'
  return null
}

function pathProblem({ from, to }: Import): string | null {
  const fromPart = firstFolder(from)
  const toPart = firstFolder(to)
  if (toPart === 'src-engine') {
    const target = to.slice('src-engine/'.length)
    if (fromPart === 'src-engine') return engineProblem(from.slice('src-engine/'.length), target)
    if (fromPart === 'src-main') {
      return engineHosts.test(from) || isWithin(target, ['contract']) ? null : 'main uses the contract only'
    }
    return isWithin(target, windowMayImport) ? null : `the window uses ${windowMayImport.join(', ')} only`
  }
  if (fromPart === toPart) return null
  return to.endsWith('.json') && !to.includes('/') ? null : `${fromPart} does not import ${toPart}`
}

function engineProblem(from: string, to: string): string | null {
  if (isWithin(from, ['contract'])) return isWithin(to, ['contract']) ? null : 'the contract imports nothing'
  if (isWithin(to, ['contract'])) return null
  if (!from.includes('/')) return null
  if (![...leaves, ...stages].includes(firstFolder(to))) return 'a stage does not import what binds the stages'
  const fromStage = firstFolder(from)
  const toStage = firstFolder(to)
  if (isWithin(from, presentation)) {
    return isWithin(to, ['formula', ...presentation]) ? null : 'presentation uses the contract and formula only'
  }
  if (fromStage === toStage) return null
  if (fromStage === 'formula') return 'formula uses the contract only'
  if (leaves.includes(fromStage)) return `${fromStage} is a leaf`
  if (leaves.includes(toStage)) return null
  if (!stages.includes(fromStage) || !stages.includes(toStage)) return 'the design knows no such stage'
  return stages.indexOf(toStage) < stages.indexOf(fromStage) ? null : `${toStage} comes after ${fromStage}`
}

function importsOf(root: string, path: string): Import[] {
  const text = readFileSync(path, 'utf8')
  const code = path.endsWith('.svelte') ? scriptsOf(text) : text
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => {
    const from = relative(root, path)
    return fileName.startsWith('.')
      ? { from, to: relative(root, resolve(dirname(path), fileName)), isPackage: false }
      : { from, to: fileName, isPackage: true }
  })
}

function scriptsOf(svelte: string): string {
  return [...svelte.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return name === 'testing' ? [] : sourceFiles(path)
    return /\.(ts|svelte)$/.test(name) && !/\.(test|d)\.ts$/.test(name) ? [path] : []
  })
}

function firstFolder(path: string): string {
  return path.split('/', 1).join()
}

function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
}

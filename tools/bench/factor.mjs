// Operations, memory and times of the sparse and dense factorisations, on the crossed design of the course evaluations
// where its file is at hand and on simulated ones.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from '../sources.mjs'

/** @typedef {import('../../src-engine/linalg/bench/factorisation')} Module */
/** @typedef {import('../../src-engine/linalg/bench/factorisation').Codes} Codes */

const evaluations = join(root, '../shared/reference/data/insteval.csv')

/** @returns {Promise<boolean>} */
export async function benchFactor() {
  const folder = mkdtempSync(join(tmpdir(), 'henderson-bench-'))
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: join(root, 'src-engine/linalg/bench/factorisation.ts'),
        outDir: folder,
        emptyOutDir: false,
        target: 'node20.18',
        rollupOptions: { output: { format: 'es', entryFileNames: 'bench.mjs' } },
      },
    })
    print(await import(pathToFileURL(join(folder, 'bench.mjs')).href))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return true
}

/** @param {Module} bench */
function print({ schurPattern, timeDenseKernel, timeFactorisation }) {
  for (const kernels of /** @type {const} */ (['plain', 'simd'])) {
    console.log(`dense Cholesky kernel, n = 800, ${kernels}: ${timeDenseKernel(800, kernels, 10).toFixed(1)} ms`)
  }
  /** @type {import('../../src-engine/linalg/bench/factorisation').FactorTimings[]} */
  const rows = []
  if (existsSync(evaluations)) {
    const { s, d, dept } = readCodes(evaluations, ['s', 'd', 'dept'])
    const pattern = schurPattern(s, [d, dept])
    for (const structure of /** @type {const} */ (['sparse', 'dense'])) {
      for (const kernels of /** @type {const} */ (['plain', 'simd'])) {
        rows.push(timeFactorisation('course evaluations', pattern, structure, kernels, 10))
      }
    }
  } else {
    console.log('The course evaluations are not at hand; only simulated designs are measured.')
  }
  for (const nSecond of [2000, 5000, 10000]) {
    const { first, second } = simulateCrossed(3 * nSecond, nSecond, 3)
    rows.push(timeFactorisation(`simulated ${nSecond}`, schurPattern(first, [second]), 'sparse', 'simd', 2))
  }
  console.table(
    rows.map(({ name, ...figures }) => ({
      name,
      ...Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, Number(value.toPrecision(4))])),
    })),
  )
}

/** @param {string} path @param {string[]} names @returns {Record<string, Codes>} */
function readCodes(path, names) {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const places = names.map((name) => header.split(',').indexOf(name))
  /** @type {Map<string, number>[]} */
  const levels = names.map(() => new Map())
  const codes = names.map(() => new Int32Array(lines.length))
  lines.forEach((line, i) => {
    const cells = line.split(',')
    places.forEach((place, f) => {
      const level = cells[place]
      if (!levels[f].has(level)) levels[f].set(level, levels[f].size)
      codes[f][i] = levels[f].get(level) ?? -1
    })
  })
  return Object.fromEntries(names.map((name, f) => [name, { codes: codes[f], nLevels: levels[f].size }]))
}

/**
 * Two crossed factors: each level of the first meets a few neighbours of one place in the second, and now and then a
 * level from anywhere.
 * @param {number} nFirst @param {number} nSecond @param {number} perLevel
 * @returns {{ first: Codes, second: Codes }}
 */
function simulateCrossed(nFirst, nSecond, perLevel) {
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const first = new Int32Array(nFirst * perLevel)
  const second = new Int32Array(nFirst * perLevel)
  for (let i = 0; i < first.length; i++) {
    const level = Math.floor(i / perLevel)
    const home = Math.floor((level / nFirst) * nSecond)
    first[i] = level
    second[i] = next() < 0.02 ? Math.floor(next() * nSecond) : (home + Math.floor(next() * 40)) % nSecond
  }
  return { first: { codes: first, nLevels: nFirst }, second: { codes: second, nLevels: nSecond } }
}

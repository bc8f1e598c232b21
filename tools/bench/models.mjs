// Times of whole fits, on the reference data where they are at hand and on simulated ones; beside lme4 in the same run
// where R has it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from '../sources.mjs'

/** @typedef {import('../../src-engine/fit/bench/models')} Module */
/** @typedef {import('../../src-engine/contract/columns').DataTable} DataTable */

/**
 * @typedef {object} Model
 * @property {string} name
 * @property {() => DataTable} table
 * @property {string} formula
 * @property {number} nRuns
 * @property {import('../../src-engine/contract/modelSpec').DfMethod} [dfMethod]
 * @property {number} [target] our time must be at most lme4's divided by this
 */

const data = join(root, '../shared/reference/data')

/** @returns {Promise<boolean>} */
export function benchModels() {
  return bench(models)
}

/** How time and memory grow with rows, levels and crossed size. @returns {Promise<boolean>} */
export function benchGrowth() {
  return bench(growth)
}

/** @param {(engine: Module) => Model[]} choose @returns {Promise<boolean>} */
async function bench(choose) {
  const folder = mkdtempSync(join(tmpdir(), 'henderson-bench-'))
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(root, 'src-engine/fit/bench/models.ts'),
        outDir: folder,
        emptyOutDir: false,
        target: 'node20.18',
        rollupOptions: { output: { format: 'es', entryFileNames: 'bench.mjs' } },
      },
    })
    await run(await import(pathToFileURL(join(folder, 'bench.mjs')).href), choose, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return true
}

/** @param {Module} engine @param {(engine: Module) => Model[]} choose @param {string} folder */
async function run(engine, choose, folder) {
  const hasLme4 = spawnSync('Rscript', ['-e', 'library(lme4)'], { encoding: 'utf8' }).status === 0
  if (!hasLme4) console.log('R with lme4 is not at hand: times are printed without ratios.')
  /** @type {Record<string, string | number>[]} */
  const rows = []
  for (const model of choose(engine)) {
    const table = model.table()
    const dfMethod = model.dfMethod ?? 'satterthwaite'
    const time = await engine.timeFit(model.name, table, { formula: model.formula, dfMethod }, model.nRuns)
    /** @type {Record<string, string | number>} */
    const row = {
      model: model.name,
      rows: time.nObs,
      'median, ms': round(time.medianMs),
      'fastest, ms': round(time.fastestMs),
      'slowest, ms': round(time.slowestMs),
      evaluations: time.nEvaluations,
      'heap, MB': round(process.memoryUsage().rss / 1e6),
    }
    if (hasLme4 && model.target !== undefined) {
      const seconds = timeLme4(table, model.formula, folder)
      row['lme4, ms'] = round(1000 * seconds)
      row['lme4 / ours'] = round((1000 * seconds) / time.medianMs)
      row['wanted'] = model.target
    }
    rows.push(row)
    console.log(`${model.name}: ${row['median, ms']} ms`)
  }
  console.table(rows)
}

/** @param {number} x */
const round = (x) => Number(x.toPrecision(4))

/** @param {Module} engine @returns {Model[]} */
function models({ simulateSlopes, simulateNested, tableFromTexts }) {
  /** @param {string} name @param {string[]} factors */
  const reference = (name, factors) => () => tableFromTexts(readColumns(join(data, `${name}.csv`)), factors)
  const evaluations = reference('insteval', ['s', 'd', 'service', 'dept'])
  /** @type {Model[]} */
  const withData = [
    {
      name: 'sleepstudy',
      table: reference('sleepstudy', ['Subject']),
      formula: 'Reaction ~ Days + (Days | Subject)',
      nRuns: 50,
      target: 1,
    },
    {
      name: 'Penicillin',
      table: reference('penicillin', ['plate', 'sample']),
      formula: 'diameter ~ 1 + (1 | plate) + (1 | sample)',
      nRuns: 50,
      target: 1,
    },
    {
      name: 'Pastes',
      table: reference('pastes', ['batch', 'cask']),
      formula: 'strength ~ 1 + (1 | batch / cask)',
      nRuns: 50,
      target: 1,
    },
    {
      name: 'Machines, maximal',
      table: reference('machines', ['Worker', 'Machine']),
      formula: 'score ~ Machine + (0 + Machine | Worker)',
      nRuns: 50,
      target: 1,
    },
    {
      name: 'InstEval, three crossed',
      table: evaluations,
      formula: 'y ~ service + (1 | s) + (1 | d) + (1 | dept)',
      nRuns: 3,
      target: 12,
    },
    {
      name: 'InstEval, dept:service',
      table: evaluations,
      formula: 'y ~ service + (1 | s) + (1 | d) + (1 | dept:service)',
      nRuns: 3,
      target: 8,
    },
  ]
  if (!existsSync(data)) console.log('The reference data are not at hand; only simulated data are measured.')
  const slopes = 'y ~ x + (x | g)'
  return [
    ...(existsSync(data) ? withData : []),
    {
      name: '1e6 rows, (x | g), 1e4 groups',
      table: () => simulateSlopes(1e6, 1e4, 1),
      formula: slopes,
      nRuns: 3,
      target: 25,
    },
    {
      name: '1e6 rows, (1 | g), 1e4 groups',
      table: () => simulateSlopes(1e6, 1e4, 1),
      formula: 'y ~ x + (1 | g)',
      nRuns: 3,
      target: 10,
    },
    {
      name: '1e5 rows, (x | g), 1e4 groups',
      table: () => simulateSlopes(1e5, 1e4, 1),
      formula: slopes,
      nRuns: 5,
      target: 15,
    },
    {
      name: 'Kenward–Roger, 2,410 in 131',
      table: () => simulateNested(31022, 2410, 131, 1),
      formula: 'y ~ x + z + (1 | c / s)',
      dfMethod: 'kenward-roger',
      nRuns: 3,
    },
  ]
}

/** @param {Module} engine @returns {Model[]} */
function growth({ simulateSlopes, simulateCrossed }) {
  const slopes = 'y ~ x + (x | g)'
  return [
    // Expected: linear in rows, linear in levels, cubic in the size of a crossed pair.
    ...[1e4, 1e5, 1e6, 1e7].map((n) => ({
      name: `rows ${n}, 1,000 groups`,
      table: () => simulateSlopes(n, 1000, 2),
      formula: slopes,
      nRuns: 1,
    })),
    ...[1e2, 1e3, 1e4, 1e5].map((g) => ({
      name: `2e5 rows, ${g} groups`,
      table: () => simulateSlopes(2e5, g, 3),
      formula: slopes,
      nRuns: 1,
    })),
    ...[250, 500, 1000, 2000].map((q) => ({
      name: `5e4 rows, ${2 * q} × ${q} crossed`,
      table: () => simulateCrossed(5e4, 2 * q, q, 4),
      formula: 'y ~ 1 + (1 | a) + (1 | b)',
      nRuns: 1,
    })),
  ]
}

/** @param {string} path @returns {Record<string, string[]>} */
function readColumns(path) {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const rows = lines.map((line) => line.split(','))
  return Object.fromEntries(header.split(',').map((name, j) => [name, rows.map((row) => row[j])]))
}

/** Seconds of `lmer()` alone. @param {DataTable} table @param {string} formula @param {string} folder @returns {number} */
function timeLme4(table, formula, folder) {
  const path = join(folder, 'data.csv')
  const columns = table.columns.map((c) =>
    c.kind === 'numeric' ? c.values : Array.from(c.codes, (code) => c.levels[code]),
  )
  const lines = [table.columns.map((c) => c.name).join(',')]
  for (let i = 0; i < table.nRows; i++) lines.push(columns.map((c) => c[i]).join(','))
  writeFileSync(path, lines.join('\n'))
  const factors = table.columns.filter((c) => c.kind === 'factor').map((c) => `d$${c.name} <- factor(d$${c.name})`)
  const script = `suppressMessages(library(lme4)); d <- read.csv("${path}"); ${factors.join('; ')}; cat(system.time(lmer(${formula}, d))[["elapsed"]])`
  return Number(spawnSync('Rscript', ['-e', script], { encoding: 'utf8' }).stdout)
}

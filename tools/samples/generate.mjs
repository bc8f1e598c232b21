#!/usr/bin/env node
// Writes the simulated sample data sets: node tools/samples/generate.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { classrooms } from './classrooms.mjs'
import { glucose } from './glucose.mjs'
import { mobility } from './mobility.mjs'
import { schools } from './schools.mjs'

export const generators = { classrooms, glucose, mobility, schools }

const folder = join(import.meta.dirname, '..', '..', 'resources', 'samples')

if (process.argv[1] === import.meta.filename) {
  for (const [name, generate] of Object.entries(generators)) writeFileSync(join(folder, `${name}.csv`), generate())
}

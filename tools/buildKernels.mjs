// Compiles the AssemblyScript kernels and writes them as a TypeScript module, so that the engine can load them
// synchronously from any bundle.   node tools/buildKernels.mjs [--check]
// --check writes nothing and fails when the committed module is not what the sources compile to.
import asc from 'assemblyscript/asc'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const entry = 'src-engine/linalg/kernels/assembly/index.ts'
const output = join(root, 'src-engine/linalg/kernels/simdBinary.ts')

/** @type {Uint8Array | undefined} */
let binary
const { error, stderr } = await asc.main(
  [
    entry,
    '--outFile',
    'kernels.wasm',
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--initialMemory',
    '10',
    '--enable',
    'simd',
    '--use',
    'abort=',
  ],
  {
    readFile: (name, base) => {
      try {
        return readFileSync(join(base, name), 'utf8')
      } catch {
        return null
      }
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents
    },
    listFiles: () => [],
  },
)
if (error || !binary) {
  console.error(stderr.toString())
  throw error ?? new Error('the AssemblyScript compiler wrote no binary')
}

const text = `/**
 * The compiled form of \`assembly/\`, base64. Generated: change the sources there and run \`node tools/buildKernels.mjs\`.
 */
export const simdBinary =
  '${Buffer.from(binary).toString('base64')}'
`
if (process.argv.includes('--check')) {
  if (readFileSync(output, 'utf8') !== text) {
    console.error('simdBinary.ts is not what assembly/ compiles to; run node tools/buildKernels.mjs')
    process.exit(1)
  }
  console.log(`simdBinary.ts matches its sources (${binary.length} bytes)`)
} else {
  writeFileSync(output, text)
  console.log(`wrote simdBinary.ts (${binary.length} bytes)`)
}

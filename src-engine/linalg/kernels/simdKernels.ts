import type { Kernels } from './kernels'
import { simdBinary } from './simdBinary'

/** Bytes at the start of a SIMD workspace's memory that the kernels use to pack their operands. */
export const SIMD_SCRATCH_BYTES = 655_360

/** Most bytes that one memory of 32-bit WebAssembly can hold. */
export const SIMD_MAX_BYTES = 65_536 * 65_536

let compiled: WebAssembly.Module | null | undefined

/** The compiled module, or null where the host has no WebAssembly or no 128-bit SIMD. Compiled at the first call. */
export function simdModule(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled
  try {
    compiled = new WebAssembly.Module(decodeBase64(simdBinary))
  } catch {
    compiled = null
  }
  return compiled
}

/** Binds the SIMD kernels to a memory that already holds the scratch region. */
export function bindSimdKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const scratchBytes = exported(exports, 'scratchBytes')()
  if (scratchBytes !== SIMD_SCRATCH_BYTES) {
    throw new Error(`The SIMD kernels use ${scratchBytes} bytes of scratch, not ${SIMD_SCRATCH_BYTES}`)
  }
  return {
    name: 'simd',
    choleskyInPlace: exported(exports, 'choleskyInPlace'),
    solveRightTransposedInPlace: exported(exports, 'solveRightTransposedInPlace'),
    addProductNT: exported(exports, 'addProductNT'),
    addProductNN: exported(exports, 'addProductNN'),
    addProductTN: exported(exports, 'addProductTN'),
    addSquareLower: exported(exports, 'addSquareLower'),
  }
}

function exported(exports: WebAssembly.Instance['exports'], name: string): (...args: number[]) => number {
  const value = exports[name]
  if (typeof value !== 'function') throw new Error(`The SIMD kernels export no function ${name}`)
  return value
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  let nBits = 0
  let at = 0
  for (const digit of digits) {
    bits = ((bits << 6) | BASE64.indexOf(digit)) & 0xffffff
    nBits += 6
    if (nBits < 8) continue
    nBits -= 8
    bytes[at++] = (bits >> nBits) & 0xff
  }
  return bytes
}

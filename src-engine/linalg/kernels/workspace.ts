import type { Kernels } from './kernels'
import { PlainKernels } from './plainKernels'
import { bindSimdKernels, SIMD_MAX_BYTES, SIMD_SCRATCH_BYTES, simdModule } from './simdKernels'

/** Which kernels to use: `auto` takes SIMD where the host has it and the size repays it. */
export type KernelChoice = 'auto' | 'simd' | 'plain'

/**
 * A block of doubles and the dense kernels that work on it.
 *
 * **Who owns the memory.** Whoever calls `createWorkspace` owns it, usually one factor for the life of a fit. All of
 * the factor's arrays are regions of the one block, so no kernel ever copies its arguments. With SIMD the block is a
 * `WebAssembly.Memory`, without it an ordinary `Float64Array`.
 *
 * **How it grows.** It does not: the symbolic analysis knows every size beforehand. A `WebAssembly.Memory` that grows
 * detaches all views of it; one that cannot grow never surprises the holder of a view.
 *
 * **How it is released.** `release()` hands a SIMD block to a small pool from which later workspaces of a similar size
 * are served (a bootstrap makes hundreds of factors of one size, and each memory reserves gigabytes of address space).
 * A workspace that is merely dropped is collected like any object. After `release()` no view of it may be used.
 */
export interface Workspace {
  readonly kernels: Kernels
  /** The whole block; arguments of the kernels index into it. Regions come from `allocate`. */
  readonly doubles: Float64Array<ArrayBuffer>
  /** Reserves `length` zeroed doubles. Throws when more is asked for than the workspace was made for. */
  allocate(length: number): number
  /** A view of `length` doubles from `offset`. */
  view(offset: number, length: number): Float64Array<ArrayBuffer>
  release(): void
}

/** A memory with its kernels: the part of a workspace that can be used again. */
interface Block {
  readonly kernels: Kernels
  readonly doubles: Float64Array<ArrayBuffer>
  readonly firstFree: number
}

const PAGE_BYTES = 65_536
/** Regions begin at multiples of this many doubles, a cache line. */
const ALIGNMENT = 8
/** Below this many doubles, making a memory costs more than SIMD saves. */
const SMALL_WORKSPACE = 2048
const POOL_BLOCKS = 4
const POOL_DOUBLES = 32 * 1024 * 1024

const pool: Block[] = []

/** Bytes that a workspace for `nDoubles` doubles takes, for estimates before allocating. */
export function workspaceBytes(nDoubles: number): number {
  return roundUp(SIMD_SCRATCH_BYTES + 8 * nDoubles, PAGE_BYTES)
}

/**
 * Makes a workspace with room for `nDoubles` doubles in all, in any number of regions (each is rounded up to a multiple
 * of 8 doubles: use `regionLength` to add up). Throws a RangeError when the memory cannot be had; callers estimate with
 * `workspaceBytes` first.
 */
export function createWorkspace(nDoubles: number, options: { kernels?: KernelChoice } = {}): Workspace {
  const block = takeBlock(regionLength(nDoubles), options.kernels ?? 'auto')
  let next = block.firstFree
  let released = false
  return {
    kernels: block.kernels,
    doubles: block.doubles,
    allocate: (length) => {
      const offset = next
      next += regionLength(length)
      if (next > block.doubles.length) throw new RangeError(`The workspace has no room for ${length} more doubles`)
      block.doubles.fill(0, offset, next)
      return offset
    },
    view: (offset, length) => block.doubles.subarray(offset, offset + length),
    release: () => {
      if (released) return
      released = true
      giveBack(block)
    },
  }
}

/** The doubles that a region of `length` takes in a workspace. */
export function regionLength(length: number): number {
  return roundUp(length, ALIGNMENT)
}

function takeBlock(nDoubles: number, choice: KernelChoice): Block {
  const module = choice === 'plain' ? null : simdModule()
  const bytes = workspaceBytes(nDoubles)
  if (choice === 'simd' && !module) throw new Error('This host has no WebAssembly SIMD')
  if (!module || bytes > SIMD_MAX_BYTES || (choice === 'auto' && nDoubles < SMALL_WORKSPACE))
    return plainBlock(nDoubles)
  const needed = bytes / 8
  const at = pool.findIndex(({ doubles }) => doubles.length >= needed && doubles.length <= 4 * needed)
  if (at >= 0) return pool.splice(at, 1)[0]
  const pages = bytes / PAGE_BYTES
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const doubles = new Float64Array(memory.buffer)
    return { kernels: bindSimdKernels(module, memory), doubles, firstFree: SIMD_SCRATCH_BYTES / 8 }
  } catch (error) {
    // The address space for WebAssembly can run out long before memory does.
    if (choice === 'auto' && error instanceof RangeError) return plainBlock(nDoubles)
    throw error
  }
}

function plainBlock(nDoubles: number): Block {
  const doubles = new Float64Array(nDoubles)
  return { kernels: new PlainKernels(doubles), doubles, firstFree: 0 }
}

function giveBack(block: Block): void {
  if (block.kernels.name !== 'simd' || block.doubles.length > POOL_DOUBLES) return
  pool.push(block)
  let total = pool.reduce((sum, { doubles }) => sum + doubles.length, 0)
  while (pool.length > POOL_BLOCKS || total > POOL_DOUBLES) total -= pool.shift()?.doubles.length ?? 0
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step
}

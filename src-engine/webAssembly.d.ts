/**
 * The part of WebAssembly that the engine uses; every host has it and neither the ECMAScript library nor Node's types
 * declare it. Apart from platform.d.ts because programs with Node's types include it too.
 */
declare namespace WebAssembly {
  type ImportValue = Memory | ((...args: number[]) => number | undefined) | number
  type Imports = Record<string, Record<string, ImportValue>>
  type ExportValue = Memory | ((...args: number[]) => number)
  /** Compiled code; only an instance can do anything with it. */
  type Module = object
  const Module: new (bytes: Uint8Array | ArrayBuffer) => Module
  class Instance {
    constructor(module: Module, imports?: Imports)
    readonly exports: Record<string, ExportValue>
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number })
    readonly buffer: ArrayBuffer
    grow(delta: number): number
  }
}

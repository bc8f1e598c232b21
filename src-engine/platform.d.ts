/**
 * The few globals that every host of the engine has (Node, Electron's utility process, browsers) and that the
 * ECMAScript library does not declare. Nothing else of a host may be used inside the engine.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  readonly encoding: string
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}

declare const performance: { now(): number }

declare function structuredClone<T>(value: T): T

declare namespace WebAssembly {
  type ImportValue = Memory | ((...args: number[]) => number | undefined) | number
  type Imports = Record<string, Record<string, ImportValue>>
  type ExportValue = Memory | ((...args: number[]) => number)
  class Module {
    constructor(bytes: Uint8Array | ArrayBuffer)
  }
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

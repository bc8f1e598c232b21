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

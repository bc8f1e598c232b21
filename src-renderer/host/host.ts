import type { HendersonBridge, HostFailure } from '../../src-engine/contract'

declare global {
  interface Window {
    readonly henderson: HendersonBridge
  }
}

/** Main, as the preload lets the window see it. Read at call time, so that tests may set the bridge first. */
export const host: HendersonBridge = {
  invoke: (method, params) => window.henderson.invoke(method, params),
  on: (event, listener) => window.henderson.on(event, listener),
  openDropped: (file) => window.henderson.openDropped(file),
}

export function isHostFailure(value: unknown): value is HostFailure {
  return typeof value === 'object' && value !== null && 'failed' in value && value.failed === true
}

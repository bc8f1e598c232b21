import type { RequestContext } from '../contract/methodMap'

/** What a fit may do while it works: the request's context, or nothing at all in batch work and tests. */
export type FitContext = Partial<RequestContext>

/** Lets messages be read now and then; a fit of a few milliseconds never waits. */
export interface Pacer {
  /** True when the time since the last pause warrants one. */
  due(): boolean
  pause(): Promise<void>
}

const pauseEveryMs = 40

export function createPacer(context: FitContext | undefined): Pacer {
  let last = performance.now()
  return {
    due: () => context?.checkpoint !== undefined && performance.now() - last > pauseEveryMs,
    async pause() {
      await context?.checkpoint?.()
      last = performance.now()
    },
  }
}

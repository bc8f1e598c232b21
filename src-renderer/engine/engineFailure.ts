import type { FailureCode } from '../../src-engine/contract'

/** Why a request has no result. `cancelled` and `superseded` were wanted; the rest is for the user to hear of. */
export class EngineFailure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, detail: string) {
    super(detail === '' ? code : detail)
    this.name = 'EngineFailure'
    this.code = code
  }
}

/** Whether nobody waits for the result any more, so that there is nothing to report. */
export function isUnwanted(error: unknown): boolean {
  return error instanceof EngineFailure && (error.code === 'cancelled' || error.code === 'superseded')
}

import type { EventMap, EventName, MethodName, ParamsOf, ResultOf } from './methodMap'

/** Messages on the renderer–engine port. */

export interface RequestMessage<M extends MethodName = MethodName> {
  readonly kind: 'request'
  readonly id: number
  readonly method: M
  readonly params: ParamsOf<M>
  /** Requests of one topic supersede each other: a newer revision cancels the older. */
  readonly topic?: string
  readonly revision?: number
}

export interface CancelMessage {
  readonly kind: 'cancel'
  readonly id: number
}

/** Asked now and then; a live engine answers at once. */
export interface PingMessage {
  readonly kind: 'ping'
  readonly id: number
}

export type ToEngine = RequestMessage | CancelMessage | PingMessage

/** Why a request gave no result. `internal` is a bug of ours. */
export type FailureCode = 'cancelled' | 'superseded' | 'table-unknown' | 'invalid-message' | 'internal'

export interface ResponseMessage<M extends MethodName = MethodName> {
  readonly kind: 'response'
  readonly id: number
  readonly outcome:
    | { readonly ok: true; readonly result: ResultOf<M> }
    | { readonly ok: false; readonly code: FailureCode; readonly detail: string }
}

export interface EventMessage<E extends EventName = EventName> {
  readonly kind: 'event'
  readonly event: E
  readonly payload: EventMap[E]
}

export interface PongMessage {
  readonly kind: 'pong'
  readonly id: number
}

export type FromEngine = ResponseMessage | EventMessage | PongMessage

/** After a cancel the engine has this long before main kills it. */
export const cancelGraceMs = 1000

import {
  cancelGraceMs,
  type DataTable,
  type EventMap,
  type FromEngine,
  type HostEventMap,
  type MethodName,
  type ParamsOf,
  type ResponseMessage,
  type ResultOf,
  type ToEngine,
} from '../../src-engine/contract'
import { EngineFailure } from './engineFailure'
import { TableMirror } from './tables'

export type Progress = EventMap['progress']

export interface RequestOptions {
  /** Requests of one topic supersede each other: the newest wins, the others reject with `superseded`. */
  readonly topic?: string
  /** Aborting cancels the request; the engine is restarted if it does not answer in time. */
  readonly signal?: AbortSignal
  readonly onprogress?: (news: Progress) => void
}

export interface EngineClientOptions {
  /** The project's tables as they are now. */
  readonly tables: () => readonly DataTable[]
  /** Kills the engine and starts another, whose port follows by `attach`. */
  readonly restart: () => void
}

/** The part of a MessagePort that is used. */
export interface Port {
  postMessage(message: ToEngine): void
  onmessage: ((event: MessageEvent) => void) | null
  close(): void
}

interface Pending {
  readonly id: number
  readonly method: MethodName
  readonly params: unknown
  readonly topic: string | undefined
  readonly revision: number
  readonly onprogress: ((news: Progress) => void) | undefined
  readonly resolve: (result: never) => void
  readonly reject: (failure: EngineFailure) => void
  /** Whether the present engine has been asked. */
  asked: boolean
  /** Times that this was running when an engine crashed. */
  nCrashes: number
  /** Times that the engine did not know its table. */
  nUnknown: number
}

/** A request that takes an engine down twice is not given to a third. */
const maxCrashes = 2
const maxUnknown = 2
/** Edits that come close together travel together. */
const tableDelayMs = 30

/**
 * Asks the engine. Keeps the engine's copies of the tables in step before every request that needs them, and asks again
 * what was pending when an engine died. The engine holds nothing that cannot be sent again.
 */
export class EngineClient {
  readonly #options: EngineClientOptions
  readonly #mirror = new TableMirror()
  readonly #pending = new Map<number, Pending>()
  /** Requests no longer wanted whose answer is awaited; a timer runs for each. */
  readonly #leaving = new Map<number, ReturnType<typeof setTimeout>>()
  /** Ids of our own table messages, with their table. */
  readonly #tableMessages = new Map<number, string>()
  readonly #revisions = new Map<string, number>()
  #port: Port | null = null
  #nextId = 1
  #tableTimer: ReturnType<typeof setTimeout> | null = null

  constructor(options: EngineClientOptions) {
    this.#options = options
  }

  /** Talks to another engine from now on, and asks it again what is pending. */
  attach(port: Port): void {
    this.detach()
    this.#port = port
    port.onmessage = (event: MessageEvent<FromEngine>) => this.#receive(event.data)
    for (const request of this.#pending.values()) this.#post(request)
  }

  /** The engine is gone; requests wait for the next. */
  detach(): void {
    if (this.#port !== null) {
      this.#port.onmessage = null
      this.#port.close()
    }
    this.#port = null
    for (const request of this.#pending.values()) request.asked = false
    this.#mirror.forgetAll()
    this.#tableMessages.clear()
    for (const timer of this.#leaving.values()) clearTimeout(timer)
    this.#leaving.clear()
  }

  /** An engine died. Rejects the requests that took it down before; returns how many were given up. */
  died(reason: HostEventMap['engine-died']['reason']): number {
    const asked = new Set([...this.#pending.values()].filter((request) => request.asked).map(({ id }) => id))
    this.detach()
    if (reason !== 'crashed') return 0
    let nGivenUp = 0
    for (const request of this.#pending.values()) {
      if (!asked.has(request.id) || ++request.nCrashes < maxCrashes) continue
      nGivenUp++
      this.#pending.delete(request.id)
      request.reject(new EngineFailure('internal', 'the engine stopped twice on this request'))
    }
    return nGivenUp
  }

  /** Asks for one thing. Rejects with EngineFailure only. */
  request<M extends MethodName>(method: M, params: ParamsOf<M>, options: RequestOptions = {}): Promise<ResultOf<M>> {
    const { topic, signal, onprogress } = options
    if (signal?.aborted === true) return Promise.reject(new EngineFailure('cancelled', ''))
    const id = this.#nextId++
    let revision = 0
    if (topic !== undefined) {
      revision = (this.#revisions.get(topic) ?? 0) + 1
      this.#revisions.set(topic, revision)
    }
    const superseded = [...this.#pending.values()].filter((other) => topic !== undefined && other.topic === topic)
    const result = new Promise<ResultOf<M>>((resolve, reject) => {
      const request: Pending = {
        id,
        method,
        params,
        topic,
        revision,
        onprogress,
        resolve,
        reject,
        asked: false,
        nCrashes: 0,
        nUnknown: 0,
      }
      this.#pending.set(id, request)
      if (this.#port !== null) this.#post(request)
    })
    for (const other of superseded) this.#abandon(other, 'superseded')
    signal?.addEventListener('abort', () => this.cancel(id), { once: true })
    return result
  }

  /** Rejects a pending request with `cancelled` and tells the engine. */
  cancel(id: number): void {
    const request = this.#pending.get(id)
    if (request === undefined) return
    this.#port?.postMessage({ kind: 'cancel', id })
    this.#abandon(request, 'cancelled')
  }

  /** A table changed: the engine hears of it soon, so that the next request need not wait for it. */
  tablesChanged(): void {
    if (this.#tableTimer !== null) return
    this.#tableTimer = setTimeout(() => {
      this.#tableTimer = null
      this.#bringTables()
    }, tableDelayMs)
  }

  #abandon(request: Pending, code: 'cancelled' | 'superseded'): void {
    this.#pending.delete(request.id)
    request.reject(new EngineFailure(code, ''))
    if (this.#port === null) return
    this.#leaving.set(
      request.id,
      setTimeout(() => this.#options.restart(), cancelGraceMs),
    )
  }

  #post(request: Pending): void {
    if (needsTable(request.params)) this.#bringTables()
    const { id, method, params, topic, revision } = request
    request.asked = true
    this.#send(id, method, params, topic, revision)
  }

  #bringTables(): void {
    if (this.#port === null) return
    for (const { method, params } of this.#mirror.bring(this.#options.tables())) {
      const id = this.#nextId++
      this.#tableMessages.set(id, tableIdOf(params))
      this.#send(id, method, params)
    }
  }

  #send(id: number, method: MethodName, params: unknown, topic?: string, revision?: number): void {
    const message = { kind: 'request', id, method, params, ...(topic !== undefined && { topic, revision }) }
    this.#port?.postMessage(message as ToEngine)
  }

  #receive(message: FromEngine): void {
    if (message.kind === 'response') this.#answer(message)
    else if (message.kind === 'event') this.#pending.get(message.payload.requestId)?.onprogress?.(message.payload)
  }

  #answer({ id, outcome }: ResponseMessage): void {
    const timer = this.#leaving.get(id)
    if (timer !== undefined) {
      clearTimeout(timer)
      this.#leaving.delete(id)
      return
    }
    const ownTable = this.#tableMessages.get(id)
    if (ownTable !== undefined) {
      this.#tableMessages.delete(id)
      if (!outcome.ok) this.#mirror.forget(ownTable)
      return
    }
    const request = this.#pending.get(id)
    if (request === undefined) return
    if (outcome.ok) {
      this.#pending.delete(id)
      request.resolve(outcome.result as never)
    } else if (outcome.code === 'table-unknown' && this.#askAgain(request)) {
      this.#post(request)
    } else {
      this.#pending.delete(id)
      request.reject(new EngineFailure(outcome.code, outcome.detail))
    }
  }

  /** Whether sending the table anew can help. A request for a version that is past is superseded instead. */
  #askAgain(request: Pending): boolean {
    if (!needsTable(request.params)) return false
    const { tableId, version } = request.params
    const now = this.#options.tables().find((table) => table.id === tableId)
    if (now?.version !== version) {
      this.#pending.delete(request.id)
      request.reject(new EngineFailure('superseded', ''))
      return false
    }
    this.#mirror.forget(tableId)
    return ++request.nUnknown < maxUnknown
  }
}

function needsTable(params: unknown): params is { tableId: string; version: number } {
  return typeof params === 'object' && params !== null && 'tableId' in params && 'version' in params
}

function tableIdOf(params: { table: DataTable } | { patch: { tableId: string } } | { tableId: string }): string {
  if ('table' in params) return params.table.id
  return 'patch' in params ? params.patch.tableId : params.tableId
}

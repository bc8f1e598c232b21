import * as v from 'valibot'
import type {
  EngineMethods,
  FailureCode,
  FromEngine,
  MethodName,
  RequestContext,
  RequestMessage,
} from '../../src-engine/contract'
import { messageSchema, paramSchemas } from './wireSchemas'

/** How long work may go on before messages are read. */
const yieldEveryMs = 10
/** Progress news more frequent than this are not worth showing. */
const progressEveryMs = 50

/** Rejection of `checkpoint` once a request is not wanted any more. */
export class Cancelled extends Error {
  readonly code: 'cancelled' | 'superseded'

  constructor(code: 'cancelled' | 'superseded') {
    super(`The request was ${code}.`)
    this.code = code
  }
}

export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number
  /** Resolves after waiting messages were read. */
  readMessages(): Promise<void>
}

interface Running {
  readonly id: number
  readonly topic: string | null
  /** Set once the request was answered; the handler's next checkpoint then ends it. */
  ended: 'cancelled' | 'superseded' | null
}

/**
 * Takes messages off a port, validates them, runs the engine's methods and answers each request exactly once.
 * A cancel, or a newer revision of the same topic, answers at once; the handler ends at its next checkpoint.
 */
export class Dispatcher {
  readonly #methods: EngineMethods
  readonly #send: (message: FromEngine) => void
  readonly #clock: Clock
  readonly #running = new Map<number, Running>()
  readonly #revisions = new Map<string, number>()
  #lastYield: number

  constructor(methods: EngineMethods, send: (message: FromEngine) => void, clock: Clock) {
    this.#methods = methods
    this.#send = send
    this.#clock = clock
    this.#lastYield = clock.now()
  }

  receive(data: unknown): void {
    if (!v.is(messageSchema, data)) {
      this.#fail(idOf(data), 'invalid-message', 'The message is not one that the engine knows.')
      return
    }
    switch (data.kind) {
      case 'ping':
        this.#send({ kind: 'pong', id: data.id })
        return
      case 'cancel':
        this.#end(this.#running.get(data.id), 'cancelled')
        return
      case 'request':
        if (isRequest(data)) void this.#run(data)
        else this.#fail(data.id, 'invalid-message', `The parameters of ${data.method} are not valid.`)
    }
  }

  /** The other end is gone: nothing that runs is wanted any more. */
  close(): void {
    for (const running of this.#running.values()) running.ended = 'cancelled'
    this.#running.clear()
  }

  async #run(request: RequestMessage): Promise<void> {
    const running: Running = { id: request.id, topic: request.topic ?? null, ended: null }
    if (!this.#isNewest(request)) {
      this.#fail(request.id, 'superseded', '')
      return
    }
    this.#running.set(request.id, running)
    try {
      const result = await call(this.#methods, request.method, request.params, this.#contextOf(running))
      if (running.ended === null) this.#send({ kind: 'response', id: request.id, outcome: { ok: true, result } })
    } catch (error) {
      if (running.ended === null) this.#fail(request.id, codeOf(error), detailOf(error))
    } finally {
      this.#running.delete(request.id)
    }
  }

  /** Notes the revision of a topic and ends what it supersedes. */
  #isNewest(request: RequestMessage): boolean {
    if (request.topic === undefined) return true
    const revision = request.revision ?? 0
    if (revision < (this.#revisions.get(request.topic) ?? 0)) return false
    this.#revisions.set(request.topic, revision)
    for (const other of this.#running.values()) {
      if (other.topic === request.topic) this.#end(other, 'superseded')
    }
    return true
  }

  #end(running: Running | undefined, code: 'cancelled' | 'superseded'): void {
    if (!running || running.ended !== null) return
    running.ended = code
    this.#fail(running.id, code, '')
  }

  #contextOf(running: Running): RequestContext {
    let lastNews = -Infinity
    return {
      checkpoint: async () => {
        endIfUnwanted(running)
        if (this.#clock.now() - this.#lastYield < yieldEveryMs) return
        await this.#clock.readMessages()
        this.#lastYield = this.#clock.now()
        endIfUnwanted(running)
      },
      progress: (news) => {
        const now = this.#clock.now()
        if (running.ended !== null || now - lastNews < progressEveryMs) return
        lastNews = now
        this.#send({ kind: 'event', event: 'progress', payload: { requestId: running.id, ...news } })
      },
    }
  }

  #fail(id: number, code: FailureCode, detail: string): void {
    this.#send({ kind: 'response', id, outcome: { ok: false, code, detail } })
  }
}

function endIfUnwanted(running: Running): void {
  if (running.ended !== null) throw new Cancelled(running.ended)
}

function isRequest(message: { method: MethodName; params: unknown }): message is RequestMessage {
  return v.is(paramSchemas[message.method], message.params)
}

function call<M extends MethodName>(
  methods: EngineMethods,
  method: M,
  params: RequestMessage<M>['params'],
  context: RequestContext,
): ReturnType<EngineMethods[M]> {
  return methods[method](params, context) as ReturnType<EngineMethods[M]>
}

function idOf(data: unknown): number {
  const parsed = v.safeParse(v.looseObject({ id: v.number() }), data)
  return parsed.success ? parsed.output.id : -1
}

/** A handler says `table-unknown` by a `code` on what it throws; anything else thrown is a bug. */
function codeOf(error: unknown): FailureCode {
  return error instanceof Error && 'code' in error && error.code === 'table-unknown' ? 'table-unknown' : 'internal'
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)
}

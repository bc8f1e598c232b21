import { describe, expect, test } from 'vitest'
import type { EngineMethods, FromEngine, MethodName, RequestContext } from '../../src-engine/contract'
import { Cancelled, Dispatcher, type Clock } from './dispatcher'

/** A clock that moves only when told, and an engine whose methods are replaced one by one. */
function bench(replaced: Partial<Record<MethodName, (params: never, context: RequestContext) => unknown>>) {
  const sent: FromEngine[] = []
  let now = 0
  const clock: Clock = { now: () => now, readMessages: () => new Promise((resolve) => setImmediate(resolve)) }
  const unexpected = (): never => {
    throw new Error('not expected to be called')
  }
  const methods = new Proxy(replaced, { get: (target, name: MethodName) => target[name] ?? unexpected })
  const dispatcher = new Dispatcher(methods as unknown as EngineMethods, (message) => sent.push(message), clock)
  return {
    sent,
    dispatcher,
    pass: (ms: number) => (now += ms),
    request: (id: number, more: { method?: MethodName; params?: unknown; topic?: string; revision?: number } = {}) => {
      dispatcher.receive({
        kind: 'request',
        id,
        method: 'project.decode',
        params: { bytes: new Uint8Array(1) },
        ...more,
      })
    },
    settled: () => new Promise((resolve) => setTimeout(resolve, 5)),
  }
}

const outcomes = (sent: readonly FromEngine[]): unknown[] =>
  sent.flatMap((message) =>
    message.kind === 'response'
      ? [[message.id, message.outcome.ok ? message.outcome.result : message.outcome.code]]
      : [],
  )

/** Works until it is told to stop. */
function endless(stopped: (error: unknown) => void, pass: () => void) {
  return async (_params: never, context: RequestContext): Promise<never> => {
    try {
      for (;;) {
        pass()
        await context.checkpoint()
      }
    } catch (error) {
      stopped(error)
      throw error
    }
  }
}

describe('a request', () => {
  test('is answered with what the method returns', async () => {
    const { request, sent, settled } = bench({ 'project.decode': () => 'decoded' })
    request(1)
    await settled()
    expect(outcomes(sent)).toEqual([[1, 'decoded']])
  })

  test.each([
    ['nothing at all', null, -1],
    ['an unknown kind', { kind: 'evil', id: 4 }, 4],
    ['an unknown method', { kind: 'request', id: 5, method: 'constructor', params: {} }, 5],
    ['wrong parameters', { kind: 'request', id: 6, method: 'project.decode', params: { bytes: 'text' } }, 6],
    ['a number that is no id', { kind: 'cancel', id: 1.5 }, 1.5],
  ])('that holds %s is refused', (_what, message, id) => {
    const { dispatcher, sent } = bench({})
    dispatcher.receive(message)
    expect(outcomes(sent)).toEqual([[id, 'invalid-message']])
  })

  test('that carries a table whose columns do not fit together is refused', () => {
    const { request, sent } = bench({})
    const column = { kind: 'factor', id: 'c', name: 'c', type: 'nominal', version: 1, levels: ['a'] }
    const put = (id: number, codes: Int32Array): void =>
      request(id, {
        method: 'table.put',
        params: { table: { id: 't', name: 't', version: 1, nRows: 2, columns: [{ ...column, codes }] } },
      })
    put(1, Int32Array.of(0))
    put(2, Int32Array.of(0, 1))
    expect(outcomes(sent)).toEqual([
      [1, 'invalid-message'],
      [2, 'invalid-message'],
    ])
  })

  test('whose method throws is answered as a bug of ours, with the details', async () => {
    const { request, sent, settled } = bench({
      'project.decode': () => {
        throw new TypeError('not a function')
      },
    })
    request(1)
    await settled()
    expect(sent[0]).toMatchObject({ outcome: { ok: false, code: 'internal' } })
    expect(JSON.stringify(sent[0])).toContain('not a function')
  })

  test('for a table that the engine does not hold says so', async () => {
    const { request, sent, settled } = bench({
      'project.decode': () => Promise.reject(Object.assign(new Error('t'), { code: 'table-unknown' })),
    })
    request(1)
    await settled()
    expect(outcomes(sent)).toEqual([[1, 'table-unknown']])
  })
})

describe('work in progress', () => {
  test('ends at its next checkpoint when it is cancelled, and is answered once', async () => {
    let stoppedBy: unknown = null
    const one = bench({
      'project.decode': endless(
        (error) => (stoppedBy = error),
        () => one.pass(3),
      ),
    })
    one.request(1)
    await one.settled()
    one.dispatcher.receive({ kind: 'cancel', id: 1 })
    await one.settled()
    expect(stoppedBy).toBeInstanceOf(Cancelled)
    expect(outcomes(one.sent)).toEqual([[1, 'cancelled']])
  })

  test('gives way to a newer revision of its topic, not to other topics', async () => {
    const stopped: unknown[] = []
    const one = bench({
      'project.decode': endless(
        (error) => stopped.push(error),
        () => one.pass(3),
      ),
    })
    one.request(1, { topic: 'model-1', revision: 1 })
    one.request(2, { topic: 'model-2', revision: 1 })
    one.request(3, { topic: 'model-1', revision: 2 })
    one.request(4, { topic: 'model-1', revision: 1 })
    await one.settled()
    expect(outcomes(one.sent)).toEqual([
      [1, 'superseded'],
      [4, 'superseded'],
    ])
    expect(stopped).toHaveLength(1)
    one.dispatcher.close()
    await one.settled()
    expect(stopped).toHaveLength(3)
    expect(one.sent).toHaveLength(2)
  })

  test('reads messages no more often than every ten milliseconds', async () => {
    let reads = 0
    const sent: FromEngine[] = []
    let now = 0
    const clock: Clock = {
      now: () => now,
      readMessages: () => {
        reads++
        return Promise.resolve()
      },
    }
    const methods = {
      'project.decode': async (_params: never, context: RequestContext) => {
        for (let i = 0; i < 100; i++) {
          now += 1
          await context.checkpoint()
        }
        return reads
      },
    }
    const dispatcher = new Dispatcher(methods as unknown as EngineMethods, (message) => sent.push(message), clock)
    dispatcher.receive({ kind: 'request', id: 1, method: 'project.decode', params: { bytes: new Uint8Array() } })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(outcomes(sent)).toEqual([[1, 10]])
  })

  test('tells of its progress, but not more often than can be seen', async () => {
    const news = { stage: 'optimising', fraction: null, nEvaluations: 1, objective: 2 } as const
    const one = bench({
      'project.decode': (_params: never, context: RequestContext) => {
        for (let i = 0; i < 10; i++) {
          context.progress(news)
          one.pass(20)
        }
        return null
      },
    })
    one.request(7)
    await one.settled()
    const events = one.sent.filter((message) => message.kind === 'event')
    expect(events).toHaveLength(4)
    expect(events[0]).toEqual({ kind: 'event', event: 'progress', payload: { requestId: 7, ...news } })
  })

  test('does not keep the engine from answering a ping', () => {
    const { dispatcher, sent } = bench({})
    dispatcher.receive({ kind: 'ping', id: 9 })
    expect(sent).toEqual([{ kind: 'pong', id: 9 }])
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DataTable, RequestMessage, ToEngine } from '../../src-engine/contract'
import { cancelGraceMs } from '../../src-engine/contract'
import { EngineClient, type Port } from './client'
import { EngineFailure } from './engineFailure'

class FakeEngine implements Port {
  readonly heard: ToEngine[] = []
  onmessage: ((event: MessageEvent) => void) | null = null
  closed = false

  postMessage(message: ToEngine): void {
    this.heard.push(structuredClone(message))
  }

  close(): void {
    this.closed = true
  }

  requests(method: string): RequestMessage[] {
    return this.heard.filter(
      (message): message is RequestMessage => message.kind === 'request' && message.method === method,
    )
  }

  say(data: unknown): void {
    this.onmessage?.({ data } as MessageEvent)
  }

  answer(id: number, result: unknown): void {
    this.say({ kind: 'response', id, outcome: { ok: true, result } })
  }

  refuse(id: number, code: string): void {
    this.say({ kind: 'response', id, outcome: { ok: false, code, detail: '' } })
  }
}

const column = (id: string, version: number): DataTable['columns'][number] => ({
  id,
  name: id,
  type: 'continuous',
  version,
  kind: 'numeric',
  values: Float64Array.of(1, 2),
})
const fixed = column('b', 1)
const first: DataTable = { id: 't', name: 't', version: 1, nRows: 2, columns: [column('a', 1), fixed] }
const second: DataTable = { ...first, version: 2, columns: [column('a', 2), fixed] }

let tables: DataTable[]
let restart: ReturnType<typeof vi.fn<() => void>>
let client: EngineClient
let engine: FakeEngine

const csv = (version: number, options = {}) => client.request('export.csv', { tableId: 't', version }, options)
const failure = (code: string): unknown => expect.objectContaining({ code })

beforeEach(() => {
  vi.useFakeTimers()
  tables = [first]
  restart = vi.fn()
  client = new EngineClient({ tables: () => tables, restart })
  engine = new FakeEngine()
  client.attach(engine)
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the engine client', () => {
  it('answers each request with its own result', async () => {
    const one = csv(1)
    const two = csv(1)
    const [a, b] = engine.requests('export.csv')
    engine.answer(b.id, 'two')
    engine.answer(a.id, 'one')
    expect(await Promise.all([one, two])).toEqual(['one', 'two'])
  })

  it('sends a table once, then only the columns that changed', () => {
    void csv(1)
    void csv(1)
    expect(engine.requests('table.put')).toHaveLength(1)
    tables = [second]
    void csv(2)
    expect(engine.requests('table.put')).toHaveLength(1)
    expect(engine.requests('table.patch')[0]?.params).toMatchObject({
      patch: { tableId: 't', baseVersion: 1, version: 2, columnIds: ['a', 'b'], changed: [{ id: 'a', version: 2 }] },
    })
  })

  it('sends edits that come close together in one message, and drops tables that are gone', () => {
    void csv(1)
    tables = [second]
    client.tablesChanged()
    tables = []
    client.tablesChanged()
    vi.runAllTimers()
    expect(engine.requests('table.patch')).toHaveLength(0)
    expect(engine.requests('table.drop')[0]?.params).toEqual({ tableId: 't' })
  })

  it('sends the table anew when the engine does not know it', async () => {
    const result = csv(1)
    engine.refuse(engine.requests('export.csv')[0].id, 'table-unknown')
    expect(engine.requests('table.put')).toHaveLength(2)
    engine.answer(engine.requests('export.csv')[1].id, 'now')
    expect(await result).toBe('now')
  })

  it('gives up a table that stays unknown, and one whose version is past', async () => {
    const stays = csv(1)
    const caught = expect(stays).rejects.toEqual(failure('table-unknown'))
    engine.refuse(engine.requests('export.csv')[0].id, 'table-unknown')
    engine.refuse(engine.requests('export.csv')[1].id, 'table-unknown')
    await caught
    const past = csv(1)
    const superseded = expect(past).rejects.toEqual(failure('superseded'))
    tables = [second]
    engine.refuse(engine.requests('export.csv').at(-1)!.id, 'table-unknown')
    await superseded
  })

  it('supersedes the older request of a topic at once', async () => {
    const older = csv(1, { topic: 'fit m' })
    const caught = expect(older).rejects.toBeInstanceOf(EngineFailure)
    const newer = csv(1, { topic: 'fit m' })
    await caught
    const [a, b] = engine.requests('export.csv')
    expect([a.revision, b.revision]).toEqual([1, 2])
    engine.refuse(a.id, 'superseded')
    engine.answer(b.id, 'new')
    expect(await newer).toBe('new')
    vi.advanceTimersByTime(2 * cancelGraceMs)
    expect(restart).not.toHaveBeenCalled()
  })

  it('cancels through a signal, and restarts an engine that does not answer in time', async () => {
    const abort = new AbortController()
    const result = csv(1, { signal: abort.signal })
    const caught = expect(result).rejects.toEqual(failure('cancelled'))
    abort.abort()
    await caught
    expect(engine.heard.at(-1)).toMatchObject({ kind: 'cancel', id: engine.requests('export.csv')[0]?.id })
    vi.advanceTimersByTime(cancelGraceMs - 1)
    expect(restart).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(restart).toHaveBeenCalledOnce()
  })

  it('asks a new engine again, with its tables', async () => {
    const result = csv(1)
    client.died('killed')
    expect(engine.closed).toBe(true)
    const next = new FakeEngine()
    client.attach(next)
    expect(next.heard.map((message) => message.kind === 'request' && message.method)).toEqual([
      'table.put',
      'export.csv',
    ])
    next.answer(next.requests('export.csv')[0].id, 'again')
    expect(await result).toBe('again')
  })

  it('keeps requests until there is an engine', async () => {
    client.detach()
    const result = csv(1)
    const next = new FakeEngine()
    client.attach(next)
    next.answer(next.requests('export.csv')[0].id, 'at last')
    expect(await result).toBe('at last')
  })

  it('does not feed a third engine to a request that took two down', async () => {
    const result = csv(1)
    const caught = expect(result).rejects.toEqual(failure('internal'))
    expect(client.died('crashed')).toBe(0)
    client.attach(new FakeEngine())
    expect(client.died('crashed')).toBe(1)
    await caught
  })

  it('blames no request for an engine that died before it was asked', async () => {
    client.detach()
    const result = csv(1)
    for (let k = 0; k < 3; k++) expect(client.died('crashed')).toBe(0)
    client.attach(engine)
    engine.answer(engine.requests('export.csv')[0].id, 'fine')
    expect(await result).toBe('fine')
  })

  it('passes progress to its request', () => {
    const onprogress = vi.fn()
    void csv(1, { onprogress })
    const requestId = engine.requests('export.csv')[0].id
    engine.say({ kind: 'event', event: 'progress', payload: { requestId, fraction: 0.5 } })
    expect(onprogress).toHaveBeenCalledWith({ requestId, fraction: 0.5 })
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LatestWins } from './latestWins'

describe('running the newest of many requests', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const slow = (seen: number[]) => async (input: number) => {
    seen.push(input)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }

  it('waits for a pause and runs the last request only', async () => {
    const seen: number[] = []
    const queue = new LatestWins<number>(slow(seen), 400)
    for (const input of [1, 2, 3]) {
      queue.ask(input)
      await vi.advanceTimersByTimeAsync(300)
    }
    expect(seen).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(seen).toEqual([3])
  })

  it('keeps one running and the newest waiting', async () => {
    const seen: number[] = []
    const queue = new LatestWins<number>(slow(seen), 0)
    queue.ask(1)
    await vi.advanceTimersByTimeAsync(10)
    queue.ask(2)
    queue.ask(3)
    await vi.advanceTimersByTimeAsync(500)
    expect(seen).toEqual([1])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(seen).toEqual([1, 3])
    expect(queue.busy).toBe(true)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(queue.busy).toBe(false)
  })

  it('runs nothing after it was stopped', async () => {
    const seen: number[] = []
    const queue = new LatestWins<number>(slow(seen), 0)
    queue.ask(1)
    queue.stop()
    queue.ask(2)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(seen).toEqual([])
  })
})

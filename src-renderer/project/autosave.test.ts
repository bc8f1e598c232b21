import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Autosave } from './autosave'

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const timing = { quietMs: 6_000, atMostMs: 30_000 }

  it('writes once the work pauses', async () => {
    const write = vi.fn(() => Promise.resolve())
    const autosave = new Autosave(write, timing)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(5_000)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(write).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(write).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(write).toHaveBeenCalledTimes(1)
  })

  it('writes after thirty seconds of steady work', async () => {
    const write = vi.fn(() => Promise.resolve())
    const autosave = new Autosave(write, timing)
    for (let second = 0; second < 31; second++) {
      autosave.changed()
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(write).toHaveBeenCalledTimes(1)
  })

  it('writes again for changes made during a write, one write at a time', async () => {
    let running = 0
    let most = 0
    const write = vi.fn(async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      running--
    })
    const autosave = new Autosave(write, timing)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(6_500)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(write).toHaveBeenCalledTimes(2)
    expect(most).toBe(1)
  })

  it('rests after a copy that took long', async () => {
    const write = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 3_000)))
    const autosave = new Autosave(write, timing)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(9_000)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(write).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(write).toHaveBeenCalledTimes(2)
  })

  it('writes nothing while held and what is due afterwards', async () => {
    const write = vi.fn(() => Promise.resolve())
    const autosave = new Autosave(write, timing)
    autosave.hold(true)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(60_000)
    await autosave.flush()
    expect(write).not.toHaveBeenCalled()
    autosave.hold(false)
    await vi.advanceTimersByTimeAsync(6_000)
    expect(write).toHaveBeenCalledTimes(1)
  })

  it('forgets changes that were saved', async () => {
    const write = vi.fn(() => Promise.resolve())
    const autosave = new Autosave(write, timing)
    autosave.changed()
    await autosave.settle()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(write).not.toHaveBeenCalled()
  })
})

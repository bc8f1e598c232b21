import { expect, test } from './app'

test('an engine that is killed is started again, and the window is told', async ({ henderson }) => {
  await expect.poll(() => henderson.enginePid()).not.toBeNull()
  const first = await henderson.enginePid()
  const news = henderson.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        window.henderson.on('engine-died', ({ reason }) => resolve(reason))
      }),
  )
  await henderson.page.waitForTimeout(100)
  process.kill(first ?? 0, 'SIGKILL')
  expect(await news).toBe('killed')
  await expect.poll(() => henderson.enginePid()).not.toBe(first)
  await expect.poll(() => henderson.enginePid()).not.toBeNull()
})

test('an engine that does not answer is replaced within a second', async ({ henderson }) => {
  await expect.poll(() => henderson.enginePid()).not.toBeNull()
  const answer = await henderson.page.evaluate(async () => {
    const replaced = new Promise<string>((resolve) => {
      window.henderson.on('engine-died', ({ reason }) => {
        window.addEventListener('message', () => resolve(reason), { once: true })
      })
    })
    const startedAt = performance.now()
    await window.henderson.invoke('engine.restart', null)
    const reason = await replaced
    return { reason, tookMs: performance.now() - startedAt }
  })
  expect(answer.reason).toBe('unresponsive')
  expect(answer.tookMs).toBeLessThan(1000)
})

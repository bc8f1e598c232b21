import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HostMethod } from '../src-engine/contract'
import { expect, preloadPath, test } from './app'

test.describe('the window', () => {
  test('cannot be led to another page', async ({ henderson: { page } }) => {
    const home = page.url()
    await page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'file:///etc/passwd'
      document.body.append(link)
      link.click()
      link.remove()
    })
    await page.evaluate(() => {
      const form = document.createElement('form')
      form.action = 'https://example.com/'
      document.body.append(form)
      form.submit()
      form.remove()
    })
    await page.waitForTimeout(500)
    expect(page.url()).toBe(home)
    expect(await page.evaluate(() => document.title)).toContain('Henderson')
  })

  test('cannot open another window', async ({ henderson }) => {
    const opened = await henderson.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.remove()
      return [window.open('https://example.com/'), window.open('about:blank')].map((other) => other === null)
    })
    expect(opened).toEqual([true, true])
    expect(await henderson.windowCount()).toBe(1)
  })

  test('is refused every permission', async ({ henderson: { page } }) => {
    const answers = await page.evaluate(async () => {
      const name = (error: unknown): string => (error instanceof Error ? error.name : 'refused')
      const geolocation = new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('refused'),
        )
      })
      const camera = navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', name)
      const notifications = Notification.requestPermission()
      const states = ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read'].map((permission) =>
        navigator.permissions.query({ name: permission as PermissionName }).then((status) => status.state),
      )
      return {
        geolocation: await geolocation,
        camera: await camera,
        notifications: await notifications,
        states: await Promise.all(states),
      }
    })
    expect(answers.geolocation).toBe('refused')
    expect(answers.camera).not.toBe('granted')
    expect(answers.notifications).toBe('denied')
    expect(answers.states).not.toContain('granted')
  })

  test('has no Node, no Electron and no more of main than the bridge', async ({ henderson: { page } }) => {
    const seen = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
      bridge: Object.keys(window.henderson).sort(),
    }))
    expect(seen).toEqual({ globals: [], bridge: ['invoke', 'on', 'openDropped'] })
  })

  test('runs no script but its own', async ({ henderson: { page } }) => {
    // Later than the evaluation itself, which the test's own connection exempts from the policy.
    await page.evaluate(() => {
      const seen = window as unknown as { intruded: string[] }
      seen.intruded = []
      setTimeout(() => {
        const script = document.createElement('script')
        script.textContent = 'window.intruded.push("inline script")'
        document.body.append(script)
        const box = document.createElement('div')
        box.innerHTML = '<img src="data:," onerror="window.intruded.push(\'handler\')">'
        document.body.append(box)
        const remote = document.createElement('script')
        remote.src = 'data:text/javascript,window.intruded.push("data script")'
        document.body.append(remote)
        try {
          const indirect = globalThis.eval
          indirect('window.intruded.push("eval")')
        } catch (error) {
          seen.intruded.push(error instanceof EvalError ? 'refused' : 'failed')
        }
        for (const element of [script, box]) element.remove()
      }, 0)
    })
    await page.waitForTimeout(300)
    const ran = await page.evaluate(() => (window as unknown as { intruded: string[] }).intruded)
    expect(ran).toEqual(['refused'])
  })

  test('loads without violating its content policy', async ({ henderson }) => {
    const { page } = henderson
    await page.evaluate(() => {
      const seen = window as unknown as { violations: string[] }
      seen.violations = []
      document.addEventListener('securitypolicyviolation', (event) => {
        seen.violations.push(`${event.effectiveDirective} ${event.blockedURI}`)
      })
    })
    for (const command of ['view-data', 'view-models', 'view-report'] as const) {
      await henderson.menu(command)
      await page.waitForTimeout(200)
    }
    expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([])
    expect(henderson.complaints.filter((text) => /content security policy/i.test(text))).toEqual([])
  })
})

test('a message that main does not know, or whose parameters are wrong, is refused', async ({
  henderson: { page },
}) => {
  const answers = await page.evaluate(async () => {
    const invoke = (method: unknown, params: unknown): Promise<unknown> =>
      window.henderson.invoke(method as HostMethod, params as never)
    const attempts: [unknown, unknown][] = [
      ['files.delete', null],
      ['constructor', null],
      ['__proto__', null],
      ['files.open', { token: '/etc/passwd' }],
      ['files.open', { token: '../../etc/passwd' }],
      ['files.saveProject', { token: null, suggestedName: 'x', bytes: 'text' }],
      ['samples.read', { id: '../../package' }],
      ['pdf.render', { html: 1 }],
      ['theme.set', { theme: 'pink' }],
      [{ method: 'theme.get' }, null],
    ]
    return Promise.all(
      attempts.map(([method, params]) =>
        invoke(method, params).then(
          () => 'accepted',
          (error: unknown) => String(error),
        ),
      ),
    )
  })
  for (const answer of answers) expect(answer).toContain('Refused')
})

test('a token that was not given out opens nothing', async ({ henderson: { page } }) => {
  const answer = await page.evaluate(() => window.henderson.invoke('files.open', { token: 'a'.repeat(32) }))
  expect(answer).toMatchObject({ failed: true, code: 'not-found' })
})

test('a page that main did not load is not listened to', async ({ henderson }) => {
  const answer = await henderson.electron.evaluate(async ({ BrowserWindow }, preload) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, partition: 'stranger' },
    })
    await stranger.loadURL('data:text/html,<title>stranger</title>')
    const result: unknown = await stranger.webContents.executeJavaScript(
      "window.henderson.invoke('app.info', null).then(() => 'accepted', String)",
    )
    stranger.destroy()
    return result
  }, preloadPath())
  expect(answer).toContain('Refused')
})

test('nothing is asked of the network, and what asks is stopped', async ({ henderson }) => {
  let requests = 0
  const server = createServer((_request, response) => {
    requests++
    response.end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const fromPage = await henderson.page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'reached',
          () => 'stopped',
        ),
      address,
    )
    const fromSession = await henderson.electron.evaluate(
      ({ session }, url) =>
        session.defaultSession.fetch(url).then(
          () => 'reached',
          () => 'stopped',
        ),
      address,
    )
    expect([fromPage, fromSession]).toEqual(['stopped', 'stopped'])
    expect(requests).toBe(0)
  } finally {
    server.close()
  }
  const loaded = await henderson.page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => entry.name),
  )
  expect(loaded.filter((url) => !/^(app:\/\/henderson\/|data:|blob:)/.test(url))).toEqual([])
})

test('a report is printed without running its scripts or loading anything', async ({ henderson: { page } }) => {
  const hostile =
    '<!doctype html><html lang="en"><title>Report</title><h1>Printed</h1>' +
    '<script>document.body.innerHTML = ""</script><img src="https://example.com/x.png" onerror="document.body.remove()">' +
    '<iframe src="file:///etc/passwd"></iframe></html>'
  const head = await page.evaluate(async (html) => {
    const bytes = await window.henderson.invoke('pdf.render', { html })
    return { start: String.fromCharCode(...bytes.slice(0, 5)), length: bytes.length }
  }, hostile)
  expect(head.start).toBe('%PDF-')
  expect(head.length).toBeGreaterThan(1000)
})

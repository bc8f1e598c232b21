import { launch as launchOne, test as base, type HendersonApp, type LaunchOptions } from '../app'

/** A journey through several launches: each application is closed at the end, however the journey ends. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<HendersonApp> }>({
  launch: async ({ appOptions: _ }, use) => {
    const opened: HendersonApp[] = []
    await use(async (options) => {
      const app = await launchOne(options)
      opened.push(app)
      return app
    })
    await Promise.all(opened.map((app) => app.close()))
  },
})

export { expect, type HendersonApp } from '../app'

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { HendersonBridge, MenuCommand } from '../src-engine/contract'
import { launchApp } from '../tools/launchApp.mjs'

declare global {
  interface Window {
    readonly henderson: HendersonBridge
  }
}

export interface LaunchOptions {
  /** Files given on the command line. */
  readonly files?: readonly string[]
  /** A user folder of an earlier launch, which then stays. */
  readonly userData?: string
  readonly size?: { readonly width: number; readonly height: number }
}

/** The application under test: the window, and what only main can do. */
export class HendersonApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** What the page complained about: console errors and uncaught exceptions. */
  readonly complaints: string[] = []
  readonly #close: () => Promise<void>

  constructor(electron: ElectronApplication, page: Page, userData: string, close: () => Promise<void>) {
    this.electron = electron
    this.page = page
    this.userData = userData
    this.#close = close
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
  }

  /** Clicks a command of the application's menu. */
  async menu(command: MenuCommand): Promise<void> {
    await this.electron.evaluate(({ Menu }, id) => {
      Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
    }, command)
  }

  /** The next open dialog chooses these files; none: it is cancelled. */
  async chooseOnOpen(...paths: string[]): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths })
    }, paths)
  }

  /** The next save dialog chooses this path; null: it is cancelled. */
  async chooseOnSave(path: string | null): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })
    }, path)
  }

  /** The question about unsaved changes is answered so; the questions asked are counted. */
  async answerUnsaved(answer: 'save' | 'discard' | 'cancel'): Promise<void> {
    await this.electron.evaluate(({ dialog }, response) => {
      const counted = globalThis as { unsavedQuestions?: number }
      counted.unsavedQuestions = 0
      dialog.showMessageBox = () => {
        counted.unsavedQuestions = (counted.unsavedQuestions ?? 0) + 1
        return Promise.resolve({ response, checkboxChecked: false })
      }
    }, { save: 0, discard: 1, cancel: 2 }[answer])
  }

  async unsavedQuestions(): Promise<number> {
    return this.electron.evaluate(() => (globalThis as { unsavedQuestions?: number }).unsavedQuestions ?? 0)
  }

  /** Process id of the engine, or null while there is none. */
  async enginePid(): Promise<number | null> {
    return this.electron.evaluate(({ app }) => {
      const engine = app.getAppMetrics().find((metric) => metric.name === 'Henderson engine')
      return engine?.pid ?? null
    })
  }

  /** Asks the window to close, as its close button does. */
  async requestClose(): Promise<void> {
    await this.electron.evaluate(({ BrowserWindow }) => {
      // A hidden window that prints a report may be there too.
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().startsWith('app://henderson/'))
        ?.close()
    })
  }

  async windowCount(): Promise<number> {
    return this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  }

  async setTheme(theme: 'system' | 'light' | 'dark'): Promise<void> {
    await this.electron.evaluate(({ Menu }, id) => {
      Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
    }, `theme-${theme}`)
  }

  close(): Promise<void> {
    return this.#close()
  }
}

export async function launch(options: LaunchOptions = {}): Promise<HendersonApp> {
  const { app, page, userData, close } = await launchApp({
    executable: setting('ELECTRON_EXEC_PATH'),
    flags: flags(),
    folder: setting('HENDERSON_APP'),
    ...options,
  })
  return new HendersonApp(app, page, userData, close)
}

/** How the application is started with this user folder, beside Playwright. */
export function applicationCommand(userData: string): {
  readonly executable: string
  readonly args: readonly string[]
} {
  return {
    executable: setting('ELECTRON_EXEC_PATH'),
    args: [...flags(), `--user-data-dir=${userData}`, setting('HENDERSON_APP')],
  }
}

function flags(): string[] {
  return setting('HENDERSON_ELECTRON_FLAGS').split(' ').filter(Boolean)
}

/** The preload script of the application under test. */
export function preloadPath(): string {
  const folder = setting('HENDERSON_APP')
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string }
  return join(folder, dirname(main), '../preload/preload.cjs')
}

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run the journeys by “npm run test:e2e”.`)
  return value
}

/** A journey that starts with a fresh application. */
export const test = base.extend<{ henderson: HendersonApp; appOptions: LaunchOptions }>({
  appOptions: [{}, { option: true }],
  henderson: async ({ appOptions }, use) => {
    const app = await launch(appOptions)
    await use(app)
    await app.close()
  },
})

export { expect } from '@playwright/test'

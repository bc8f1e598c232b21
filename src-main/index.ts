import type { BrowserWindow } from 'electron'
import { app, Menu, nativeTheme, session } from 'electron'
import { join, resolve } from 'node:path'
import type { FileRef, ThemeChoice } from '../src-engine/contract'
import { registerAppScheme, serveApplication } from './appProtocol'
import { channels } from './channels'
import { EngineSupervisor } from './engine/supervisor'
import { FileTokens } from './files/fileTokens'
import { RecentFiles } from './files/recentFiles'
import { Recovery } from './files/recovery'
import { Samples } from './files/samples'
import { createHostHandlers, openPath, type HostServices } from './hostHandlers'
import { listenToWindow, type SendEvent } from './hostIpc'
import { logProblem } from './log'
import { applicationMenu } from './menu'
import { applicationOrigin } from './origins'
import { PdfPrinter } from './pdf'
import { forbidNetwork, lockContents, lockSession } from './security'
import { openSettings } from './settings'
import { createMainWindow } from './windows'

const here = import.meta.dirname

registerAppScheme()
forbidNetwork()
if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  const userData = app.getPath('userData')
  const settings = openSettings(userData)
  const tokens = new FileTokens()
  let window: BrowserWindow | null = null
  let dirty = false
  let closing = false

  const send: SendEvent = (event, payload) => window?.webContents.send(channels.event, event, payload)

  const engine = new EngineSupervisor(join(here, 'engine.js'), {
    died: (news) => send('engine-died', news),
    started: (news) => send('engine-started', news),
    deliver: (port) => window?.webContents.postMessage(channels.enginePort, null, [port]),
  })

  const setTheme = (theme: ThemeChoice): void => {
    nativeTheme.themeSource = theme
    void settings.set({ ...settings.get(), theme })
    showMenu()
  }

  const recent = new RecentFiles(join(userData, 'recent.json'), () => showMenu())

  const services: HostServices = {
    window: () => window,
    tokens,
    recent,
    recovery: new Recovery(join(userData, 'recovery')),
    samples: new Samples(join(app.getAppPath(), 'resources', 'samples')),
    printer: new PdfPrinter(),
    settings,
    setDocument(title, isDirty) {
      dirty = isDirty
      window?.setTitle(title === '' ? 'Henderson' : `${isDirty ? '• ' : ''}${title} — Henderson`)
      window?.setDocumentEdited(isDirty)
    },
    closeNow() {
      closing = true
      window?.close()
    },
    setTheme,
    restartEngine: () => engine.restart(),
  }

  const openInWindow = async (path: string): Promise<void> => {
    const opened = await openPath(services, path)
    if ('failed' in opened) logProblem(`${path} could not be opened (${opened.code})`, opened.detail)
    else send('open-file', opened)
  }

  function showMenu(): void {
    const files = recent.list().filter((entry) => entry.exists)
    Menu.setApplicationMenu(
      applicationMenu(
        { recent: files.map((entry): FileRef => tokens.refer(entry.path)), theme: settings.get().theme },
        {
          command: (command) => send('menu', { command }),
          openRecent: (file) => void openInWindow(tokens.pathOf(file.token) ?? ''),
          clearRecent: () => void recent.clear(),
          setTheme,
        },
      ),
    )
  }

  function openWindow(files: readonly string[]): void {
    const opened = createMainWindow(join(here, '../preload/preload.cjs'), settings)
    window = opened
    opened.webContents.on('did-finish-load', () => engine.windowReady())
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      engine.windowGone()
      if (reason === 'clean-exit') return
      logProblem(`the window’s process ended (${reason}) and is loaded again`)
      opened.webContents.reload()
    })
    opened.on('close', (event) => {
      if (!dirty || closing || opened.webContents.isCrashed()) return
      event.preventDefault()
      send('close-requested', null)
    })
    opened.on('closed', () => {
      engine.windowGone()
      window = null
      dirty = false
      closing = false
    })
    opened.webContents.once('did-finish-load', () => {
      for (const path of files) void openInWindow(path)
    })
    void opened.loadURL(`${applicationOrigin}/`)
  }

  app.on('web-contents-created', (_event, contents) => lockContents(contents, applicationOrigin))
  app.on('second-instance', (_event, argv, workingDirectory) => {
    if (!window) openWindow([])
    window?.show()
    window?.focus()
    for (const path of filesIn(argv, workingDirectory)) void openInWindow(path)
  })
  const early: string[] = []
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (window) void openInWindow(path)
    else early.push(path)
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', () => engine.stop())
  nativeTheme.on('updated', () => send('theme-changed', { dark: nativeTheme.shouldUseDarkColors }))

  void app.whenReady().then(() => {
    engine.start()
    nativeTheme.themeSource = settings.get().theme
    lockSession(session.defaultSession, applicationOrigin)
    serveApplication(session.defaultSession, join(here, '../renderer'))
    listenToWindow(createHostHandlers(services), (path) => openPath(services, path))
    openWindow([...early, ...filesIn(process.argv, process.cwd())])
    showMenu()
  })
}

/** The files among command-line arguments: what is no switch, and not the application's own folder. */
function filesIn(argv: readonly string[], workingDirectory: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(workingDirectory, argument))
    .filter((path) => path !== resolve(app.getAppPath()))
}

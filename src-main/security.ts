import { app, type Session, type WebContents } from 'electron'
import { hasOrigin, isAllowed } from './origins'

/** Switches that keep Chromium from talking to the network by itself. Must run before the application is ready. */
export function forbidNetwork(): void {
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
  app.commandLine.appendSwitch('no-pings')
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Refuses every permission, every download, and every request that leaves the given origin. */
export function lockSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAllowed(details.url, origin, !app.isPackaged) }),
  )
  session.on('will-download', (event) => event.preventDefault())
}

/** Keeps a page where it is: no navigation, no windows, no embedded contents. */
export function lockContents(contents: WebContents, origin: string): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => {
    if (!hasOrigin(event.url, origin)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

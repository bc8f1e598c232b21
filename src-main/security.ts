import { app, type Session, type WebContents } from 'electron'
import { hasOrigin } from './origins'

/** Switches that keep Chromium from talking to the network by itself. Must run before the application is ready. */
export function forbidNetwork(): void {
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
  app.commandLine.appendSwitch('no-pings')
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/**
 * Refuses every permission and every request that does not go to the given origin.
 * `data:` and `blob:` stay inside the page, where the content policy rules over them.
 */
export function lockSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url, origin) }))
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

/** @internal exported for its test */
export function isAllowed(url: string, origin: string): boolean {
  if (hasOrigin(url, origin) || url.startsWith('data:') || url.startsWith('blob:')) return true
  return !app.isPackaged && (url.startsWith('devtools:') || url.startsWith('chrome-extension:'))
}

import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { JsonStore } from './files/jsonStore'
import { applicationOrigin } from './origins'
import { lockContents } from './security'
import type { Settings, WindowBounds } from './settings'

const defaultSize = { width: 1366, height: 840 }
const background = { light: '#ffffff', dark: '#17191c' }

/** Makes the application's window, hidden until its first paint. The page is not loaded yet. */
export function createMainWindow(preload: string, settings: JsonStore<Settings>): BrowserWindow {
  const window = new BrowserWindow({
    ...startBounds(settings.get().bounds),
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Henderson',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webgl: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  lockContents(window.webContents, applicationOrigin)
  const showOnce = (): void => {
    if (!window.isDestroyed() && !window.isVisible()) window.show()
  }
  window.once('ready-to-show', showOnce)
  // Where the graphics process had to be started anew, the first paint is not always announced.
  window.webContents.once('did-finish-load', () => setTimeout(showOnce, 500))
  window.on('close', () => {
    if (!window.isMaximized() && !window.isFullScreen()) {
      void settings.set({ ...settings.get(), bounds: window.getNormalBounds() })
    }
  })
  return window
}

/** The last bounds where they still lie on a screen, else the default size within the screen. */
function startBounds(last: WindowBounds | null): Partial<WindowBounds> {
  if (last !== null) {
    const area = screen.getDisplayMatching(last).workArea
    const overlaps =
      last.x < area.x + area.width && last.x + last.width > area.x && last.y < area.y + area.height && last.y >= area.y
    if (overlaps) return last
  }
  const area = screen.getPrimaryDisplay().workAreaSize
  return { width: Math.min(defaultSize.width, area.width), height: Math.min(defaultSize.height, area.height) }
}

import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { FileRef, MenuCommand, ThemeChoice } from '../src-engine/contract'

export interface MenuActions {
  command(command: MenuCommand): void
  openRecent(file: FileRef): void
  clearRecent(): void
  setTheme(theme: ThemeChoice): void
}

export interface MenuState {
  readonly recent: readonly FileRef[]
  readonly theme: ThemeChoice
}

const isMac = process.platform === 'darwin'

/** The application's menu bar. Every command goes to the window, which knows the document. */
export function applicationMenu(state: MenuState, actions: MenuActions): Electron.Menu {
  const item = (
    label: string,
    command: MenuCommand,
    accelerator?: string,
    more: Partial<MenuItemConstructorOptions> = {},
  ): MenuItemConstructorOptions => ({
    id: command,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => actions.command(command),
    ...more,
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }

  const recent: MenuItemConstructorOptions[] = [
    ...state.recent.map((file) => ({
      label: `${file.name}  —  ${file.folder}`,
      click: () => actions.openRecent(file),
    })),
    ...(state.recent.length > 0 ? [separator] : []),
    { label: 'Clear List', enabled: state.recent.length > 0, click: () => actions.clearRecent() },
  ]

  const themes: readonly [ThemeChoice, string][] = [
    ['system', 'As the System'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ]

  return Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('New Project', 'new', 'CmdOrCtrl+N'),
        item('Open Project…', 'open', 'CmdOrCtrl+O'),
        { id: 'recent', label: 'Open Recent', submenu: recent },
        separator,
        item('Import Data…', 'import', 'CmdOrCtrl+I'),
        item('Sample Data…', 'samples'),
        separator,
        item('Save', 'save', 'CmdOrCtrl+S'),
        item('Save As…', 'save-as', 'CmdOrCtrl+Shift+S'),
        separator,
        item('Export Report as PDF…', 'export-pdf', 'CmdOrCtrl+P'),
        item('Export Report as HTML…', 'export-html'),
        item('Export Data as CSV…', 'export-csv'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        // The window handles these keys itself: a text field keeps its own undo.
        item('Undo', 'undo', 'CmdOrCtrl+Z', { registerAccelerator: false }),
        item('Redo', 'redo', isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y', { registerAccelerator: false }),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Data', 'view-data', 'CmdOrCtrl+1'),
        item('Models', 'view-models', 'CmdOrCtrl+2'),
        item('Report', 'view-report', 'CmdOrCtrl+3'),
        separator,
        {
          id: 'theme',
          label: 'Theme',
          submenu: themes.map(([theme, label]) => ({
            id: `theme-${theme}`,
            label,
            type: 'radio' as const,
            checked: state.theme === theme,
            click: () => actions.setTheme(theme),
          })),
        },
        separator,
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Help',
      role: 'help',
      submenu: [item('Keyboard Shortcuts', 'shortcuts', 'CmdOrCtrl+/'), item('About Henderson', 'about')],
    },
  ])
}

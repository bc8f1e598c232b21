// The least that Electron can open: what an application's start is compared with.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1366, height: 840 })
  window.once('ready-to-show', () => window.show())
  window.loadURL('data:text/html,<title>Empty</title><p>Empty')
})

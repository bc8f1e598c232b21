// Loaded by `-r` before an application: prints when its first window has loaded and painted, and ends it.
const { app } = require('electron')

const twoFrames = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))'

app.on('browser-window-created', (_event, window) => {
  window.webContents.once('did-finish-load', async () => {
    window.show()
    await window.webContents.executeJavaScript(twoFrames)
    process.stdout.write(`first-paint ${Date.now()}\n`)
    app.exit(0)
  })
})

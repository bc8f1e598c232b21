import electron from 'electron'

/** The clipboard of runtimes that have no ClipboardItem yet. */
interface OlderClipboard {
  write(data: { text?: string; html?: string; image?: Electron.NativeImage }): void
}

/** Puts plain text, and the same as a table or rich text where given, on the system's clipboard. */
export async function copyText(text: string, html?: string): Promise<void> {
  const older = olderClipboard()
  if (older) {
    older.write(html === undefined ? { text } : { text, html })
    return
  }
  const item = new electron.ClipboardItem({ 'text/plain': text, ...(html === undefined ? {} : { 'text/html': html }) })
  await electron.clipboard.write([item])
}

/** Puts a PNG image on the system's clipboard. */
export async function copyImage(png: Uint8Array): Promise<void> {
  const older = olderClipboard()
  if (older) {
    older.write({ image: electron.nativeImage.createFromBuffer(Buffer.from(png)) })
    return
  }
  const item = new electron.ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }) })
  await electron.clipboard.write([item])
}

/** Plain text on the system's clipboard, empty when there is none. Older runtimes answer at once, newer by a promise. */
export async function readText(): Promise<string> {
  return await electron.clipboard.readText()
}

function olderClipboard(): OlderClipboard | null {
  const runtime: object = electron
  return 'ClipboardItem' in runtime ? null : (electron.clipboard as unknown as OlderClipboard)
}

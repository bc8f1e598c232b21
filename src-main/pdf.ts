import { app, BrowserWindow, session } from 'electron'
import { randomBytes } from 'node:crypto'
import { serveReports } from './appProtocol'
import { reportOrigin } from './origins'
import { lockContents, lockSession } from './security'

const loadLimitMs = 60_000

/**
 * Prints self-contained pages to PDF in a hidden window without scripts: A4, tagged, with outline, the page's own
 * `@page` rules respected. One document at a time.
 */
export class PdfPrinter {
  readonly #documents = new Map<string, string>()
  #prepared = false
  #queue: Promise<unknown> = Promise.resolve()

  /** @throws where the page does not load or cannot be printed. */
  print(html: string): Promise<Uint8Array> {
    const result = this.#queue.then(() => this.#print(html))
    this.#queue = result.catch(() => undefined)
    return result
  }

  async #print(html: string): Promise<Uint8Array> {
    const reportSession = session.fromPartition('henderson-report')
    if (!this.#prepared) {
      lockSession(reportSession, reportOrigin)
      // Stands in the document as the program that made it.
      reportSession.setUserAgent(`Henderson ${app.getVersion()}`)
      serveReports(reportSession, this.#documents)
      this.#prepared = true
    }
    const token = randomBytes(16).toString('hex')
    this.#documents.set(token, html)
    const window = new BrowserWindow({
      show: false,
      width: 794,
      height: 1123,
      webPreferences: {
        session: reportSession,
        javascript: false,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webgl: false,
        // Page numbers by `@page` margin boxes; on without asking from Chromium 131.
        enableBlinkFeatures: 'PageMarginBoxes',
        spellcheck: false,
      },
    })
    try {
      lockContents(window.webContents, reportOrigin)
      await withLimit(window.loadURL(`${reportOrigin}/${token}`), loadLimitMs, 'The report took too long to load.')
      return await window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      })
    } finally {
      this.#documents.delete(token)
      window.destroy()
    }
  }
}

async function withLimit<T>(work: Promise<T>, limitMs: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(message)), limitMs)
      }),
    ])
  } finally {
    clearTimeout(timer)
  }
}

import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The part of pdf.js that the preview uses. Loaded when the first report is shown; the worker comes from our own files. */

export interface PageSize {
  /** In CSS pixels at 100 %: 1/96 inch. */
  readonly width: number
  readonly height: number
}

export interface OpenPdf {
  readonly document: Pdfjs.PDFDocumentProxy
  readonly pages: readonly PageSize[]
  /** Frees the document in the worker. */
  close(): void
}

/** PDF points to CSS pixels. */
const pixelsPerPoint = 96 / 72

let library: Promise<typeof Pdfjs> | null = null

export function pdfLibrary(): Promise<typeof Pdfjs> {
  library ??= load()
  return library
}

async function load(): Promise<typeof Pdfjs> {
  const [pdfjs, { default: PdfWorker }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'),
  ])
  pdfjs.GlobalWorkerOptions.workerPort = new PdfWorker()
  return pdfjs
}

/** Opens a PDF of ours: no scripts, no forms, no network, no evaluation of code. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfjs = await pdfLibrary()
  const task = pdfjs.getDocument({
    data: bytes.slice(),
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    disableAutoFetch: true,
    disableStream: true,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  })
  const document = await task.promise
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1)
  const pages = await Promise.all(
    numbers.map(async (number) => {
      const { width, height } = (await document.getPage(number)).getViewport({ scale: pixelsPerPoint })
      return { width, height }
    }),
  )
  return { document, pages, close: () => void task.destroy() }
}

/** Scale of a pdf.js viewport for a zoom, 1 being 100 %. */
export const viewportScale = (zoom: number): number => zoom * pixelsPerPoint

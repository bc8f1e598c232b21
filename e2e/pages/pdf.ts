import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a PDF holds, for checks: read by pdf.js, so that nothing has to be installed. */
export interface PdfContents {
  readonly pages: readonly string[]
  /** All text, with single spaces. */
  readonly text: string
  /** Whether it carries its structure for screen readers. */
  readonly tagged: boolean
  readonly outline: readonly string[]
  /** Page sizes in millimetres. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
}

const millimetresPerPoint = 25.4 / 72

export async function readPdf(bytes: Uint8Array): Promise<PdfContents> {
  const task = getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  const sizes: { width: number; height: number }[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''))
    const { width, height } = page.getViewport({ scale: millimetresPerPoint })
    sizes.push({ width, height })
  }
  const outline = await document.getOutline()
  const marks = await document.getMarkInfo()
  const contents: PdfContents = {
    pages,
    text: pages.join(' ').replace(/\s+/g, ' '),
    tagged: marks?.Marked === true,
    outline: flatten(outline),
    sizes,
  }
  await task.destroy()
  return contents
}

interface OutlineNode {
  readonly title: string
  readonly items: readonly OutlineNode[]
}

function flatten(nodes: readonly OutlineNode[] | null): string[] {
  return (nodes ?? []).flatMap((node) => [node.title, ...flatten(node.items)])
}

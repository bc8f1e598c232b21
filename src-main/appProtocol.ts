import { protocol, type Session } from 'electron'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileBehind } from './files/fileBehind'
import { reportPolicy, windowPolicy } from './contentPolicy'
import { applicationHost, reportHost, scheme } from './origins'

/** What stands in the built page where the nonce of each load goes. */
export const noncePlaceholder = 'HENDERSON-STYLE-NONCE'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
}

const commonHeaders = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' }

/** Must run before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the window's files from `rendererFolder` to the given session. */
export function serveApplication(session: Session, rendererFolder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    if (url.host !== applicationHost || request.method !== 'GET') return notFound()
    const path = fileBehind(rendererFolder, url.pathname)
    if (path === null) return notFound()
    try {
      const bytes = await readFile(path)
      return extname(path) === '.html' ? page(bytes.toString('utf8')) : asset(path, bytes)
    } catch {
      return notFound()
    }
  })
}

/** Serves documents held in memory, by token, to the session that prints them. */
export function serveReports(session: Session, documents: ReadonlyMap<string, string>): void {
  session.protocol.handle(scheme, (request) => {
    const url = new URL(request.url)
    const html = url.host === reportHost ? documents.get(url.pathname.slice(1)) : undefined
    if (html === undefined) return notFound()
    return new Response(html, {
      headers: {
        ...commonHeaders,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': reportPolicy,
      },
    })
  })
}

function page(html: string): Response {
  const nonce = randomBytes(16).toString('base64')
  return new Response(html.replaceAll(noncePlaceholder, nonce), {
    headers: {
      ...commonHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': windowPolicy(nonce),
      'Cache-Control': 'no-store',
    },
  })
}

function asset(path: string, bytes: Buffer): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { ...commonHeaders, 'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream' },
  })
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: commonHeaders })
}

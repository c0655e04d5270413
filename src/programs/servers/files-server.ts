import type { HttpRequest, HttpResponse } from '../../engine/program-api/network.ts'
import type { Sys } from '../../engine/program-api/program.ts'
import { pathOf } from './server-loop.ts'

/** Files of a directory: index.html, or a list of what is there where the server gives one. */
export function serveFiles(sys: Sys, root: string, lists = true): (request: HttpRequest) => HttpResponse {
  return (request) => {
    const path = `${root}${pathOf(request)}`
    const stat = sys.files.stat(path)
    if (typeof stat === 'string') return { status: 404, body: '404 Not Found\n' }
    if (stat.kind !== 'directory') return page(sys, path)
    const index = page(sys, `${path}/index.html`)
    const names = sys.files.list(path)
    if (index.status === 200 || typeof names === 'string') return index
    return lists ? { status: 200, body: names.join('\n') } : { status: 403, body: '403 Forbidden\n' }
  }
}

function page(sys: Sys, path: string): HttpResponse {
  const content = sys.files.read(path)
  return typeof content === 'string' ? { status: 404, body: '404 Not Found\n' } : { status: 200, body: content.text }
}

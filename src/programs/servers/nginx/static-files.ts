import { errorNumber, errorText } from '../../tool.ts'
import { type Outcome, redirectTo, statusOf } from './outcome.ts'
import type { Transaction } from './transaction.ts'
import { expand, filePath } from './variables.ts'

/** The file of a path, a directory's index, or why there is none. */
// nginx: http/modules/ngx_http_index_module.c, ngx_http_autoindex_module.c, ngx_http_static_module.c (1.27)
export function serveFile(transaction: Transaction): Outcome {
  const { uri, method, settings } = transaction
  if (uri.endsWith('/')) return serveDirectory(transaction)
  if (method !== 'GET' && method !== 'HEAD') return statusOf(405)
  const path = filePath(transaction, uri)
  const { files } = transaction.sys
  const stat = files.stat(path)
  if (typeof stat === 'string') {
    const status = stat === 'EACCES' ? 403 : stat === 'ENOENT' || stat === 'ENOTDIR' ? 404 : 500
    const quiet = status === 404 && !settings.logNotFound
    return statusOf(status, quiet ? undefined : `open() "${path}" failed (${errorNumber(stat)}: ${errorText(stat)})`)
  }
  if (stat.kind === 'directory') {
    const query = transaction.args === '' ? '' : `?${transaction.args}`
    return redirectTo(301, `${uri}/${query}`)
  }
  if (stat.kind === 'device') return statusOf(404, `"${path}" is not a regular file`)
  const content = files.read(path)
  if (typeof content === 'string') {
    return statusOf(
      content === 'EACCES' ? 403 : 500,
      `open() "${path}" failed (${errorNumber(content)}: ${errorText(content)})`,
    )
  }
  return {
    kind: 'response',
    response: { status: 200, headers: { 'Content-Type': typeOf(transaction, path) }, body: content.text },
  }
}

function serveDirectory(transaction: Transaction): Outcome {
  const { uri, settings, method } = transaction
  const { files } = transaction.sys
  const directory = filePath(transaction, uri)
  const there = files.stat(directory.replace(/\/+$/, '') || '/')
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return statusOf(405)
  for (const text of settings.index) {
    const name = expand(transaction, text)
    if (name.startsWith('/')) return { kind: 'internal', uri: name, args: transaction.args }
    const path = `${directory.replace(/\/+$/, '')}/${name}`
    const stat = files.stat(path)
    if (stat === 'EACCES') return statusOf(403, `"${path}" is forbidden (13: Permission denied)`)
    if (typeof stat !== 'string' && stat.kind !== 'directory')
      return { kind: 'internal', uri: `${uri}${name}`, args: transaction.args }
    if (typeof there === 'string') return statusOf(404, `"${path}" is not found (2: No such file or directory)`)
  }
  if (typeof there === 'string') return statusOf(404)
  if (settings.autoindex) return listing(transaction, directory)
  if (method === 'POST') return statusOf(405)
  return statusOf(403, `directory index of "${directory}" is forbidden`)
}

function listing(transaction: Transaction, directory: string): Outcome {
  const names = transaction.sys.files.list(directory)
  if (typeof names === 'string') return statusOf(names === 'EACCES' ? 403 : 404)
  const isDirectory = (name: string): boolean => {
    const stat = transaction.sys.files.stat(`${directory.replace(/\/+$/, '')}/${name}`)
    return typeof stat !== 'string' && stat.kind === 'directory'
  }
  const shown = names.filter((name) => !name.startsWith('.')).map((name) => (isDirectory(name) ? `${name}/` : name))
  const sorted = [...shown.filter((name) => name.endsWith('/')), ...shown.filter((name) => !name.endsWith('/'))]
  const title = `Index of ${transaction.uri}`
  const lines = ['../', ...sorted].map((name) => `<a href="${name}">${name}</a>\r\n`).join('')
  return {
    kind: 'response',
    response: {
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre>${lines}</pre><hr></body>\r\n</html>\r\n`,
    },
  }
}

export function typeOf({ settings }: Transaction, path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  const type = settings.types.get(extension) ?? settings.defaultType
  return settings.charset !== undefined && /^text\//.test(type) ? `${type}; charset=${settings.charset}` : type
}

/** The first that is there; the last word says what happens otherwise. undefined: the path was set, go on. */
// nginx: http/modules/ngx_http_try_files_module.c (1.27)
export function tryFiles(transaction: Transaction, candidates: readonly string[]): Outcome | undefined {
  for (const text of candidates.slice(0, -1)) {
    const candidate = expand(transaction, text)
    const wantsDirectory = candidate.endsWith('/')
    const uri = candidate.startsWith('/') ? candidate : `/${candidate}`
    const stat = transaction.sys.files.stat(filePath(transaction, uri).replace(/(?<=.)\/+$/, ''))
    if (typeof stat === 'string' || (stat.kind === 'directory') !== wantsDirectory) continue
    transaction.uri = uri
    return undefined
  }
  const last = candidates.at(-1) ?? ''
  if (/^=\d+$/.test(last)) return statusOf(Number(last.slice(1)))
  if (last.startsWith('@')) return { kind: 'named', name: last }
  const [uri = '', args] = expand(transaction, last).split('?')
  return { kind: 'internal', uri, ...(args === undefined ? {} : { args }) }
}

import type { HttpResponse } from '../../../engine/program-api/network.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { formatDate } from '../../calendar.ts'
import { header } from '../server-loop.ts'
import { accessOf } from './access.ts'
import type { Balancer } from './balance.ts'
import type { Content } from './config.ts'
import { ownPage } from './error-page.ts'
import { findLocation, namedLocation } from './find-location.ts'
import { type Outcome, redirectTo, statusOf } from './outcome.ts'
import { splitUri } from './paths.ts'
import { type Complain, gateway, proxy } from './proxy.ts'
import { runRewrites } from './rewrite.ts'
import { serveFile, tryFiles, typeOf } from './static-files.ts'
import { hostOf, type Transaction } from './transaction.ts'
import { expand } from './variables.ts'

/** How often a request may be sent elsewhere inside. */
const MOST_REDIRECTS = 10

/** What a request needs of the server around it. */
export interface Surroundings {
  readonly balancer: Balancer
  /** nginx/1.27.5 */
  readonly signature: string
  readonly status: () => string
  complain(transaction: Transaction, text: string, url?: string): void
}

/** Answers one request. */
// nginx: http/ngx_http_core_module.c, the phases in their order (1.27)
export function* answer(transaction: Transaction, around: Surroundings): Task<HttpResponse | 'closed'> {
  const { request } = transaction
  const split = splitUri(request.path)
  if (!split) return finished(transaction, ownPage(400, signature(transaction, around)), around)
  transaction.uri = split.uri
  transaction.args = split.args
  let outcome = yield* route(transaction, around)
  let forced: number | undefined
  let onErrorPage = false
  for (;;) {
    switch (outcome.kind) {
      case 'closed':
        return 'closed'
      case 'response': {
        const { response } = outcome
        return finished(transaction, forced === undefined ? response : { ...response, status: forced }, around)
      }
      case 'internal':
      case 'named':
        if (++transaction.redirects > MOST_REDIRECTS) {
          outcome = statusOf(500, 'rewrite or internal redirection cycle')
          onErrorPage = true
          break
        }
        if (outcome.kind === 'internal') {
          const next = splitUri(outcome.uri)
          transaction.uri = next?.uri ?? outcome.uri
          transaction.args = outcome.args ?? next?.args ?? ''
          transaction.rewritten = true
          outcome = yield* route(transaction, around)
        } else outcome = yield* enterNamed(transaction, outcome.name, around)
        break
      case 'status': {
        const { status, headers, why } = outcome
        if (why !== undefined) around.complain(transaction, why)
        const page: ReturnType<typeof errorPage> = onErrorPage ? undefined : errorPage(transaction, status)
        if (!page) {
          const own = ownPage(status, signature(transaction, around))
          return finished(transaction, { ...own, headers: { ...own.headers, ...headers } }, around)
        }
        onErrorPage = true
        if (page.outcome.kind === 'status') {
          outcome = page.outcome
          break
        }
        forced = page.status
        transaction.method = 'GET'
        outcome = page.outcome
      }
    }
  }
}

function signature({ settings }: Transaction, around: Surroundings): string {
  return settings.serverTokens ? around.signature : 'nginx'
}

/** The page that the configuration has for a status, and what the status is then. */
function errorPage(
  transaction: Transaction,
  status: number,
): { readonly outcome: Outcome; readonly status: number | undefined } | undefined {
  const page = transaction.settings.errorPages.find(({ statuses }) => statuses.includes(status))
  if (!page) return undefined
  const uri = expand(transaction, page.uri)
  // `=` takes the page's own status.
  const forced = page.status === 0 ? undefined : (page.status ?? status)
  if (uri.startsWith('@')) return { outcome: { kind: 'named', name: uri }, status: forced }
  if (uri.startsWith('/')) return { outcome: { kind: 'internal', uri }, status: forced }
  const moved = page.status !== undefined && [301, 302, 303, 307, 308].includes(page.status) ? page.status : 302
  return { outcome: redirectTo(moved, uri), status: moved }
}

function* enterNamed(transaction: Transaction, name: string, around: Surroundings): Task<Outcome> {
  const location = namedLocation(transaction.server, name)
  if (!location) return statusOf(500, `could not find named location "${name}"`)
  transaction.location = location
  transaction.settings = location.settings
  transaction.validLocation = true
  return yield* inLocation(transaction, location.rewrites, around)
}

/** From the server's own directives through the location that fits. */
function* route(transaction: Transaction, around: Surroundings): Task<Outcome> {
  const { server } = transaction
  transaction.settings = server.settings
  transaction.location = undefined
  const first = runRewrites(transaction, server.rewrites).outcome
  if (first.kind === 'return') return returned(transaction, first.status, first.text)
  if (first.kind === 'redirect') return redirectTo(first.status, first.to)
  for (;;) {
    const found = findLocation(server.locations, transaction.uri)
    transaction.location = found?.location
    transaction.settings = found?.location.settings ?? server.settings
    transaction.validLocation = true
    if (found) {
      if (found.location.kind === '~') transaction.captures = found.captures
      for (const [name, value] of Object.entries(found.named)) transaction.variables.set(name, value ?? '')
      if (found.location.internal && transaction.redirects === 0 && !transaction.rewritten) return statusOf(404)
    } else {
      const slash = missingSlash(transaction)
      if (slash) return slash
    }
    if (found && found.location.kind !== '=' && found.location.path !== transaction.uri) {
      const slash = missingSlash(transaction)
      if (slash) return slash
    }
    const outcome = yield* inLocation(transaction, found?.location.rewrites ?? [], around)
    if (outcome !== AGAIN) return outcome
    if (++transaction.redirects > MOST_REDIRECTS) return statusOf(500, 'rewrite or internal redirection cycle')
  }
}

/** A prefix that ends with a slash and is passed on: without the slash it is sent to the one with it. */
function missingSlash({ server, uri, args, method }: Transaction): Outcome | undefined {
  const wanted = `${uri}/`
  const location = server.locations.find(({ kind, path }) => (kind === '' || kind === '^~') && path === wanted)
  if (location?.content?.kind !== 'proxy' && location?.content?.kind !== 'gateway') return undefined
  return method === 'GET' || method === 'HEAD'
    ? redirectTo(301, `${wanted}${args === '' ? '' : `?${args}`}`)
    : undefined
}

/** A location is to be found anew. */
const AGAIN: Outcome = { kind: 'internal', uri: '' }

function* inLocation(
  transaction: Transaction,
  rewrites: Parameters<typeof runRewrites>[1],
  around: Surroundings,
): Task<Outcome> {
  const { location, server, request } = transaction
  const { outcome: rewritten, inside } = runRewrites(transaction, rewrites)
  if (inside) transaction.settings = inside.settings
  if (rewritten.kind === 'return') return returned(transaction, rewritten.status, rewritten.text)
  if (rewritten.kind === 'redirect') return redirectTo(rewritten.status, rewritten.to)
  if (rewritten.kind === 'again') return AGAIN
  const { maxBody } = transaction.settings
  if (maxBody > 0 && request.body.length > maxBody) {
    return statusOf(413, `client intended to send too large body: ${request.body.length} bytes`)
  }
  const access = accessOf(transaction)
  if (access.kind === 'refused') {
    const { status, realm, why } = access
    const headers = realm === undefined ? undefined : { 'WWW-Authenticate': `Basic realm="${realm}"` }
    return { kind: 'status', status, why, ...(headers ? { headers } : {}) }
  }
  const candidates = location ? location.tryFiles : server.tryFiles
  const elsewhere = candidates && tryFiles(transaction, candidates)
  if (elsewhere) return elsewhere
  return yield* contentOf(transaction, inside?.content ?? location?.content, around)
}

function* contentOf(transaction: Transaction, content: Content | undefined, around: Surroundings): Task<Outcome> {
  const complain: Complain = (text, url) => around.complain(transaction, text, url)
  switch (content?.kind) {
    case 'proxy':
      return yield* proxy(transaction, content.target, around.balancer, complain)
    case 'gateway':
      return yield* gateway(transaction, content.directive, content.address, complain)
    case 'stub_status':
      return {
        kind: 'response',
        response: { status: 200, headers: { 'Content-Type': 'text/plain' }, body: around.status() },
      }
    case 'empty_gif':
      return { kind: 'response', response: { status: 200, headers: { 'Content-Type': 'image/gif' }, body: 'GIF89a' } }
    default:
      return serveFile(transaction)
  }
}

/** `return`: with a text that is the body, or for a redirect where it leads. */
function returned(transaction: Transaction, status: number, text: string | undefined): Outcome {
  if (status === 444) return { kind: 'closed' }
  if (text === undefined) return statusOf(status)
  if ([301, 302, 303, 307, 308].includes(status)) return redirectTo(status, text)
  const headers = { 'Content-Type': typeOf(transaction, '') }
  return { kind: 'response', response: { status, headers, body: text } }
}

/** Statuses that add_header adds to without being told `always`. */
const ADDED_TO = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308]

function finished(transaction: Transaction, response: HttpResponse, around: Surroundings): HttpResponse {
  const { settings, sys, request } = transaction
  const { status, body = '' } = response
  const given = { ...response.headers }
  if (given.Location?.startsWith('/') && settings.absoluteRedirect && !transaction.foreignLocation) {
    given.Location = `${originOf(transaction)}${given.Location}`
  }
  const headers: Record<string, string> = {
    Server: signature(transaction, around),
    Date: formatDate(sys.now(), '%a, %d %b %Y %H:%M:%S GMT'),
    ...given,
    Connection: /close/i.test(header(request, 'connection') ?? '') ? 'close' : 'keep-alive',
  }
  transaction.status = status
  transaction.sentHeaders = headers
  transaction.size = request.method === 'HEAD' ? 0 : body.length
  for (const { name, value, always } of settings.headers) {
    if (!always && !ADDED_TO.includes(status)) continue
    const text = expand(transaction, value)
    if (text !== '') headers[name] = text
  }
  return { status, headers, body }
}

/** Scheme, name and port, as a redirect within this server names them. */
function originOf(transaction: Transaction): string {
  const { settings, listen, server } = transaction
  const host = settings.serverNameInRedirect ? (server.names[0]?.name ?? '') : hostOf(transaction)
  const usual = listen.ssl ? 443 : 80
  const port = settings.portInRedirect && listen.port !== usual ? `:${listen.port}` : ''
  return `${listen.ssl ? 'https' : 'http'}://${host}${port}`
}

import type { HttpOutcome, HttpRequest, HttpResponse } from '../../../engine/program-api/network.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import type { Balancer } from './balance.ts'
import type { Peer, ProxySettings, ProxyTarget, Upstream } from './config.ts'
import { type Outcome, statusOf } from './outcome.ts'
import { remoteAddress, type Transaction } from './transaction.ts'
import { expand } from './variables.ts'

/** What does not go through a proxy. */
const NOT_PASSED = /^(?:host|connection|keep-alive|transfer-encoding|upgrade|te|content-length|expect)$/i
const NOT_RETURNED = /^(?:server|date|connection|keep-alive|transfer-encoding|content-length|x-accel-.*|x-pad)$/i

/** Writes to the error log what went wrong with a server behind. */
export type Complain = (text: string, url: string) => void

/** Passes a request on to a server behind, to the next one where that fails, and gives back what it says. */
// nginx: http/modules/ngx_http_proxy_module.c, http/ngx_http_upstream.c (1.27)
export function* proxy(
  transaction: Transaction,
  target: ProxyTarget,
  balancer: Balancer,
  complain: Complain,
): Task<Outcome> {
  const { sys, settings } = transaction
  const to = destination(transaction, target)
  if (typeof to === 'string') return statusOf(502, to)
  const { upstream, scheme, path } = to
  const request = passedOn(transaction, to)
  const tried = new Set<number>()
  let last: Outcome = statusOf(502)
  for (;;) {
    const index = balancer.next(upstream, tried, sys.now(), remoteAddress(transaction))
    if (index === undefined) {
      if (tried.size === 0)
        complain('no live upstreams while connecting to upstream', `${scheme}://${upstream.name}${path}`)
      return last
    }
    tried.add(index)
    const peer = upstream.peers[index] as Peer
    const began = sys.now()
    balancer.began(upstream, index)
    const outcome = yield* ask(transaction, peer, request, settings.proxy)
    const status = outcome.kind === 'response' ? outcome.response.status : outcome.kind === 'timeout' ? 504 : 502
    const failed = outcome.kind !== 'response' || settings.proxy.nextUpstream.includes(`http_${status}`)
    balancer.ended(upstream, index, failed, sys.now())
    note(transaction, peer, status, sys.now() - began)
    if (outcome.kind !== 'response') complain(reasonOf(outcome), `${scheme}://${peer.address}:${peer.port}${path}`)
    const next = outcome.kind === 'timeout' ? 'timeout' : outcome.kind === 'response' ? `http_${status}` : 'error'
    const goesOn = settings.proxy.nextUpstream.includes(next) && tried.size < upstream.peers.length
    if (goesOn && failed) {
      last = statusOf(status)
      continue
    }
    return outcome.kind === 'response' ? answered(transaction, outcome.response, target) : statusOf(status)
  }
}

interface Destination {
  readonly upstream: Upstream
  readonly scheme: 'http' | 'https'
  readonly path: string
  /** $proxy_host: what it is asked as, unless the configuration says so. */
  readonly host: string
}

/** Who is asked, and for what; a text says why nobody is. */
function destination(transaction: Transaction, target: ProxyTarget): Destination | string {
  const { config, location, uri, args, request } = transaction
  const query = args === '' ? '' : `?${args}`
  const asWritten = transaction.rewritten ? `${encoded(uri)}${query}` : request.path
  if (target.hasVariables) return fromVariables(transaction, target, asWritten)
  const upstream = config.upstreams.get(target.authority)
  if (!upstream) return `no upstream "${target.authority}"`
  const rest = uri.slice(location?.path.length ?? 0)
  const path =
    target.uri === undefined || !transaction.validLocation ? asWritten : `${target.uri}${encoded(rest)}${query}`
  return { upstream, scheme: target.scheme, path, host: target.authority }
}

/** A target that is known only now is looked up now, which takes a resolver. */
function fromVariables(transaction: Transaction, target: ProxyTarget, asWritten: string): Destination | string {
  const url = expand(transaction, target.authority)
  const [, scheme = '', authority = '', uri] = /^(https?):\/\/([^/?]*)([/?].*)?$/is.exec(url) ?? []
  if (authority === '') return `invalid URL prefix in "${url}"`
  const known = transaction.config.upstreams.get(authority)
  const more = { scheme: scheme.toLowerCase() as 'http', path: uri ?? asWritten, host: authority }
  if (known) return { upstream: known, ...more }
  const [, name = '', port = scheme === 'https' ? '443' : '80'] = /^([^:]*)(?::(\d+))?$/.exec(authority) ?? []
  const isAddress = /^[\d.]+$/.test(name)
  if (!isAddress && !transaction.settings.resolver) return `no resolver defined to resolve ${name}`
  const addresses = isAddress ? [name] : transaction.sys.resolve(name)
  if (addresses.length === 0) return `${name} could not be resolved (3: Host not found)`
  const usual = { weight: 1, maxFails: 1, failTimeout: 10_000, backup: false, down: false }
  const peers = addresses.map((address) => ({ address, port: Number(port), ...usual }))
  return { upstream: { name: authority, peers, method: 'round robin' }, ...more }
}

function encoded(path: string): string {
  return path.replace(/[ %?#]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function passedOn(transaction: Transaction, { path, host, scheme }: Destination): HttpRequest {
  const { request, settings } = transaction
  const set = new Map(settings.proxy.headers.map(([name, value]) => [name.toLowerCase(), { name, value }]))
  const headers: Record<string, string> = {}
  if (!set.has('host')) headers.Host = host
  if (!set.has('connection')) headers.Connection = 'close'
  for (const { name, value } of set.values()) {
    const text = expand(transaction, value.replaceAll('$proxy_host', host))
    // An empty value leaves the header out.
    if (text !== '') headers[name] = text
  }
  for (const [name, value] of Object.entries(request.headers)) {
    if (!NOT_PASSED.test(name) && !set.has(name.toLowerCase())) headers[name] = value
  }
  return { method: settings.proxy.method ?? transaction.method, path, headers, body: request.body, scheme }
}

function* ask(
  { sys }: Transaction,
  { address, port }: Peer,
  request: HttpRequest,
  { connectTimeout, readTimeout }: ProxySettings,
): Task<HttpOutcome> {
  if (address.startsWith('unix:')) return { kind: 'refused' }
  if (connectTimeout < readTimeout) {
    const connected = yield* sys.connect(address, port, connectTimeout)
    if (connected !== 'connected') return { kind: connected }
  }
  return yield* sys.request(address, port, request, readTimeout)
}

function reasonOf(outcome: Exclude<HttpOutcome, { kind: 'response' }>): string {
  switch (outcome.kind) {
    case 'refused':
      return 'connect() failed (111: Connection refused) while connecting to upstream'
    case 'timeout':
      return 'upstream timed out (110: Connection timed out) while reading response header from upstream'
    case 'unknownHost':
      return 'connect() failed (113: No route to host) while connecting to upstream'
    case 'malformed':
      if (outcome.detail === 'EOF')
        return 'upstream prematurely closed connection while reading response header from upstream'
      return outcome.detail.includes('HTTPS client')
        ? 'SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream'
        : 'upstream sent no valid HTTP/1.0 header while reading response header from upstream'
  }
}

/** More than one try stands in the variables one behind the other. */
function note(transaction: Transaction, peer: Peer, status: number, ms: number): void {
  const before = transaction.upstream
  const join = (old: string | undefined, now: string): string => (old === undefined ? now : `${old}, ${now}`)
  transaction.upstream = {
    address: join(before?.address, `${peer.address}:${peer.port}`),
    status: join(before?.status, String(status)),
    time: join(before?.time, (ms / 1000).toFixed(3)),
  }
}

function answered(transaction: Transaction, response: HttpResponse, target: ProxyTarget): Outcome {
  const { proxy: settings, errorPages } = transaction.settings
  const { status, body = '' } = response
  if (settings.interceptErrors && status >= 300 && errorPages.some(({ statuses }) => statuses.includes(status)))
    return statusOf(status)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    if (NOT_RETURNED.test(name) || settings.hidden.includes(name.toLowerCase())) continue
    const back = /^location$/i.test(name) && settings.redirect ? backFrom(transaction, target, value) : value
    if (/^location$/i.test(name)) transaction.foreignLocation = back === value
    headers[name] = back
  }
  return { kind: 'response', response: { status, headers, body } }
}

/** proxy_redirect default: what names the server behind names this one instead. */
function backFrom({ location }: Transaction, target: ProxyTarget, value: string): string {
  if (target.hasVariables) return value
  const url = `${target.scheme}://${target.authority}${target.uri ?? '/'}`
  if (!value.startsWith(url)) return value
  const path = location?.kind === '' || location?.kind === '^~' || location?.kind === '=' ? location.path : '/'
  return `${target.uri === undefined ? '/' : path}${value.slice(url.length)}`
}

/** FastCGI and its like are not spoken here: whether somebody listens there is all that is known. */
export function* gateway(transaction: Transaction, directive: string, to: string, complain: Complain): Task<Outcome> {
  const address = expand(transaction, to).replace(/^grpcs?:\/\//, '')
  const [, host = '', port = '80'] = /^([^:]*)(?::(\d+))?$/.exec(address) ?? []
  const peer = transaction.config.upstreams.get(address)?.peers[0]
  const connected = address.startsWith('unix:')
    ? 'refused'
    : yield* transaction.sys.connect(peer?.address ?? host, peer?.port ?? Number(port), 60_000)
  if (connected === 'connected') {
    const body = `not simulated: what ${address} answers to ${directive}\n`
    return { kind: 'response', response: { status: 200, headers: { 'Content-Type': 'text/plain' }, body } }
  }
  if (connected === 'timeout') return statusOf(504)
  const reason = address.startsWith('unix:')
    ? `connect() to ${address} failed (2: No such file or directory) while connecting to upstream`
    : 'connect() failed (111: Connection refused) while connecting to upstream'
  complain(reason, `${directive.replace('_pass', '')}://${address}`)
  return statusOf(502)
}

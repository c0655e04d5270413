import type { Container } from '../../manifest/pod/container.ts'
import type { HTTPGetAction } from '../../manifest/pod/handler.ts'
import type { HttpOutcome, HttpRequest } from '../program-api/network.ts'
import { resolveContainerPort } from './container-port.ts'

type HeaderList = readonly { readonly name: string; readonly value?: string }[]

/** A URL in the parts that matter here. `query` and `fragment` come with their signs, or are empty. */
export interface HttpUrl {
  readonly scheme: string
  /** Host and port as they are written. */
  readonly authority: string
  readonly path: string
  readonly query: string
  readonly fragment: string
}

/** What a probe or a hook asks for first; a text says why it cannot. */
// kubelet: pkg/probe/http/request.go NewRequestForHTTPGetAction (v1.36)
export function httpGetUrl(action: HTTPGetAction, container: Container, podIP: string): HttpUrl | string {
  const port = resolveContainerPort(action.port, container)
  if (typeof port === 'string') return port
  return formatUrl((action.scheme || 'HTTP').toLowerCase(), action.host || podIP, port, action.path ?? '')
}

/** A path may bring a query and a fragment of its own. */
// kubelet: pkg/probe/http/request.go formatURL (v1.36)
export function formatUrl(scheme: string, host: string, port: number, reference: string): HttpUrl {
  return { scheme, authority: `${host}:${port}`, ...splitReference(reference) }
}

function splitReference(reference: string): Pick<HttpUrl, 'path' | 'query' | 'fragment'> {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(reference) ?? []
  return { path, query, fragment }
}

/** As Go prints it, in messages. */
// net/url: URL.String
export function urlText({ scheme, authority, path, query, fragment }: HttpUrl): string {
  return `${scheme}://${authority}${rooted(path)}${query}${fragment}`
}

export function hostnameOf({ authority }: HttpUrl): string {
  return authority.replace(/:\d+$/, '')
}

export function portOf({ authority, scheme }: HttpUrl): number {
  return Number(/:(\d+)$/.exec(authority)?.[1] ?? (scheme === 'https' ? 443 : 80))
}

/** What a Location stands for, seen from `base`. */
// net/url: URL.Parse, ResolveReference
export function resolveLocation(base: HttpUrl, location: string): HttpUrl {
  const absolute = /^(?:([a-z][a-z0-9+.-]*):)?\/\/([^/?#]*)(.*)$/is.exec(location)
  if (absolute) {
    const [, scheme = base.scheme, authority = '', rest = ''] = absolute
    return { scheme: scheme.toLowerCase(), authority, ...splitReference(rest) }
  }
  const { path, query, fragment } = splitReference(location)
  if (path === '') return { ...base, query: query || base.query, fragment }
  const full = path.startsWith('/') ? path : `${base.path.replace(/[^/]*$/, '') || '/'}${path}`
  return { ...base, path: withoutDots(full), query, fragment }
}

function withoutDots(path: string): string {
  const kept: string[] = []
  const parts = path.split('/').slice(1)
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1
    if (part === '..') kept.pop()
    if (part !== '.' && part !== '..') kept.push(part)
    else if (last) kept.push('')
  }
  return `/${kept.join('/')}`
}

/** By the names that go over the wire; a header that is given twice has two values. */
// kubelet: pkg/probe/http/request.go v1HeaderToHTTPHeader (v1.36)
export function canonicalHeaders(list: HeaderList): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (const { name, value = '' } of list) {
    const canonical = canonicalHeaderName(name)
    headers.set(canonical, [...(headers.get(canonical) ?? []), value])
  }
  return headers
}

// net/textproto: CanonicalMIMEHeaderKey
function canonicalHeaderName(name: string): string {
  return name.toLowerCase().replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase())
}

/** The headers that are sent: an empty Accept or User-Agent leaves it out, the Host names the server. */
// kubelet: pkg/probe/http/request.go newRequest (v1.36)
export function requestHeaders(list: HeaderList, agent: string, url: HttpUrl): Record<string, string> {
  const headers = canonicalHeaders(list)
  if (!headers.has('User-Agent')) headers.set('User-Agent', [agent])
  if (!headers.has('Accept')) headers.set('Accept', ['*/*'])
  if (headers.get('Accept')?.[0] === '') headers.delete('Accept')
  if (headers.get('User-Agent')?.[0] === '') headers.delete('User-Agent')
  const host = headers.get('Host')?.[0] || url.authority
  const sent = Object.fromEntries([...headers].map(([name, values]) => [name, values.join(', ')]))
  return { ...sent, Connection: 'close', Host: host }
}

export function getRequest(url: HttpUrl, headers: Readonly<Record<string, string>>): HttpRequest {
  const scheme = url.scheme === 'https' ? 'https' : 'http'
  return { method: 'GET', path: `${rooted(url.path) || '/'}${url.query}`, headers, body: '', scheme }
}

function rooted(path: string): string {
  return path === '' || path.startsWith('/') ? path : `/${path}`
}

/** Why there was no answer, as Go's HTTP client says it. */
// net/http: Client.do
export function transportError(outcome: Exclude<HttpOutcome, { kind: 'response' }>, url: HttpUrl): string {
  return `Get "${urlText(url)}": ${reasonOf(outcome, url)}`
}

function reasonOf(outcome: Exclude<HttpOutcome, { kind: 'response' }>, url: HttpUrl): string {
  switch (outcome.kind) {
    case 'timeout':
      return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
    case 'refused':
      return `dial tcp ${hostnameOf(url)}:${portOf(url)}: connect: connection refused`
    case 'unknownHost':
      return `dial tcp: lookup ${hostnameOf(url)}: no such host`
    case 'malformed':
      return outcome.detail
  }
}

import type { HttpOutcome, HttpRequest, HttpResponse } from '../../../engine/program-api/network.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'

/** A server behind a proxy. */
export interface Behind {
  readonly host: string
  readonly port: number
}

export interface PassedOn {
  readonly timeoutMs: number
  readonly path?: string
  readonly scheme?: 'http' | 'https'
  /** Set over those that the client sent. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Headers of one connection, which a proxy does not hand on. */
const OF_CONNECTION = /^(?:connection|keep-alive|transfer-encoding|upgrade|te|content-length)$/i

/** Asks a server behind what the client has asked. */
export function passOn(sys: Sys, request: HttpRequest, { host, port }: Behind, more: PassedOn): Task<HttpOutcome> {
  const headers: Record<string, string> = {}
  const set = new Set(Object.keys(more.headers ?? {}).map((name) => name.toLowerCase()))
  for (const [name, value] of Object.entries(request.headers)) {
    if (!OF_CONNECTION.test(name) && !set.has(name.toLowerCase())) headers[name] = value
  }
  return sys.request(
    host,
    port,
    {
      method: request.method,
      path: more.path ?? request.path,
      headers: { ...headers, ...more.headers },
      body: request.body,
      scheme: more.scheme ?? 'http',
    },
    more.timeoutMs,
  )
}

/** What comes back, with headers of the proxy's own. */
export function handedBack(response: HttpResponse, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const kept = Object.entries(response.headers ?? {}).filter(([name]) => !OF_CONNECTION.test(name))
  const { status, body = '' } = response
  return { status, headers: { ...Object.fromEntries(kept), ...headers }, body }
}

/** Whose turn it is, one after the other. */
export class Turns {
  readonly #next = new Map<string, number>()

  take<T>(name: string, of: readonly T[]): T | undefined {
    const index = this.#next.get(name) ?? 0
    this.#next.set(name, index + 1)
    return of[index % Math.max(1, of.length)]
  }
}

/** host:port, with a standard port where none is said. */
export function behindOf(text: string, standardPort = 80): Behind | undefined {
  const [, host = '', port = String(standardPort)] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(text) ?? []
  return host === '' ? undefined : { host: host === '[::1]' ? '127.0.0.1' : host, port: Number(port) }
}

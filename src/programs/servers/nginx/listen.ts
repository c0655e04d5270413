import type { Directive } from './directive.ts'
import { problemAt } from './directive.ts'

/** One `listen` of a server. */
export interface Listen {
  /** As nginx prints it: 0.0.0.0:80, [::]:80, 127.0.0.1:8080. */
  readonly address: string
  readonly port: number
  readonly loopback: boolean
  readonly ssl: boolean
  /** The server for requests that name no other. */
  readonly isDefault: boolean
  readonly directive: Directive | undefined
  /** A socket in the file system, which nobody here can connect to. */
  readonly unix: boolean
}

const PARAMETERS =
  /^(?:default_server|default|ssl|http2|quic|proxy_protocol|reuseport|deferred|bind|multipath|ipv6only=(?:on|off)|so_keepalive=\S+|(?:backlog|rcvbuf|sndbuf|setfib|fastopen)=\S+|accept_filter=\S+)$/

/** A server that says nothing listens on 80, or on 8000 where its master is not root. */
export function standardListen(uid: number): Listen {
  const port = uid === 0 ? 80 : 8000
  return {
    address: `0.0.0.0:${port}`,
    port,
    loopback: false,
    ssl: false,
    isDefault: false,
    directive: undefined,
    unix: false,
  }
}

// nginx: http/ngx_http_core_module.c ngx_http_core_listen, core/ngx_inet.c ngx_parse_url (1.27)
export function listenOf(directive: Directive): Listen {
  const [where = '', ...parameters] = directive.args
  for (const parameter of parameters) {
    if (!PARAMETERS.test(parameter)) throw problemAt(directive, `invalid parameter "${parameter}"`)
  }
  const more = {
    ssl: parameters.includes('ssl'),
    isDefault: parameters.includes('default_server') || parameters.includes('default'),
    directive,
  }
  if (where.startsWith('unix:')) return { address: where, port: 0, loopback: true, unix: true, ...more }
  const { host, port } = hostAndPort(where, directive)
  const ipv6 = host.startsWith('[')
  const shown = host === '' || host === '*' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host
  const loopback = /^(?:127\.|\[::1\]$)/.test(shown)
  return { address: `${ipv6 ? host : shown}:${port}`, port, loopback, unix: false, ...more }
}

function hostAndPort(where: string, directive: Directive): { readonly host: string; readonly port: number } {
  const wrong = (why: string): never => {
    throw problemAt(directive, `${why} in "${where}" of the "listen" directive`)
  }
  if (/^\d+$/.test(where)) return { host: '', port: checked(where, wrong) }
  const [, host = '', port] = /^(\[[0-9a-fA-F:.]*\]|[^:[\]]*)(?::(.*))?$/.exec(where) ?? []
  if (host === '' && port === undefined) return wrong('invalid host')
  if (host === '') return wrong('no host')
  if (port !== undefined) return { host, port: checked(port, wrong) }
  return { host, port: 80 }
}

function checked(port: string, wrong: (why: string) => never): number {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0
  return number > 0 && number < 65_536 ? number : wrong('invalid port')
}

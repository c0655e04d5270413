import type { Sys } from '../../../engine/program-api/program.ts'
import type { Peer, ProxyTarget, Upstream } from './config.ts'
import { ConfigProblem, type Directive, lastOf, problemAt, timeOf } from './directive.ts'

/** Names are looked up once, when the configuration is read. */
type Resolve = Sys['resolve']

// nginx: http/ngx_http_upstream.c ngx_http_upstream_server (1.27)
export function upstreamOf(directive: Directive, resolve: Resolve): Upstream {
  const block = directive.block ?? []
  const servers = block.filter(({ name }) => name === 'server')
  if (servers.length === 0) throw problemAt(directive, 'no servers are inside upstream')
  const methods = ['least_conn', 'ip_hash', 'hash', 'random'] as const
  return {
    name: directive.args[0] ?? '',
    peers: servers.flatMap((server) => peersOf(server, resolve)),
    method: methods.find((method) => lastOf(block, method)) ?? 'round robin',
  }
}

function peersOf(directive: Directive, resolve: Resolve): readonly Peer[] {
  const [where = '', ...parameters] = directive.args
  const value = (name: string): string | undefined =>
    parameters.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1)
  for (const word of parameters) {
    if (
      !/^(?:(?:weight|max_conns|max_fails|fail_timeout|slow_start|route|service)=\S+|backup|down|resolve|drain)$/.test(
        word,
      )
    )
      throw problemAt(directive, `invalid parameter "${word}"`)
  }
  return addressesOf(where, 80, resolve, directive).map(([address, port]) => ({
    address,
    port,
    weight: Number(value('weight')) || 1,
    maxFails: Number(value('max_fails') ?? 1),
    failTimeout: timeOf(value('fail_timeout') ?? '10s') ?? 10_000,
    backup: parameters.includes('backup'),
    down: parameters.includes('down'),
  }))
}

/** An upstream of one name, where proxy_pass names a server itself. */
export function impliedUpstream({ authority, scheme }: ProxyTarget, resolve: Resolve, directive: Directive): Upstream {
  const standard = scheme === 'https' ? 443 : 80
  const peers = addressesOf(authority, standard, resolve, directive).map(([address, port]) => ({
    ...{ address, port, weight: 1, maxFails: 1, failTimeout: 10_000, backup: false, down: false },
  }))
  return { name: authority, peers, method: 'round robin' }
}

function addressesOf(
  authority: string,
  standardPort: number,
  resolve: Resolve,
  directive: Directive,
): readonly (readonly [address: string, port: number])[] {
  if (authority.startsWith('unix:')) return [[authority, 0]]
  const [, host = authority, port = String(standardPort)] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority) ?? []
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0
  if (number < 1 || number > 65_535) throw problemAt(directive, `invalid port in upstream "${authority}"`)
  if (/^[\d.]+$/.test(host)) return [[host, number]]
  const addresses = host === '[::1]' ? ['127.0.0.1'] : resolve(host)
  if (addresses.length === 0) {
    const shown = directive.name === 'server' ? authority : host
    throw new ConfigProblem(`host not found in upstream "${shown}" in ${directive.file}:${directive.line}`)
  }
  return addresses.map((address) => [address, number] as const)
}

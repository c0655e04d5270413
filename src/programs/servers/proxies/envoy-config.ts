import { parse } from 'yaml'
import type { Behind } from './pass-on.ts'
import { listAt, numberAt, textAt, treeAt } from './tree.ts'

export interface EnvoyConfig {
  readonly admin: number | undefined
  readonly listeners: readonly EnvoyListener[]
  readonly clusters: ReadonlyMap<string, EnvoyCluster>
  /** What stands there and is not followed. */
  readonly notSimulated: readonly string[]
}

export interface EnvoyListener {
  readonly port: number
  readonly loopback: boolean
  readonly tls: boolean
  /** Of an HTTP connection manager. */
  readonly hosts: readonly VirtualHost[]
  /** Of a TCP proxy: everything goes there. */
  readonly tcpCluster: string | undefined
}

export interface VirtualHost {
  readonly domains: readonly string[]
  readonly routes: readonly EnvoyRoute[]
}

export interface EnvoyRoute {
  readonly prefix: string | undefined
  readonly path: string | undefined
  readonly cluster: string | undefined
  readonly prefixRewrite: string | undefined
  readonly hostRewrite: string | undefined
  readonly timeoutMs: number
  readonly direct: { readonly status: number; readonly body: string } | undefined
  readonly redirect: { readonly status: number; readonly host: string | undefined; readonly https: boolean } | undefined
}

export interface EnvoyCluster {
  readonly name: string
  readonly endpoints: readonly Behind[]
}

/** undefined: it is no YAML, or no tree. */
export function readEnvoyConfig(text: string): EnvoyConfig | undefined {
  let tree: unknown
  try {
    tree = parse(text, { maxAliasCount: 100 })
  } catch {
    return undefined
  }
  if (typeof tree !== 'object' || tree === null) return undefined
  const clusters = listAt(tree, 'static_resources', 'clusters').map(clusterOf)
  const notSimulated = [
    ...(Object.keys(treeAt(tree, 'dynamic_resources')).length > 0 ? ['dynamic_resources'] : []),
    ...listAt(tree, 'static_resources', 'listeners').flatMap((listener) => unknownFilters(listener)),
  ]
  return {
    admin: numberAt(tree, 'admin', 'address', 'socket_address', 'port_value'),
    listeners: listAt(tree, 'static_resources', 'listeners').flatMap(listenerOf),
    clusters: new Map(clusters.map((cluster) => [cluster.name, cluster])),
    notSimulated: [...new Set(notSimulated)],
  }
}

const HTTP = /http_connection_manager$/
const TCP = /tcp_proxy$/
/** HTTP filters without an effect that would be missed here. */
const KNOWN_HTTP_FILTER = /(?:router|health_check|cors|grpc_stats|on_demand|compressor|header_to_metadata)$/

function unknownFilters(listener: unknown): string[] {
  return listAt(listener, 'filter_chains').flatMap((chain) =>
    listAt(chain, 'filters').flatMap((filter) => {
      const name = textAt(filter, 'name') ?? ''
      if (!HTTP.test(name)) return TCP.test(name) ? [] : [name]
      return listAt(settingsOf(filter), 'http_filters')
        .map((each) => textAt(each, 'name') ?? '')
        .filter((each) => !KNOWN_HTTP_FILTER.test(each))
    }),
  )
}

function settingsOf(filter: unknown): unknown {
  const typed = treeAt(filter, 'typed_config')
  return Object.keys(typed).length > 0 ? typed : treeAt(filter, 'config')
}

function listenerOf(listener: unknown): EnvoyListener[] {
  const address = textAt(listener, 'address', 'socket_address', 'address') ?? '0.0.0.0'
  const port = numberAt(listener, 'address', 'socket_address', 'port_value')
  if (port === undefined) return []
  const chains = listAt(listener, 'filter_chains')
  const filters = chains.flatMap((chain) => listAt(chain, 'filters'))
  const http = filters.find((filter) => HTTP.test(textAt(filter, 'name') ?? ''))
  const tcp = filters.find((filter) => TCP.test(textAt(filter, 'name') ?? ''))
  const hosts = listAt(settingsOf(http), 'route_config', 'virtual_hosts').map((host) => ({
    domains: listAt(host, 'domains').map(String),
    routes: listAt(host, 'routes').map(routeOf),
  }))
  const tls = chains.some(
    (chain) =>
      Object.keys(treeAt(chain, 'transport_socket')).length > 0 || Object.keys(treeAt(chain, 'tls_context')).length > 0,
  )
  return [{ port, loopback: address.startsWith('127.'), tls, hosts, tcpCluster: textAt(settingsOf(tcp), 'cluster') }]
}

/** Envoy's own limit for an answer, where a route says nothing. */
const ROUTE_TIMEOUT = 15_000

/** Everything goes to one cluster. */
export function routeTo(cluster: string): EnvoyRoute {
  return {
    prefix: '/',
    path: undefined,
    cluster,
    prefixRewrite: undefined,
    hostRewrite: undefined,
    timeoutMs: ROUTE_TIMEOUT,
    direct: undefined,
    redirect: undefined,
  }
}

const REDIRECT_CODES: ReadonlyMap<string, number> = new Map([
  ['FOUND', 302],
  ['SEE_OTHER', 303],
  ['TEMPORARY_REDIRECT', 307],
  ['PERMANENT_REDIRECT', 308],
])

function routeOf(route: unknown): EnvoyRoute {
  const weighted = listAt(route, 'route', 'weighted_clusters', 'clusters')[0]
  const status = numberAt(route, 'direct_response', 'status')
  const redirects = Object.keys(treeAt(route, 'redirect')).length > 0
  const code = REDIRECT_CODES.get(textAt(route, 'redirect', 'response_code') ?? '')
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(textAt(route, 'route', 'timeout') ?? '')?.[1]
  return {
    prefix: textAt(route, 'match', 'prefix'),
    path: textAt(route, 'match', 'path'),
    cluster: textAt(route, 'route', 'cluster') ?? textAt(weighted, 'name'),
    prefixRewrite: textAt(route, 'route', 'prefix_rewrite'),
    hostRewrite: textAt(route, 'route', 'host_rewrite_literal') ?? textAt(route, 'route', 'host_rewrite'),
    // Zero is for ever.
    timeoutMs: seconds === undefined ? ROUTE_TIMEOUT : Math.round(Number(seconds) * 1000) || 86_400_000,
    direct:
      status === undefined
        ? undefined
        : { status, body: textAt(route, 'direct_response', 'body', 'inline_string') ?? '' },
    redirect: redirects
      ? {
          status: code ?? 301,
          host: textAt(route, 'redirect', 'host_redirect'),
          https: treeAt(route, 'redirect').https_redirect === true,
        }
      : undefined,
  }
}

function clusterOf(cluster: unknown): EnvoyCluster {
  const name = textAt(cluster, 'name') ?? ''
  const named = listAt(cluster, 'load_assignment', 'endpoints').flatMap((group) =>
    listAt(group, 'lb_endpoints').map((each) => treeAt(each, 'endpoint', 'address', 'socket_address')),
  )
  // The notation of before 1.14.
  const older = listAt(cluster, 'hosts').map((host) => treeAt(host, 'socket_address'))
  const endpoints = [...named, ...older].flatMap((address) => {
    const port = numberAt(address, 'port_value')
    const host = textAt(address, 'address')
    return host === undefined || port === undefined ? [] : [{ host, port }]
  })
  return { name, endpoints }
}

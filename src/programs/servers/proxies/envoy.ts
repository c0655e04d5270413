import type { HttpAnswer, HttpRequest, HttpResponse } from '../../../engine/program-api/network.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { isPlaceholder } from '../../commands/placeholder.ts'
import { type Answered, type Port, runDaemon, say } from '../daemon.ts'
import { header, pathOf } from '../server-loop.ts'
import { type AssumedProxy, assumedProxy, saidOf } from './assumed-proxy.ts'
import {
  type EnvoyCluster,
  type EnvoyConfig,
  type EnvoyListener,
  type EnvoyRoute,
  readEnvoyConfig,
  routeTo,
  type VirtualHost,
} from './envoy-config.ts'
import { handedBack, passOn, Turns } from './pass-on.ts'

const FAILED = 'upstream connect error or disconnect/reset before headers. '

/** Routes what comes to its listeners to its clusters, as its configuration says. */
export function* envoy(sys: Sys): Task<number> {
  const args = sys.argv.slice(1)
  const option = (...names: readonly string[]): string | undefined => {
    const at = args.findIndex((arg) => names.some((name) => arg === name || arg.startsWith(`${name}=`)))
    const arg = args[at]
    return arg?.includes('=') ? arg.slice(arg.indexOf('=') + 1) : at < 0 ? undefined : args[at + 1]
  }
  const path = option('-c', '--config-path')
  const yaml = option('--config-yaml')
  const file = path === undefined ? undefined : sys.files.read(path)
  const text = yaml ?? (typeof file === 'object' ? file.text : undefined)
  const assumed = text !== undefined && isPlaceholder(text) ? assumedProxy(sys, ADMIN_PORT) : undefined
  if (assumed) yield* sys.stderr.write(`envoy: ${saidOf(assumed, path ?? 'its configuration')}\n`)
  const config = assumed ? configOf(assumed) : text === undefined ? undefined : readEnvoyConfig(text)
  if (!config) {
    yield* say(sys, `[%F %T.%L][1][critical][main] [source/server/server.cc] ${problem(path, text)}`)
    return 1
  }
  for (const what of config.notSimulated) yield* sys.stderr.write(`envoy: not simulated: ${what}\n`)
  const turns = new Turns()
  const ports: Port[] = config.listeners.map((listener) => ({
    port: listener.port,
    loopback: listener.loopback,
    tls: listener.tls,
    http: { '*': (request) => serve(sys, config, listener, turns, request) },
  }))
  const admin = config.admin
  if (admin !== undefined && !ports.some(({ port }) => port === admin)) {
    ports.unshift({
      port: admin,
      http: {
        '/ready': 'LIVE\n',
        '/server_info': '{"state":"LIVE"}\n',
        '/clusters': [...config.clusters.keys()]
          .map((name) => `${name}::default_priority::max_connections::1024\n`)
          .join(''),
        '/listeners': config.listeners.map(({ port }) => `listener::0.0.0.0:${port}\n`).join(''),
        '/stats': 'server.state: 0\n',
        '/stats/prometheus': 'envoy_server_state{} 0\n',
        '*': '',
      },
    })
  }
  return yield* runDaemon(sys, {
    startMs: 200,
    memoryMiB: 25,
    says: '[%F %T.%L][1][info][main] [source/server/server.cc] initializing epoch 0',
    ready: '[%F %T.%L][1][info][main] [source/server/server.cc] starting main dispatch loop',
    ports,
    stop: { says: '[%F %T.%L][1][warning][main] [source/server/server.cc] caught SIGTERM' },
  })
}

/** Where documentation and examples put Envoy's administration. */
const ADMIN_PORT = 9901

function configOf({ ports, behind }: AssumedProxy): EnvoyConfig {
  const cluster: EnvoyCluster = {
    name: 'beside',
    get endpoints() {
      return behind()
    },
  }
  return {
    admin: ADMIN_PORT,
    listeners: ports.map(({ port, tls }) => ({
      port,
      tls,
      loopback: false,
      hosts: [{ domains: ['*'], routes: [routeTo(cluster.name)] }],
      tcpCluster: undefined,
    })),
    clusters: new Map([[cluster.name, cluster]]),
    notSimulated: [],
  }
}

function problem(path: string | undefined, text: string | undefined): string {
  if (path === undefined && text === undefined)
    return 'At least one of --config-path or --config-yaml or Options::configProto() should be non-empty'
  const where = path === undefined ? '' : ` '${path.replaceAll('%', '%%')}'`
  return text === undefined
    ? `error initializing configuration${where}: unable to read file: ${path?.replaceAll('%', '%%')}`
    : `error initializing configuration${where}: Unable to convert YAML as JSON`
}

function serve(sys: Sys, config: EnvoyConfig, listener: EnvoyListener, turns: Turns, request: HttpRequest): Answered {
  const own = { server: 'envoy' }
  if (listener.tcpCluster !== undefined) return forward(sys, config, listener.tcpCluster, turns, request, undefined)
  const host = hostFor(listener.hosts, (header(request, 'host') ?? '').toLowerCase())
  const path = pathOf(request)
  const route = host?.routes.find((each) =>
    each.path === undefined ? path.startsWith(each.prefix ?? '/') : path === each.path,
  )
  if (!route) return { status: 404, headers: own, body: '' }
  if (route.direct) return { ...route.direct, headers: own }
  if (route.redirect) {
    const to = route.redirect.host ?? header(request, 'host') ?? ''
    const scheme = route.redirect.https || listener.tls ? 'https' : 'http'
    return {
      status: route.redirect.status,
      headers: { ...own, location: `${scheme}://${to}${request.path}` },
      body: '',
    }
  }
  return forward(sys, config, route.cluster ?? '', turns, request, route)
}

/** The domain that fits best: equal, then *.suffix, then prefix.*, then *. */
function hostFor(hosts: readonly VirtualHost[], asked: string): VirtualHost | undefined {
  const name = asked.replace(/:\d+$/, '')
  const with_ = (fits: (domain: string) => boolean): VirtualHost | undefined =>
    hosts.find(({ domains }) => domains.some((domain) => fits(domain.toLowerCase())))
  return (
    with_((domain) => domain === asked || domain === name) ??
    with_((domain) => domain.length > 1 && domain.startsWith('*') && name.endsWith(domain.slice(1))) ??
    with_((domain) => domain.length > 1 && domain.endsWith('*') && name.startsWith(domain.slice(0, -1))) ??
    with_((domain) => domain === '*')
  )
}

/** Without a route it is a TCP proxy, which adds nothing. */
function* forward(
  sys: Sys,
  config: EnvoyConfig,
  name: string,
  turns: Turns,
  request: HttpRequest,
  route: EnvoyRoute | undefined,
): Task<HttpAnswer> {
  const headers: Record<string, string> = route ? { server: 'envoy' } : {}
  const failed = (status: number, body: string): HttpAnswer => (route ? { status, headers, body } : 'closed')
  const cluster = config.clusters.get(name)
  const endpoint = cluster && turns.take(name, cluster.endpoints)
  if (!cluster) return failed(503, '')
  if (!endpoint) return failed(503, 'no healthy upstream')
  const path = route?.prefixRewrite === undefined ? request.path : rewritten(request.path, route)
  const began = sys.now()
  const outcome = yield* passOn(sys, request, endpoint, {
    timeoutMs: route?.timeoutMs ?? 3_600_000,
    path,
    headers: route
      ? {
          ...(route.hostRewrite === undefined ? {} : { Host: route.hostRewrite }),
          'x-forwarded-proto': 'http',
          'x-envoy-expected-rq-timeout-ms': String(route.timeoutMs),
        }
      : {},
  })
  switch (outcome.kind) {
    case 'response':
      return handed(
        outcome.response,
        route ? { ...headers, 'x-envoy-upstream-service-time': String(sys.now() - began) } : {},
      )
    case 'timeout':
      return failed(504, 'upstream request timeout')
    case 'unknownHost':
      return failed(503, 'no healthy upstream')
    case 'refused':
      return failed(
        503,
        `${FAILED}reset reason: remote connection failure, transport failure reason: delayed connect error: Connection refused`,
      )
    case 'malformed':
      return failed(503, `${FAILED}reset reason: connection termination`)
  }
}

function handed(response: HttpResponse, headers: Readonly<Record<string, string>>): HttpResponse {
  const own = new Set(Object.keys(headers))
  const back = handedBack(response)
  const kept = Object.entries(back.headers ?? {}).filter(([name]) => !own.has(name.toLowerCase()))
  return { ...back, headers: { ...Object.fromEntries(kept), ...headers } }
}

function rewritten(path: string, { prefix, path: exact, prefixRewrite = '' }: EnvoyRoute): string {
  return `${prefixRewrite}${path.slice((exact ?? prefix ?? '').length)}`
}

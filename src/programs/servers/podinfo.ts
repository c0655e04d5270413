import type { HttpAnswer, HttpRequest, HttpResponse, Server } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { touchMemory } from '../memory.ts'
import { goDuration, readGoFlags } from './go-flags.ts'
import { listenOr, pathOf, untilSignal } from './server-loop.ts'

const MIB = 1024 * 1024

const FLAGS = `host port port-metrics secure-port grpc-port grpc-service-name level backend-url http-client-timeout
  http-server-timeout server-shutdown-timeout data-path config-path cert-path config ui-path ui-logo ui-color ui-message
  h2c? random-delay? random-delay-unit random-delay-min random-delay-max random-error? unhealthy? unready? stress-cpu
  stress-memory cache-server otel-service-name version?`.replace(/\s+/g, ' ')

/** Flags that would change what is answered, and are not followed here. */
const NOT_SIMULATED = ['random-delay', 'random-error', 'secure-port', 'backend-url', 'cache-server', 'config']

/** On SIGTERM it waits so long for the endpoints to forget it, unless it logs at debug level. */
const DRAIN = 3000
/** What /panic ends it with. */
const PANIC_CODE = 255

/** stefanprodan/podinfo: a small web application whose health can be talked down. */
export function* podinfo(sys: Sys): Task<number> {
  const { values, problem } = readGoFlags(sys.argv.slice(1), FLAGS)
  if (problem !== undefined) {
    yield* sys.stderr.write(`Error: ${problem.replace(/^flag provided but not defined: -/, 'unknown flag: --')}\n`)
    return 2
  }
  // viper: every flag is a variable too.
  const option = (name: string, standard: string): string =>
    values.get(name) ?? sys.env.get(`PODINFO_${name.replaceAll('-', '_').toUpperCase()}`) ?? standard
  if (values.has('version')) {
    yield* sys.stdout.write('6.7.0\n')
    return 0
  }
  const level = option('level', 'info')
  const port = Number(option('port', '9898'))
  const grpcPort = Number(option('grpc-port', '0'))
  const metricsPort = Number(option('port-metrics', '0'))
  for (const name of NOT_SIMULATED)
    if (option(name, '') !== '') yield* sys.stderr.write(`podinfo: not simulated: --${name}\n`)
  yield* log(sys, level, 'Starting podinfo', `"version":"6.7.0","port":"${port}"`)
  const megabytes = Number(option('stress-memory', '0'))
  yield* touchMemory(sys, (12 + megabytes) * MIB)
  const health = { healthy: option('unhealthy', 'false') !== 'true', ready: option('unready', 'false') !== 'true' }
  let panicked = false
  const handle = (request: HttpRequest): HttpResponse | Task<HttpAnswer> => {
    if (pathOf(request) === '/panic') {
      panicked = true
      sys.kill(sys.pid, 'SIGTERM')
    }
    return answer(sys, request, health, option('ui-message', `greetings from podinfo v6.7.0`))
  }
  const check: Server = {
    kind: 'grpc',
    check: (service) =>
      service === '' || service === option('grpc-service-name', 'podinfo')
        ? { health: 'SERVING' }
        : { health: 'SERVICE_UNKNOWN' },
  }
  const servers: readonly (readonly [number, Server])[] = [
    [grpcPort, check],
    [metricsPort, { kind: 'http', handle: () => ({ status: 200, body: '# HELP http_requests_total\n' }) }],
    [port, { kind: 'http', handle }],
  ]
  for (const [number, server] of servers) {
    if (number > 0 && !(yield* listenOr(sys, number, server, (reason) => `listen tcp :${number}: bind: ${reason}`)))
      return 1
  }
  yield* untilSignal(sys, ['SIGTERM', 'SIGINT'])
  if (panicked) {
    yield* log(sys, level, 'Panic command received', '"level":"panic"')
    return PANIC_CODE
  }
  health.healthy = false
  health.ready = false
  const shutdown = goDuration(option('server-shutdown-timeout', '5s')) ?? 5000
  yield* log(sys, level, 'Shutting down HTTP/HTTPS server', `"timeout":${shutdown}`)
  if (level !== 'debug') yield* sys.sleep(DRAIN)
  return 0
}

interface Health {
  healthy: boolean
  ready: boolean
}

function answer(sys: Sys, request: HttpRequest, health: Health, message: string): HttpResponse | Task<HttpAnswer> {
  const path = pathOf(request)
  const json = (status: number, value: object): HttpResponse => ({
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify(value, null, 2)}\n`,
  })
  const OK = { status: 'OK' }
  switch (path) {
    case '/healthz':
      return health.healthy ? json(200, OK) : { status: 503, body: '' }
    case '/readyz':
      return health.ready ? json(200, OK) : { status: 503, body: '' }
    case '/readyz/enable':
    case '/readyz/disable':
      health.ready = path.endsWith('enable')
      return json(202, OK)
    case '/version':
      return json(200, { version: '6.7.0', commit: 'unknown' })
    case '/env':
      return json(
        200,
        [...sys.env].map(([name, value]) => `${name}=${value}`),
      )
    case '/headers':
      return json(200, request.headers)
    case '/echo':
    case '/api/echo':
      return { status: 202, body: request.body }
    case '/metrics':
      return { status: 200, body: '# HELP http_requests_total\n' }
    case '/':
    case '/api/info':
      return json(200, { hostname: sys.hostname, version: '6.7.0', message, runtime: 'go1.22' })
  }
  const status = /^\/status\/(\d{3})$/.exec(path)?.[1]
  if (status !== undefined) return json(Number(status), { status: Number(status) })
  const delay = /^\/delay\/(\d{1,4})$/.exec(path)?.[1]
  if (delay !== undefined) return { ...json(200, { delay: Number(delay) }), afterMs: Number(delay) * 1000 }
  return { status: 404, body: '404 page not found\n' }
}

function* log(sys: Sys, level: string, message: string, more: string): Task<void> {
  if (level === 'error' || level === 'fatal' || level === 'panic' || level === 'warn') return
  yield* sys.stderr.write(`{"level":"info","caller":"podinfo/main.go","msg":${JSON.stringify(message)},${more}}\n`)
}

/** Its companion for probes: `podcli check http|tcp|grpc ADDRESS`. */
export const podcli: Program = function* (sys) {
  const args = sys.argv.slice(1)
  const { values, rest } = splitFlags(args)
  const [verb = '', kind = '', address = ''] = rest
  if (verb === 'version') {
    yield* sys.stdout.write('podcli version 6.7.0\n')
    return 0
  }
  if (verb !== 'check' || !['http', 'tcp', 'grpc'].includes(kind)) {
    const known = kind === 'cert' || kind === 'ws' || verb === 'code'
    yield* sys.stderr.write(
      known
        ? `podcli: not simulated: ${verb} ${kind}\n`
        : `Error: unknown command ${JSON.stringify(verb === 'check' ? kind : verb)} for "podcli"\n`,
    )
    return 1
  }
  if (address === '') {
    yield* sys.stderr.write('Error: address is required!\n')
    return 1
  }
  const retries = Number(values.get('retry') ?? 0) || 0
  const delay = goDuration(values.get('delay') ?? '1s') ?? 1000
  const timeout = goDuration(values.get('timeout') ?? '5s') ?? 5000
  for (let attempt = 0; attempt <= retries; attempt++) {
    // It waits before the first attempt, and not before the second.
    if (attempt !== 1) yield* sys.sleep(delay)
    const failure = yield* tried(sys, kind, address, values, timeout)
    const said = failure === undefined ? 'check succeed' : 'check failed'
    const error = failure === undefined ? '' : `,"error":${JSON.stringify(failure)}`
    yield* sys.stderr.write(`{"level":"info","msg":"${said}","address":${JSON.stringify(address)}${error}}\n`)
    if (failure === undefined) return 0
  }
  return 1
}

function splitFlags(args: readonly string[]): {
  readonly values: ReadonlyMap<string, string>
  readonly rest: readonly string[]
} {
  const values = new Map<string, string>()
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const [, name, value] = /^--([a-z]+)(?:=(.*))?$/s.exec(args[i] as string) ?? []
    if (name === undefined) rest.push(args[i] as string)
    else values.set(name, value ?? args[++i] ?? '')
  }
  return { values, rest }
}

/** Why a check fails; undefined: it does not. */
function* tried(
  sys: Sys,
  kind: string,
  address: string,
  values: ReadonlyMap<string, string>,
  timeout: number,
): Task<string | undefined> {
  const [, tls, host = '', port = tls === undefined ? '80' : '443', path = '/'] =
    /^(?:http(s)?:\/\/)?([^:/]*)(?::(\d+))?(\/.*)?$/.exec(address) ?? []
  if (kind === 'tcp') {
    const outcome = yield* sys.connect(host, Number(port), timeout)
    return outcome === 'connected' ? undefined : `dial tcp ${host}:${port}: ${outcome}`
  }
  if (kind === 'grpc') {
    const outcome = yield* sys.grpcHealth(host, Number(port), values.get('service') ?? '', timeout)
    // Any status counts, as long as the protocol is spoken.
    return outcome.kind === 'health' && outcome.health !== 'UNIMPLEMENTED' && outcome.health !== 'SERVICE_UNKNOWN'
      ? undefined
      : 'rpc error'
  }
  const scheme = tls === undefined ? 'http' : 'https'
  const headers = { Host: `${host}:${port}`, 'User-Agent': 'Go-http-client/1.1' }
  const request = {
    method: values.get('method') ?? 'GET',
    path,
    headers,
    body: values.get('body') ?? '',
    scheme,
  } as const
  const outcome = yield* sys.request(host, Number(port), request, timeout)
  if (outcome.kind !== 'response') return `dial tcp ${host}:${port}: ${outcome.kind}`
  const { status } = outcome.response
  return status >= 200 && status < 400 ? undefined : `status code ${status}`
}

import type { HttpAnswer, HttpRequest, HttpResponse } from '../../../engine/program-api/network.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { known } from '../config/unknown-config.ts'
import { type Answered, runDaemon, say } from '../daemon.ts'
import { header, pathOf } from '../server-loop.ts'
import {
  type Acl,
  type Backend,
  type Frontend,
  type HaproxyConfig,
  HaproxyProblem,
  readHaproxyConfig,
} from './haproxy-config.ts'
import { handedBack, passOn, Turns } from './pass-on.ts'

/** Without a `timeout` it waits for ever. */
const FOR_EVER = 86_400_000

const PAGES: Readonly<Record<number, readonly [title: string, text: string]>> = {
  502: ['502 Bad Gateway', 'The server returned an invalid or incomplete response.'],
  503: ['503 Service Unavailable', 'No server is available to handle this request.'],
  504: ['504 Gateway Time-out', "The server didn't respond in time."],
}

/** As a master with one worker, which is how its image starts it. SIGUSR1 is its graceful end and its stop signal. */
export function* haproxy(sys: Sys): Task<number> {
  const args = sys.argv.slice(1)
  if (args.includes('-v') || args.includes('-vv')) {
    yield* sys.stdout.write('HAProxy version 3.0.7\n')
    return 0
  }
  const path = args[args.indexOf('-f') + 1] ?? ''
  const checking = args.includes('-c')
  const file = args.includes('-f') ? sys.files.read(path) : 'ENOENT'
  if (typeof file === 'string') {
    yield* say(
      sys,
      `[ALERT]    (1) : config : Cannot open configuration file/directory ${path} : No such file or directory`,
    )
    return 1
  }
  let config: HaproxyConfig
  try {
    config = readHaproxyConfig(known(file.text, path), path)
    checkAddresses(sys, config, path)
  } catch (error) {
    if (!(error instanceof HaproxyProblem)) throw error
    for (const line of error.lines) yield* sys.stderr.write(`[ALERT]    (1) : ${line}\n`)
    return 1
  }
  if (checking) {
    yield* sys.stdout.write('Configuration file is valid\n')
    return 0
  }
  for (const what of config.notSimulated) yield* sys.stderr.write(`haproxy: not simulated: ${what}\n`)
  const turns = new Turns()
  return yield* runDaemon(sys, {
    memoryMiB: 12,
    says: '[NOTICE]   (1) : New worker (8) forked',
    ready: '[NOTICE]   (1) : Loading success.',
    ports: config.frontends.flatMap((frontend) =>
      frontend.binds.map(({ port, loopback, tls }) => ({
        ...{ port, loopback, tls },
        http: { '*': (request: HttpRequest) => serve(sys, config, frontend, turns, request) },
      })),
    ),
    stop: {
      on: ['SIGTERM', 'SIGINT', 'SIGUSR1'],
      code: { SIGTERM: 143, SIGINT: 130 },
      says: '[WARNING]  (1) : All workers exited. Exiting...',
    },
  })
}

/** A name that is unknown as it starts is the end of it. */
// haproxy: src/server.c srv_set_addr_desc, apply_server_init_addr (3.0)
function checkAddresses(sys: Sys, { backends }: HaproxyConfig, path: string): void {
  for (const backend of backends.values()) {
    for (const { host, name, line } of backend.servers) {
      if (/^[\d.]+$/.test(host) || host === '*' || sys.resolve(host).length > 0) continue
      throw new HaproxyProblem(
        `config : [${path}:${line}] : 'server ${backend.name}/${name}' : could not resolve address '${host}'.`,
        'config : Failed to initialize server(s) addr.',
      )
    }
  }
}

function serve(sys: Sys, config: HaproxyConfig, frontend: Frontend, turns: Turns, request: HttpRequest): Answered {
  const path = pathOf(request)
  const holds = (when: readonly string[]): boolean =>
    when.every((word) =>
      word.startsWith('!') ? !fits(frontend.acls.get(word.slice(1)), request) : fits(frontend.acls.get(word), request),
    )
  if (path === frontend.monitor)
    return { status: 200, body: '<html><body><h1>200 OK</h1>\nService ready.\n</body></html>\n' }
  if (frontend.stats !== undefined && path === pathOf({ ...request, path: frontend.stats })) {
    return { status: 200, headers: { 'Content-Type': 'text/html' }, body: 'not simulated: what the statistics say\n' }
  }
  const said = frontend.returns.find(({ when }) => holds(when))
  if (said) return { status: said.status, headers: { 'Content-Type': 'text/plain' }, body: said.body }
  const name = frontend.uses.find(({ when }) => holds(when))?.backend ?? frontend.standard
  const backend = name === undefined ? undefined : config.backends.get(name)
  return backend ? forward(sys, backend, turns, request, frontend.http) : ownPage(503)
}

function fits(acl: Acl | undefined, request: HttpRequest): boolean {
  if (!acl) return false
  const path = pathOf(request)
  const host = (header(request, 'host') ?? '').toLowerCase()
  const bare = host.replace(/:\d+$/, '')
  const of: Readonly<Record<Acl['kind'], (value: string) => boolean>> = {
    path: (value) => path === value,
    path_beg: (value) => path.startsWith(value),
    path_end: (value) => path.endsWith(value),
    host: (value) => host === value.toLowerCase() || bare === value.toLowerCase(),
  }
  return acl.values.some(of[acl.kind])
}

function* forward(sys: Sys, backend: Backend, turns: Turns, request: HttpRequest, http: boolean): Task<HttpAnswer> {
  const usual = backend.servers.filter(({ backup }) => !backup)
  const tries = [...Array(usual.length).fill(usual), backend.servers.filter(({ backup }) => backup)]
  for (const candidates of tries) {
    const server = turns.take(backend.name, candidates as typeof usual)
    if (!server) continue
    const outcome = yield* passOn(sys, request, server, { timeoutMs: backend.serverTimeout ?? FOR_EVER })
    // A server that refuses is left for the next one (option redispatch, on by default with retries).
    if (outcome.kind === 'refused' || outcome.kind === 'unknownHost') continue
    if (outcome.kind === 'response') return handedBack(outcome.response)
    return http ? ownPage(outcome.kind === 'timeout' ? 504 : 502) : 'closed'
  }
  return http ? ownPage(503) : 'closed'
}

function ownPage(status: number): HttpResponse {
  const [title, text] = PAGES[status] ?? [String(status), '']
  return {
    status,
    headers: { 'Cache-Control': 'no-cache', 'Content-Type': 'text/html' },
    body: `<html><body><h1>${title}</h1>\n${text}\n</body></html>\n`,
  }
}

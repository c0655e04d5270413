import type { HttpRequest, HttpResponse, Server } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import type { Duration } from '../../lib/time.ts'
import { header, pathOf, untilSignal } from './server-loop.ts'

/** A Go program without a handler for SIGTERM ends with this when it is a container's first process. */
const GO_TERMINATED = 2

/** How long `agnhost liveness` is content. */
const LIVENESS_GOOD_FOR = 10_000
/** And how long its like in a course is, by the source that the course prints. */
const GO_LIVENESS_GOOD_FOR = 30_000

/** Kubernetes' test image: one executable with many servers. */
export const agnhost: Program = function* (sys) {
  const [verb = 'pause', ...args] = sys.argv.slice(1)
  const number = (name: string, standard: number): number => {
    const joined = args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
    const value = joined ?? (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined)
    return Number(value ?? standard) || standard
  }
  const start = sys.now()
  switch (verb) {
    case 'pause':
      yield* sys.stdout.write('Paused\n')
      yield* untilSignal(sys, ['SIGINT', 'SIGTERM'])
      return 0
    case 'liveness':
      return yield* serveLiveness(sys, LIVENESS_GOOD_FOR)
    case 'grpc-health-checking': {
      const delay = number('delay-unhealthy-sec', -1)
      const [port, httpPort] = [number('port', 5000), number('http-port', 8080)]
      let healthy = true
      const health: Server = {
        kind: 'grpc',
        check: () => ({
          health: healthy && (delay < 0 || sys.now() - start < delay * 1000) ? 'SERVING' : 'NOT_SERVING',
        }),
      }
      const control = http((path) => {
        if (path === '/make-not-serving') healthy = false
        if (path === '/make-serving') healthy = true
        return { status: 200, body: 'ok\n' }
      })
      yield* sys.stderr.write(
        `Http server starting to listen on :${httpPort}\ngRPC server starting to listen on :${port}\n`,
      )
      return yield* serve(sys, [
        [httpPort, control],
        [port, health],
      ])
    }
    case 'netexec': {
      const port = number('http-port', 8080)
      const delay = number('delay-shutdown', 0)
      yield* sys.stdout.write(`Started HTTP server on port ${port}\n`)
      const outcome: { exit?: number } = {}
      const server = http((path, query, request) => netexec(sys, path, query, request, outcome))
      const code = yield* serve(sys, [[port, server]])
      if (outcome.exit !== undefined) return outcome.exit
      if (delay === 0 || code !== GO_TERMINATED) return code
      yield* sys.sleep(delay * 1000)
      return 0
    }
    case 'entrypoint-tester':
      yield* sys.stdout.write(`[${sys.argv.join(' ')}]\n`)
      return 0
    case 'connect': {
      const [, host = '', port = '80'] = /^(.*):(\d+)$/.exec(args.find((arg) => !arg.startsWith('-')) ?? '') ?? []
      const outcome = yield* sys.connect(host, Number(port), 10_000)
      if (outcome === 'connected') return 0
      const word = { refused: 'REFUSED', timeout: 'TIMEOUT', unknownHost: 'DNS: no such host' }[outcome]
      yield* sys.stderr.write(`${word}\n`)
      return 1
    }
    case 'serve-hostname':
      return yield* serve(sys, [[number('port', 9376), http(() => ({ status: 200, body: sys.hostname }))]])
    case 'test-webserver':
      return yield* serve(sys, [[number('port', 80), http(() => ({ status: 200, body: '<pre>\n</pre>\n' }))]])
    default:
      yield* sys.stderr.write(`Error: unknown command "${verb}" for "app"\nRun 'app --help' for usage.\n`)
      return 1
  }
}

function http(answer: (path: string, query: URLQuery, request: HttpRequest) => HttpResponse): Server {
  return { kind: 'http', handle: (request) => answer(pathOf(request), queryOf(request.path), request) }
}

type URLQuery = ReadonlyMap<string, string>

function queryOf(path: string): URLQuery {
  const [, text = ''] = path.split('?')
  return new Map(text.split('&').map((pair) => pair.split('=') as [string, string]))
}

/** Well for so long, then 500 for ever. */
function* serveLiveness(sys: Sys, goodFor: Duration): Task<number> {
  const start = sys.now()
  const answer = (path: string): HttpResponse => {
    if (path !== '/healthz') return { status: 200, body: '' }
    const age = sys.now() - start
    return age <= goodFor ? { status: 200, body: 'ok' } : { status: 500, body: `error: ${age / 1000}` }
  }
  return yield* serve(sys, [[8080, http(answer)]])
}

export const goLiveness: Program = (sys) => serveLiveness(sys, GO_LIVENESS_GOOD_FOR)

function netexec(
  sys: Sys,
  path: string,
  query: URLQuery,
  request: HttpRequest,
  outcome: { exit?: number },
): HttpResponse {
  switch (path) {
    case '/':
      return { status: 200, body: `NOW: ${sys.now()}` }
    case '/hostname':
    case '/hostName':
      return { status: 200, body: sys.hostname }
    case '/healthz':
      return { status: outcome.exit === undefined ? 200 : 412, body: '' }
    case '/echo':
      return { status: Number(query.get('code') ?? 200), body: query.get('msg') ?? '' }
    case '/clientip':
      return { status: 200, body: request.remoteAddress ?? '127.0.0.1' }
    case '/header':
      return { status: 200, body: header(request, query.get('key') ?? '') ?? '' }
    case '/exit':
    case '/shutdown':
      outcome.exit = Number(query.get('code') ?? 0)
      sys.kill(sys.pid, 'SIGTERM')
      return { status: 200, body: '' }
    default:
      return { status: 404, body: '404 page not found\n' }
  }
}

function* serve(sys: Sys, ports: readonly (readonly [number, Server])[]): Task<number> {
  for (const [port, server] of ports) {
    if (typeof sys.listen(port, server) !== 'string') continue
    yield* sys.stderr.write(`listen tcp :${port}: bind: address already in use\n`)
    return 1
  }
  yield* untilSignal(sys, ['SIGTERM', 'SIGINT'])
  return GO_TERMINATED
}

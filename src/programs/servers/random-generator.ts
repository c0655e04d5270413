import type { HttpAnswer, HttpRequest, HttpResponse } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { parseUrl } from '../commands/url.ts'
import { type Answer, jvmStop, runDaemon, startingIn } from './daemon.ts'
import { writeNow } from './server-loop.ts'

const STARTS = 4000
const LOG_TIMEOUT = 1000

/** One number that was drawn, as it is told to whoever keeps the log. */
interface Drawn {
  readonly random: number
  readonly id: string
  readonly version: string
  readonly duration: number
}

/** "Kubernetes Patterns": Spring Boot; its health can be switched. LOG_URL and LOG_FILE say who hears of every number. */
function* generate(sys: Sys): Task<number> {
  const up: Record<string, boolean> = { live: true, ready: true }
  const toggle =
    (what: string): Answer =>
    () => {
      up[what] = !up[what]
      return { status: 200, body: '' }
    }
  const health: Answer = () =>
    up.live ? { status: 200, body: '{"status":"UP"}' } : { status: 503, body: '{"status":"DOWN"}' }
  const numbers = sys.random('numbers')
  const hex = (length: number): string =>
    Math.floor(numbers.next() * 16 ** length)
      .toString(16)
      .padStart(length, '0')
  const id = `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`
  const draw = (): Drawn => ({
    random: Math.floor(numbers.next() * 2 ** 31),
    id,
    version: '1.0',
    // Nanoseconds; nobody has measured it, so it is drawn too.
    duration: 20_000 + Math.floor(numbers.next() * 80_000),
  })
  return yield* runDaemon(sys, {
    startMs: STARTS,
    memoryMiB: 150,
    toStdout: true,
    says: '%F %T.%L  INFO 1 --- [           main] i.k.e.RandomGeneratorApplication         : Starting RandomGeneratorApplication',
    ready:
      '%F %T.%L  INFO 1 --- [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port(s): 8080 (http)',
    ports: [
      {
        port: 8080,
        http: {
          '/': () => tell(sys, draw()),
          '/info': '{"version":"1.0"}',
          '/actuator/health': health,
          '/toggle-live': toggle('live'),
          '/toggle-ready': toggle('ready'),
        },
      },
    ],
    stop: jvmStop(200),
  })
}

/** Tells the log first, then the client. */
function* tell(sys: Sys, drawn: Drawn): Task<HttpAnswer> {
  const file = sys.env.get('LOG_FILE')
  if (file?.startsWith('/'))
    sys.files.write(file, `${sys.now()},${drawn.id},${drawn.duration},${drawn.random}\n`, 'append')
  const url = parseUrl(sys.env.get('LOG_URL') ?? '')
  if (url) {
    const headers = { Host: `${url.host}:${url.port}`, 'Content-Type': 'application/json' }
    const request = { method: 'POST', path: url.path, headers, body: JSON.stringify(drawn), scheme: url.scheme }
    const outcome = yield* sys.request(url.host, url.port, request, LOG_TIMEOUT)
    if (outcome.kind !== 'response') {
      yield* sys.stderr.write('java.net.ConnectException: Connection refused\n')
    }
  }
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(drawn) }
}

export const randomGenerator: Program = startingIn(STARTS, generate)

/** Its ambassador of the same book: takes what the generator tells, for its own container only, and prints it. */
export function* logAmbassador(sys: Sys): Task<number> {
  const line = '=========================================='
  const handle = (request: HttpRequest): HttpResponse => {
    writeNow(
      sys.stdout,
      request.method === 'POST' ? heard(request.body) : `!!! Method ${request.method} is not supported\n`,
    )
    return { status: 200, body: '' }
  }
  return yield* runDaemon(sys, {
    toStdout: true,
    memoryMiB: 12,
    ready: `${line}\nStarting up random-generator Ambassador\nListening at http://localhost:9009\n${line}`,
    ports: [{ port: 9009, loopback: true, http: { '*': handle } }],
    // Node.js without a handler.
    stop: { on: [] },
  })
}

function heard(body: string): string {
  const value = (name: string): string => new RegExp(`"${name}":"?([^",}]*)`).exec(body)?.[1] ?? 'undefined'
  return `Message received for processing:\n>>> ID: ${value('id')} -- Duration: ${value('duration')} -- Random: ${value('random')}\n`
}

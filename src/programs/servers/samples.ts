import type { Task } from '../../engine/kernel/task.ts'
import type { HttpRequest, HttpResponse, Program, Sys } from '../../engine/runtime/program.ts'
import { touchMemory } from '../memory.ts'
import { parseSize } from '../sizes.ts'
import { type Answer, DEAF, daemon, GO, jvmStop, type Routes, runDaemon, say, startingIn } from './daemon.ts'
import { writeNow } from './server-loop.ts'

const MIB = 1024 * 1024

/** "Kubernetes in Action": a server in Node.js, without a handler for SIGTERM. `badAfter`: requests that it answers well. */
function kubia(badAfter: number, bad: string, good: (sys: Sys) => string): Program {
  return function* (sys): Task<number> {
    let count = 0
    const answer = (request: HttpRequest): HttpResponse => {
      writeNow(sys.stdout, `Received request from ::ffff:${request.remoteAddress ?? '127.0.0.1'}\n`)
      return ++count > badAfter ? { status: 500, body: `${bad}\n` } : { status: 200, body: `${good(sys)}\n` }
    }
    return yield* runDaemon(sys, {
      startMs: 100,
      memoryMiB: 12,
      toStdout: true,
      says: 'Kubia server starting...',
      ports: [{ port: 8080, http: { '*': answer } }],
      stop: DEAF,
    })
  }
}

const HIT = (sys: Sys): string => `You've hit ${sys.hostname}`
const version = (name: string) => (sys: Sys) => `This is ${name} running in pod ${sys.hostname}`

/** Everything that came in, sent back. */
const ECHO: Answer = (request, sys) => ({
  status: 200,
  body: `Hostname: ${sys.hostname}\n\nRequest Information:\n\tmethod=${request.method}\n\treal path=${request.path}\n\nRequest Body:\n${request.body}\n`,
})

/** hashicorp/http-echo: the same text for every path. */
function* httpEcho(sys: Sys): Task<number> {
  const args = sys.argv.slice(1).join(' ')
  const text = /-text[= ](.*?)(?= --?[a-z]+[= ]|$)/s.exec(args)?.[1] ?? sys.env.get('ECHO_TEXT') ?? 'hello-world'
  const status = Number(/-status-code[= ](\d+)/.exec(args)?.[1] ?? 200)
  return yield* runDaemon(sys, {
    ready: '%Y/%m/%d %T [INFO] server is listening on :5678',
    ports: [
      { port: 5678, flag: /-listen[= ]\S*:(\d+)/, http: { '/health': '{"status":"ok"}', '*': [status, `${text}\n`] } },
    ],
    stop: { says: '%Y/%m/%d %T [INFO] server is shutting down' },
  })
}

const RANDOM_GENERATOR_STARTS = 4000

/** "Kubernetes Patterns": Spring Boot; its health can be switched. */
function* randomGenerator(sys: Sys): Task<number> {
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
  return yield* runDaemon(sys, {
    startMs: RANDOM_GENERATOR_STARTS,
    memoryMiB: 150,
    toStdout: true,
    says: '%F %T.%L  INFO 1 --- [           main] i.k.e.RandomGeneratorApplication         : Starting RandomGeneratorApplication',
    ready:
      '%F %T.%L  INFO 1 --- [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port(s): 8080 (http)',
    ports: [
      {
        port: 8080,
        http: {
          '/': () => ({ status: 200, body: `{"random":${Math.floor(numbers.next() * 2 ** 31)},"version":"1.0"}` }),
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

/** Takes and keeps memory until the kernel ends it. That it is some 5 MiB ten times a second is assumed. */
function* simmemleak(sys: Sys): Task<number> {
  for (let bytes = sys.memory; ; bytes += 5 * MIB) {
    yield* touchMemory(sys, bytes)
    yield* sys.sleep(100)
  }
}

/** vish/stress of the Kubernetes documentation: takes memory in pieces and keeps it. */
function* vishStress(sys: Sys): Task<number> {
  const args = sys.argv.join(' ')
  const total = parseSize(/-mem-total[= ](\S+)/.exec(args)?.[1] ?? '0') ?? 0
  const cpus = Number(/-cpus[= ](\d+)/.exec(args)?.[1] ?? 0)
  yield* say(
    sys,
    `I%m%d %T.%L000       1 main.go:26] Allocating "${total}" memory, in "4Ki" chunks, with a 1ms sleep between allocations`,
  )
  if (total > 0) yield* touchMemory(sys, sys.memory + total)
  for (let i = 0; i < cpus; i++) yield* say(sys, 'I%m%d %T.%L000       1 main.go:39] Spawning a thread to consume CPU')
  yield* say(sys, 'I%m%d %T.%L000       1 main.go:29] Allocated memory')
  return yield* runDaemon(sys, { stop: GO })
}

const HEALTHY: Routes = { '/healthz': 'ok\n', '/readyz': 'ok\n', '/healthy': 'ok\n', '/ready': 'ok\n', '*': ECHO }

export const SAMPLES: Readonly<Record<string, Program>> = {
  kubia: kubia(Number.POSITIVE_INFINITY, '', HIT),
  'kubia-unhealthy': kubia(5, "I'm not well. Please restart me!", HIT),
  'kubia-v1': kubia(Number.POSITIVE_INFINITY, '', version('v1')),
  'kubia-v2': kubia(Number.POSITIVE_INFINITY, '', version('v2')),
  'kubia-v3': kubia(4, 'Some internal error has occurred!', version('v3')),
  'http-echo': httpEcho,
  'random-generator': startingIn(RANDOM_GENERATOR_STARTS, randomGenerator),
  'log-ambassador': daemon({ ports: [{ port: 9009, http: { '*': '' } }] }),
  simmemleak,
  'vish-stress': vishStress,
  echoserver: daemon({ ports: [{ port: 8080, env: 'PORT', http: { '*': ECHO } }] }),
  'hello-app': daemon({
    says: '%Y/%m/%d %T Server listening on port 8080',
    ports: [
      {
        port: 8080,
        env: 'PORT',
        http: {
          '*': (_request, sys) => ({ status: 200, body: `Hello, world!\nVersion: 1.0.0\nHostname: ${sys.hostname}\n` }),
        },
      },
    ],
    stop: GO,
  }),
  'deployment-strategies': daemon({
    says: '%Y/%m/%d %T Starting server on port 8080...',
    ports: [
      {
        port: 8080,
        http: {
          '*': (_request, sys) => ({
            status: 200,
            body: `Host: ${sys.hostname}, Version: ${sys.env.get('VERSION') ?? ''}\n`,
          }),
        },
      },
      { port: 8086, http: { '/live': '{}', '/ready': '{}' } },
    ],
    stop: GO,
  }),
  kuard: daemon({ ports: [{ port: 8080, http: HEALTHY }], stop: GO }),
  podinfo: daemon({ ports: [{ port: 9898, flag: /--port=(\d+)/, http: HEALTHY }] }),
  *'hello-world'(sys) {
    yield* say(
      sys,
      '\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n',
      true,
    )
    return 0
  },
}

import type { HttpRequest, HttpResponse } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { formatDate } from '../calendar.ts'
import { touchMemory } from '../memory.ts'
import { parseSize } from '../sizes.ts'
import { type Answer, DEAF, daemon, GO, type Routes, runDaemon, say } from './daemon.ts'
import { readGoFlags } from './go-flags.ts'
import { httpEcho } from './http-echo.ts'
import { podcli, podinfo } from './podinfo.ts'
import { logAmbassador, randomGenerator } from './random-generator.ts'
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

/** google-samples/hello-app: PORT says where. */
function helloApp(number: string): Program {
  return function* (sys): Task<number> {
    const port = Number(sys.env.get('PORT')) || 8080
    const greet = (request: HttpRequest): HttpResponse => {
      const when = formatDate(sys.now(), '%Y/%m/%d %T')
      writeNow(sys.stderr, `${when} Serving request: ${request.path}\n`)
      return { status: 200, body: `Hello, world!\nVersion: ${number}\nHostname: ${sys.hostname}\n` }
    }
    return yield* runDaemon(sys, {
      says: `%Y/%m/%d %T Server listening on port ${port}`,
      ports: [{ port, http: { '*': greet } }],
      stop: GO,
    })
  }
}

/** traefik/whoami: who was asked, and how. */
function* whoami(sys: Sys): Task<number> {
  const { values } = readGoFlags(sys.argv.slice(1), 'port name verbose? cert key ca')
  const name = values.get('name') ?? sys.env.get('WHOAMI_NAME') ?? ''
  const port = Number(values.get('port') ?? sys.env.get('WHOAMI_PORT_NUMBER')) || 80
  const tell = (request: HttpRequest): HttpResponse => ({
    status: 200,
    body: [
      ...(name === '' ? [] : [`Name: ${name}`]),
      `Hostname: ${sys.hostname}`,
      'IP: 127.0.0.1',
      `IP: ${sys.podIP}`,
      `RemoteAddr: ${request.remoteAddress ?? '127.0.0.1'}`,
      `${request.method} ${request.path} HTTP/1.1`,
      ...Object.entries(request.headers).map(([key, value]) => `${key}: ${value}`),
      '',
    ].join('\n'),
  })
  let health = 200
  const healthCheck = (request: HttpRequest): HttpResponse => {
    if (request.method === 'POST') health = Number(request.body.trim()) || health
    return { status: request.method === 'POST' ? 200 : health, body: '' }
  }
  return yield* runDaemon(sys, {
    says: `%Y/%m/%d %T Starting up on port ${port}`,
    ports: [{ port, tls: values.has('cert') && values.has('key'), http: { '/health': healthCheck, '*': tell } }],
    stop: GO,
  })
}

const HEALTHY: Routes = { '/healthz': 'ok\n', '/readyz': 'ok\n', '/healthy': 'ok\n', '/ready': 'ok\n', '*': ECHO }

export const SAMPLES: Readonly<Record<string, Program>> = {
  kubia: kubia(Number.POSITIVE_INFINITY, '', HIT),
  'kubia-unhealthy': kubia(5, "I'm not well. Please restart me!", HIT),
  'kubia-v1': kubia(Number.POSITIVE_INFINITY, '', version('v1')),
  'kubia-v2': kubia(Number.POSITIVE_INFINITY, '', version('v2')),
  'kubia-v3': kubia(4, 'Some internal error has occurred!', version('v3')),
  'http-echo': httpEcho,
  'random-generator': randomGenerator,
  'log-ambassador': logAmbassador,
  simmemleak,
  'vish-stress': vishStress,
  echoserver: daemon({ ports: [{ port: 8080, env: 'PORT', http: { '*': ECHO } }] }),
  'hello-app': helloApp('1.0.0'),
  'hello-app-2': helloApp('2.0.0'),
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
  kuard: daemon({ ports: [{ port: 8080, flag: /--address[= ]\S*:(\d+)/, http: HEALTHY }], stop: GO }),
  'whoami-server': whoami,
  podinfo,
  podcli,
  *'hello-world'(sys) {
    yield* say(
      sys,
      '\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n',
      true,
    )
    return 0
  },
}

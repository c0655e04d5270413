import type { Program, Sys } from '../../engine/runtime/program.ts'
import { daemon, type Routes, runDaemon, say } from './daemon.ts'

/** What stands behind a proxy is not asked: it answers for it. */
const PASSED_ON: Routes = { '*': '' }

/** The ports that a configuration file names, or undefined where there is no such file. */
function portsIn(sys: Sys, path: string, pattern: RegExp): readonly number[] | undefined {
  const file = sys.files.read(path)
  return typeof file === 'string' ? undefined : [...file.text.matchAll(pattern)].map(([, port]) => Number(port))
}

/** Listens on every address of its configuration that is 0.0.0.0 or [::]. */
function* envoy(sys: Sys) {
  const args = sys.argv.join(' ')
  const path = /(?:-c|--config-path)[= ](\S+)/.exec(args)?.[1]
  const ports = portsIn(
    sys,
    path ?? '',
    /address:\s*["']?(?:0\.0\.0\.0|::)["']?\s*,?\s*(?:protocol:\s*TCP\s*,?\s*)?port_value:\s*(\d+)/g,
  )
  if (!ports && !/--config-yaml/.test(args)) {
    yield* say(
      sys,
      path === undefined
        ? '[%F %T.%L][1][critical][main] [source/server/server.cc] At least one of --config-path or --config-yaml or Options::configProto() should be non-empty'
        : `[%F %T.%L][1][critical][main] [source/server/server.cc] error initializing configuration '${path}': unable to read file: ${path}`,
    )
    return 1
  }
  const admin: Routes = { '/ready': 'LIVE\n', '/stats': '', '*': '' }
  return yield* runDaemon(sys, {
    startMs: 200,
    memoryMiB: 25,
    says: '[%F %T.%L][1][info][main] [source/server/server.cc] initializing epoch 0',
    ready: '[%F %T.%L][1][info][main] [source/server/server.cc] starting main dispatch loop',
    ports: [...new Set(ports ?? [])].map((port) => ({ port, http: port === 9901 ? admin : PASSED_ON })),
    stop: { says: '[%F %T.%L][1][warning][main] [source/server/server.cc] caught SIGTERM' },
  })
}

/** As a master with one worker, which is how its image starts it. SIGUSR1 is its graceful end and its stop signal. */
function* haproxy(sys: Sys) {
  const path = /-f (\S+)/.exec(sys.argv.join(' '))?.[1] ?? ''
  const ports = portsIn(sys, path, /^\s*bind\s+\S*:(\d+)/gm)
  if (!ports) {
    yield* say(
      sys,
      `[ALERT]    (1) : config : Cannot open configuration file/directory ${path} : No such file or directory`,
    )
    return 1
  }
  return yield* runDaemon(sys, {
    memoryMiB: 12,
    says: '[NOTICE]   (1) : New worker (8) forked',
    ready: '[NOTICE]   (1) : Loading success.',
    ports: ports.map((port) => ({ port, http: PASSED_ON })),
    stop: {
      on: ['SIGTERM', 'SIGINT', 'SIGUSR1'],
      code: { SIGTERM: 143, SIGINT: 130 },
      says: '[WARNING]  (1) : All workers exited. Exiting...',
    },
  })
}

const CADDY = '{"level":"info","ts":%s.%L,"msg":'

export const PROXIES: Readonly<Record<string, Program>> = {
  envoy,
  haproxy,
  traefik: daemon({
    memoryMiB: 30,
    says: '%FT%TZ INF Traefik version 3.2.3 built on 2024-12-16T15:49:57Z',
    ports: [
      { port: 80, flag: /--entry[pP]oints\.web\.address=\S*?:(\d+)/, http: { '*': [404, '404 page not found\n'] } },
    ],
    stop: { says: '%FT%TZ INF I have to go...' },
  }),
  caddy: daemon({
    memoryMiB: 15,
    says: `${CADDY}"using config from file","file":"/etc/caddy/Caddyfile"}`,
    ready: `${CADDY}"serving initial configuration"}`,
    ports: [
      { port: 80, http: { '*': '<h1>Caddy works!</h1>\n' } },
      { port: 2019, loopback: true, http: { '*': '{}' } },
    ],
    stop: { says: `${CADDY}"shutdown complete","signal":"SIGTERM","exit_code":0}` },
  }),
  registry: daemon({
    memoryMiB: 15,
    ready: 'time="%FT%TZ" level=info msg="listening on [::]:5000"',
    ports: [{ port: 5000, http: { '/': '', '/v2/': '{}', '*': 404 } }],
  }),
}

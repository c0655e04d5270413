import type { Program } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { errorText } from '../../tool.ts'
import { sections } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import { fileEnv, handOver, leaveRoot } from '../config/entry-point.ts'
import { isLoopback, portIn } from '../config/settings.ts'
import { startingIn } from '../daemon.ts'

const HELP = (text: string): readonly [number, string] => [0, text]

/** minio: without `server DIRECTORY` it has nothing to serve, and prints its help. */
// minio: cmd/server-main.go, cmd/common-main.go loadRootCredentials
const minio: Program = configured({
  startMs: 600,
  flags: { switches: 'anonymous json quiet', letters: { S: 'certs-dir' } },
  env: { MINIO_ADDRESS: 'address', MINIO_CONSOLE_ADDRESS: 'console-address', MINIO_VOLUMES: 'volumes' },
  run: (settings, sys, operands) => {
    const [command, ...given] = operands
    if (command !== 'server')
      return HELP('NAME:\n  minio - High Performance Object Storage\n\nUSAGE:\n  minio [FLAGS] COMMAND [ARGS...]')
    const drives = given.length > 0 ? given : (settings.text('volumes') ?? '').split(/\s+/).filter(Boolean)
    if (drives.length === 0)
      return [1, 'NAME:\n  minio server - start object storage server\n\nUSAGE:\n  minio server [FLAGS] DIR1 [DIR2..]']
    const user = fileEnv(sys, 'MINIO_ROOT_USER') ?? sys.env.get('MINIO_ACCESS_KEY')
    const password = fileEnv(sys, 'MINIO_ROOT_PASSWORD') ?? sys.env.get('MINIO_SECRET_KEY')
    if (typeof user === 'string' && typeof password === 'string' && (user.length < 3 || password.length < 8))
      return [
        1,
        'FATAL Unable to validate credentials inherited from the shell environment: Invalid credentials\n      > Please provide correct credentials\n      HINT:\n        MINIO_ROOT_USER length should be at least 3, and MINIO_ROOT_PASSWORD length at least 8 characters',
      ]
    const address = settings.text('address')
    const port = portIn(address) ?? 9000
    const console = portIn(settings.text('console-address'))
    const ok = { '/minio/health/live': 200, '/minio/health/ready': 200, '/minio/health/cluster': 200, '*': 403 }
    return {
      startMs: 600,
      memoryMiB: 80,
      // A drive on another machine is that machine's.
      writes: drives
        .filter((drive) => drive.startsWith('/') && !drive.includes('{'))
        .map((drive) => ({
          path: `${drive}/.minio.sys`,
          cannot: (error) => [
            1,
            `FATAL Unable to initialize backend: ${error === 'EROFS' ? 'Drive is read-only' : 'file access denied'}\n      > Unable to write to the backend\n      HINT:\n        Please ensure MinIO binary has write permissions for the backend: ${drive}`,
          ],
        })),
      ready: `MinIO Object Storage Server\nCopyright: 2015-2025 MinIO, Inc.\n\nAPI: http://${sys.podIP}:${port}  http://127.0.0.1:${port}\nWebUI: http://${sys.podIP}:${console ?? 34_567}`,
      toStdout: true,
      ports: [
        { port, loopback: isLoopback(address), http: ok },
        ...(console ? [{ port: console, http: { '*': 'MinIO Console\n' } }] : []),
      ],
      stop: { says: 'INFO: Exiting on signal: TERMINATED' },
    }
  },
})

/** influxd of both lines: 2 and 3's older sibling. */
// influxdata/influxdata-docker: influxdb/2.7, 1.8
const influxd: Program = configured({
  startMs: 1000,
  env: { INFLUXD_HTTP_BIND_ADDRESS: 'http-bind-address', INFLUXDB_HTTP_BIND_ADDRESS: 'http.bind-address' },
  file: (settings) => ({ path: settings.text('config') ?? '/etc/influxdb/influxdb.conf', format: sections }),
  run: (settings, sys) => {
    const old = (sys.env.get('INFLUXDB_VERSION') ?? '2').startsWith('1')
    const port = portIn(settings.text('http-bind-address') ?? settings.text('http.bind-address')) ?? 8086
    const path = old ? '/var/lib/influxdb' : '/var/lib/influxdb2'
    return {
      startMs: 1000,
      memoryMiB: 60,
      writes: [
        {
          path: `${path}/${old ? 'meta' : 'engine'}`,
          cannot: (error) => [1, `Error: unable to open ${path}: ${errorText(error).toLowerCase()}`],
        },
      ],
      ready: 'ts=%FT%T.%LZ lvl=info msg=Listening log_id=0 service=tcp-listener transport=http',
      ports: [
        {
          port,
          http: {
            '/ping': 204,
            '/health': '{"name":"influxdb","status":"pass"}',
            '/ready': '{"status":"ready"}',
            '/': 'InfluxDB\n',
            '*': 401,
          },
        },
        ...(old ? [{ port: 8088, loopback: true }] : []),
      ],
      stop: {},
    }
  },
})

const influxEntry: Program = startingIn(1000, function* (sys): Task<number> {
  const given = sys.argv.slice(1)
  const argv = given[0]?.startsWith('-') || given.length === 0 ? ['influxd', ...given] : given
  const old = (sys.env.get('INFLUXDB_VERSION') ?? '2').startsWith('1')
  if (argv[0] === 'influxd' && !old) {
    const failed = yield* leaveRoot(sys, {
      user: 'influxdb',
      by: 'gosu',
      owns: ['/var/lib/influxdb2', '/etc/influxdb2'],
    })
    if (failed !== undefined) return failed
  }
  return yield* handOver(sys, argv, '/entrypoint.sh')
})

/** cockroach: `start` waits for somebody to initialize the cluster, which is not simulated; a single node is ready. */
// cockroachdb: pkg/cli/start.go, flags.go (25.x)
const cockroach: Program = configured({
  startMs: 2000,
  flags: { switches: 'insecure background logtostderr vmodule accept-sql-without-tls', letters: { s: 'store' } },
  run: (settings, sys, operands) => {
    const [command = ''] = operands
    if (command === 'version') return HELP('Build Tag:        v25.3.1')
    if (!/^start(?:-single-node)?$/.test(command))
      return command === ''
        ? HELP('CockroachDB command-line interface and server.')
        : [0, `cockroach: not simulated: ${command}`]
    if (command === 'start' && !settings.has('join'))
      return [
        1,
        "ERROR: no --join flags provided to 'cockroach start'\nHINT: Consider using 'cockroach init' or 'cockroach start-single-node' instead",
      ]
    const certificates = settings.text('certs-dir')
    if (!settings.has('insecure') && (certificates === undefined || typeof sys.files.list(certificates) === 'string'))
      return [
        1,
        'ERROR: cannot load certificates.\nCheck your certificate settings, set --certs-dir, or use --insecure for insecure clusters.\n\nproblem with CA certificate: not found\nFailed running "start"',
      ]
    const port = portIn(settings.text('listen-addr')) ?? settings.number('port') ?? 26_257
    const http = portIn(settings.text('http-addr')) ?? settings.number('http-port') ?? 8080
    const store = /^(?:path=)?([^,]+)/.exec(settings.text('store') ?? '')?.[1] ?? 'cockroach-data'
    const path = store.startsWith('/') ? store : `${sys.cwd === '/' ? '' : sys.cwd}/${store}`
    const answers = { '/health': '{}', '/_status/vars': '', '*': 'Cockroach Console\n' }
    return {
      startMs: 2000,
      memoryMiB: 250,
      toStdout: true,
      writes: store.startsWith('type=mem')
        ? []
        : [
            {
              path,
              cannot: (error) => [
                1,
                `ERROR: failed to create engines: could not open rocksdb instance: ${path}: ${errorText(error).toLowerCase()}`,
              ],
            },
          ],
      ready: `CockroachDB node starting at %F %T.%L (took 2.0s)\nsql:                 postgresql://root@${sys.hostname}:${port}/defaultdb\nstatus:              initialized new cluster`,
      ports: [{ port }, { port: http, tls: !settings.has('insecure'), http: answers }],
      stop: { on: ['SIGTERM', 'SIGINT', 'SIGQUIT'], afterMs: 1000, says: 'initiating graceful shutdown of server' },
    }
  },
})

export const INFRA_STORES: Readonly<Record<string, Program>> = {
  minio,
  influxd,
  'influxdb-entrypoint': influxEntry,
  cockroach,
}

import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { indented } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import { isLoopback, portIn, type Settings } from '../config/settings.ts'

const HEALTHY = {
  '/health': '{"health":"true"}',
  '/livez': 'ok',
  '/readyz': 'ok',
  '/version': '{"etcdserver":"3.5.21","etcdcluster":"3.5.0"}',
  '/metrics': '',
}

/** ETCD_LISTEN_CLIENT_URLS is --listen-client-urls. */
function nameOf(variable: string): string | undefined {
  return /^ETCD_(?!VERSION$)[A-Z0-9_]+$/.test(variable)
    ? variable.slice(5).replaceAll('_', '-').toLowerCase()
    : undefined
}

function ports(
  settings: Settings,
  flag: string,
  usual: string,
): { readonly port: number; readonly loopback: boolean; readonly tls: boolean }[] {
  const urls = (settings.text(flag) ?? usual).split(',').filter((url) => url !== '')
  const open = new Map<number, { port: number; loopback: boolean; tls: boolean }>()
  for (const url of urls) {
    const port = portIn(url) ?? 0
    const loopback = isLoopback(url) && (open.get(port)?.loopback ?? true)
    open.set(port, { port, loopback, tls: url.startsWith('https:') })
  }
  return [...open.values()]
}

/** Without a word of addresses it listens on loopback alone. */
// etcd: embed/config.go (3.5): DefaultListenClientURLs, ErrUnsetAdvertiseClientURLsFlag
const etcd: Program = configured({
  startMs: 500,
  flags: {},
  env: nameOf,
  file: (settings) => {
    const path = settings.text('config-file')
    return path === undefined
      ? undefined
      : {
          path,
          format: indented,
          missing: () => [
            1,
            `{"level":"fatal","caller":"etcdmain/etcd.go:74","msg":"failed to verify flags","error":"open ${path}: no such file or directory"}`,
          ],
        }
  },
  run: (settings) => {
    if (settings.has('version'))
      return [0, `etcd Version: 3.5.21\nGit SHA: none\nGo Version: go1.23.7\nGo OS/Arch: linux/amd64`]
    if (settings.has('listen-client-urls') && !settings.has('advertise-client-urls'))
      return [
        1,
        '{"level":"warn","caller":"etcdmain/etcd.go:75","msg":"failed to verify flags","error":"--advertise-client-urls is required when --listen-client-urls is set explicitly"}',
      ]
    const directory = settings.text('data-dir') ?? `${settings.text('name') ?? 'default'}.etcd`
    const path = directory.startsWith('/') ? directory : `/${directory}`
    const metrics = settings.has('listen-metrics-urls') ? ports(settings, 'listen-metrics-urls', '') : []
    return {
      startMs: 500,
      memoryMiB: 30,
      says: '{"level":"info","ts":"%FT%T.%LZ","caller":"etcdmain/etcd.go:73","msg":"Running: "}',
      writes: [
        {
          path: `${path}/member`,
          mode: 0o700,
          cannot: (error) => [
            1,
            `{"level":"fatal","caller":"etcdmain/etcd.go:204","msg":"discovery failed","error":"cannot access data directory: mkdir ${path}: ${error === 'EROFS' ? 'read-only file system' : 'permission denied'}"}`,
          ],
        },
      ],
      ready: '{"level":"info","ts":"%FT%T.%LZ","caller":"embed/serve.go:103","msg":"ready to serve client requests"}',
      ports: [
        // What speaks TLS to clients asks them for a certificate in its own protocol; to others the port is open.
        ...ports(settings, 'listen-client-urls', 'http://localhost:2379').map(({ port, loopback, tls }) => ({
          port,
          loopback,
          ...(tls ? {} : { http: HEALTHY }),
        })),
        ...ports(settings, 'listen-peer-urls', 'http://localhost:2380').map(({ port, loopback }) => ({
          port,
          loopback,
        })),
        ...metrics.map(({ port, loopback }) => ({ port, loopback, http: HEALTHY })),
      ],
      stop: {
        says: '{"level":"info","ts":"%FT%T.%LZ","caller":"osutil/interrupt_unix.go:64","msg":"received signal; shutting down"}',
      },
    }
  },
})

/** etcdctl: version, and whether its endpoints are there; keys and values are not simulated. */
function* etcdctl(sys: Sys): Task<number> {
  const args = sys.argv.slice(1)
  const given =
    args.find((arg) => /^--endpoints=/.test(arg))?.slice(12) ??
    (args.includes('--endpoints') ? args[args.indexOf('--endpoints') + 1] : undefined)
  const endpoints = (given ?? sys.env.get('ETCDCTL_ENDPOINTS') ?? '127.0.0.1:2379').split(',')
  const values = new Set(
    args.flatMap((arg, i) =>
      /^--(?:endpoints|cacert|cert|key|user|password|dial-timeout|command-timeout|write-out)$/.test(arg) || arg === '-w'
        ? [i + 1]
        : [],
    ),
  )
  const [command = '', what = ''] = args.filter((arg, i) => !arg.startsWith('-') && !values.has(i))
  const version = sys.env.get('ETCD_VERSION') ?? '3.5.21'
  if (command === 'version' || command === '--version') {
    yield* sys.stdout.write(`etcdctl version: ${version}\nAPI version: ${version.split('.').slice(0, 2).join('.')}\n`)
    return 0
  }
  if (command === '') {
    yield* sys.stdout.write('NAME:\n\tetcdctl - A simple command line client for etcd3.\n')
    return 0
  }
  let failed = false
  for (const endpoint of endpoints) {
    const [, host = '', port = '2379'] = /^(?:\w+:\/\/)?([^:/]+)(?::(\d+))?/.exec(endpoint) ?? []
    const there = (yield* sys.connect(host, Number(port), 5000)) === 'connected'
    failed ||= !there
    if (command === 'endpoint' && what === 'health') {
      if (there) yield* sys.stderr.write(`${endpoint} is healthy: successfully committed proposal: took = 1.2ms\n`)
      else yield* sys.stderr.write(`${endpoint} is unhealthy: failed to commit proposal: context deadline exceeded\n`)
    }
  }
  if (command === 'endpoint' && what === 'health') {
    if (failed) yield* sys.stderr.write('Error: unhealthy cluster\n')
    return failed ? 1 : 0
  }
  if (failed) {
    yield* sys.sleep(5000)
    yield* sys.stderr.write(
      '{"level":"warn","msg":"retrying of unary invoker failed","error":"rpc error: code = DeadlineExceeded desc = context deadline exceeded"}\nError: context deadline exceeded\n',
    )
    return 1
  }
  yield* sys.stderr.write(`etcdctl: not simulated: ${command}: keys, members and snapshots\n`)
  return 0
}

export const ETCD: Readonly<Record<string, Program>> = { etcd, etcdctl, etcdutl: etcdctl }

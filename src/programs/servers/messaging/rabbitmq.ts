import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { isGnu } from '../../tool.ts'
import { assignments } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import { handOver, leaveRoot } from '../config/entry-point.ts'
import { portIn } from '../config/settings.ts'
import { refused, startingIn } from '../daemon.ts'
import { header } from '../server-loop.ts'

const NOTICE = '%F %T.%L000+00:00 [notice] <0.45.0>'
const HOME = '/var/lib/rabbitmq'
const START_MS = 6000

/** Variables that the image knew up to 3.8: since then it says so and ends. */
// github.com/docker-library/rabbitmq (4.1): docker-entrypoint.sh
const DEPRECATED = [
  'RABBITMQ_VM_MEMORY_HIGH_WATERMARK',
  ...['CACERTFILE', 'CERTFILE', 'DEPTH', 'FAIL_IF_NO_PEER_CERT', 'KEYFILE', 'VERIFY'].flatMap((name) => [
    `RABBITMQ_SSL_${name}`,
    `RABBITMQ_MANAGEMENT_SSL_${name}`,
  ]),
]

const entry: Program = startingIn(START_MS, function* (sys): Task<number> {
  const argv = sys.argv.slice(1)
  if (!argv[0]?.startsWith('rabbitmq')) return yield* handOver(sys, argv)
  if (sys.uid === 0) {
    const failed = yield* leaveRoot(sys, {
      user: 'rabbitmq',
      by: isGnu(sys) ? 'gosu' : 'su-exec',
      owns: argv[0] === 'rabbitmq-server' ? [HOME] : [],
    })
    if (failed !== undefined) return failed
  }
  const old = DEPRECATED.filter((name) => sys.env.has(name))
  if (old.length > 0)
    return yield* refused(sys, [
      1,
      `${old.map((name) => `error: ${name} is set but deprecated`).join('\n')}\nerror: deprecated environment variables detected`,
    ])
  return yield* handOver(sys, argv)
})

const server: Program = configured({
  startMs: START_MS,
  env: {
    RABBITMQ_NODE_PORT: 'listeners.tcp.default',
    RABBITMQ_DEFAULT_USER: 'default_user',
    RABBITMQ_DEFAULT_PASS: 'default_pass',
    RABBITMQ_MANAGEMENT: 'management',
  },
  envFirst: true,
  file: () => ({ path: '/etc/rabbitmq/rabbitmq.conf', format: assignments }),
  run: (settings, sys) => {
    const cookie = sys.files.stat(`${HOME}/.erlang.cookie`)
    if (typeof cookie !== 'string' && (cookie.mode & 0o077) !== 0)
      return [1, `[error] Cookie file ${HOME}/.erlang.cookie must be accessible by owner only`]
    const port = portIn(settings.text('listeners.tcp.default') ?? settings.text('listeners.tcp.1')) ?? 5672
    const enabled = sys.files.read('/etc/rabbitmq/enabled_plugins')
    const management =
      settings.is('management') || (typeof enabled !== 'string' && /rabbitmq_management\b/.test(enabled.text))
    const user = `${settings.text('default_user') ?? 'guest'}:${settings.text('default_pass') ?? 'guest'}`
    return {
      startMs: START_MS,
      memoryMiB: 120,
      toStdout: true,
      says: `${NOTICE} Logging: switching to configured handler(s); following messages may not be visible in this log output`,
      writes: [
        {
          path: `${HOME}/mnesia`,
          cannot: (error) => [
            1,
            `[error] Failed to create the data directory ${HOME}/mnesia: ${error === 'EROFS' ? 'read-only file system' : 'permission denied'}`,
          ],
        },
        ...(typeof cookie === 'string'
          ? [
              {
                path: `${HOME}/.erlang.cookie`,
                text: 'COOKIE',
                mode: 0o400,
                cannot: () => [1, `[error] Failed to write the cookie file ${HOME}/.erlang.cookie`] as const,
              },
            ]
          : []),
      ],
      ready: '%F %T.%L000+00:00 [info] <0.9.0> Server startup complete; 4 plugins started.',
      ports: [
        { port: 4369 },
        { port },
        { port: port + 20_000 },
        { port: 15_692, http: { '*': 'ok\n' } },
        ...(management
          ? [
              {
                port: portIn(settings.text('management.tcp.port')) ?? 15_672,
                http: {
                  '/': 'RabbitMQ Management\n',
                  '*': (request: Parameters<typeof header>[0]) =>
                    header(request, 'authorization') === `Basic ${base64(user)}`
                      ? { status: 200, body: '{"status":"ok"}\n' }
                      : { status: 401, body: '{"error":"not_authorized","reason":"Not_Authorized"}\n' },
                },
              },
            ]
          : []),
      ],
      stop: { on: ['SIGTERM', 'SIGQUIT'], afterMs: 1500 },
    }
  },
})

function base64(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  let out = ''
  for (let i = 0; i < text.length; i += 3) {
    const [a = 0, b, c] = [
      text.charCodeAt(i),
      i + 1 < text.length ? text.charCodeAt(i + 1) : undefined,
      i + 2 < text.length ? text.charCodeAt(i + 2) : undefined,
    ]
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    out += [18, 12, 6, 0]
      .map((shift, at) => (at - 1 > 0 && [b, c][at - 2] === undefined ? '=' : alphabet[(bits >> shift) & 63]))
      .join('')
  }
  return out
}

/** EX_UNAVAILABLE. */
const UNAVAILABLE = 69

/** rabbitmq-diagnostics and rabbitmqctl ask the node over Erlang's distribution, 20000 above its port. */
function* tool(sys: Sys): Task<number> {
  const port = Number(sys.env.get('RABBITMQ_NODE_PORT') || 5672) + 20_000
  const quiet = sys.argv.some((arg) => /^(?:-q|--quiet|-s|--silent)$/.test(arg))
  const command = sys.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? ''
  const there = (yield* sys.connect('127.0.0.1', port, 5000)) === 'connected'
  if (!there) {
    yield* sys.stderr.write(
      `Error:\nunable to perform an operation on node 'rabbit@${sys.hostname}'. Please see diagnostics information and suggestions below.\n`,
    )
    return UNAVAILABLE
  }
  const said = new Map(
    Object.entries({
      ping: 'Ping succeeded',
      check_running: `RabbitMQ on node rabbit@${sys.hostname} is fully booted and running`,
      check_local_alarms: `Node rabbit@${sys.hostname} reported no local alarms`,
      check_port_connectivity: 'Testing TCP connections to all active listeners on node rabbit succeeded',
      status: 'Runtime\n\nOS PID: 1\nOS: Linux',
      await_startup: '',
      stop: '',
    }),
  )
  const text = said.get(command)
  if (text !== undefined) {
    if (text !== '' && (!quiet || command === 'ping' || command === 'status')) yield* sys.stdout.write(`${text}\n`)
    if (command === 'stop') sys.kill(1, 'SIGTERM')
    return 0
  }
  yield* sys.stderr.write(`not simulated: ${command}: queues, users and policies\n`)
  return 0
}

export const RABBITMQ: Readonly<Record<string, Program>> = {
  'rabbitmq-entrypoint': entry,
  'rabbitmq-server': server,
  'rabbitmq-diagnostics': tool,
}

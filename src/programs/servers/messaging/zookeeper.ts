import type { Connection } from '../../../engine/program-api/network.ts'
import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { assignments } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import { handOver, leaveRoot } from '../config/entry-point.ts'
import type { Settings } from '../config/settings.ts'
import { type Daemon, javaMemory, jvmStop, startingIn } from '../daemon.ts'

/** Four letters and an answer; since 3.5 only `srvr` is answered unless more are allowed. */
// zookeeper: server/command/FourLetterCommands.java
function fourLetters(allowed: string): (connection: Connection) => Task<void> {
  const list = allowed.split(',').map((word) => word.trim())
  return function* (connection) {
    const word = ((yield* connection.input.read()) ?? '').trim().slice(0, 4)
    const known = new Map(
      Object.entries({
        ruok: 'imok',
        srvr: 'Zookeeper version: 3.9.3\nMode: standalone\nNode count: 5\n',
        stat: 'Zookeeper version: 3.9.3\nClients:\n\nMode: standalone\nNode count: 5\n',
        mntr: 'zk_version\t3.9.3\nzk_server_state\tstandalone\n',
        conf: 'clientPort=2181\n',
        envi: 'Environment:\n',
        isro: 'rw',
      }),
    )
    const reply = known.get(word)
    if (reply !== undefined) {
      const may = list.includes('*') || list.includes(word)
      yield* connection.output.write(may ? reply : `${word} is not executed because it is not in the whitelist.\n`)
    }
    connection.close()
  }
}

function server(settings: Settings, allowed: string, admin: boolean): Daemon {
  const port = settings.number('clientPort') ?? 2181
  const servers = settings.names().filter((name) => /^server\.\d+$/.test(name))
  const directory = settings.text('dataDir') ?? '/data'
  return {
    startMs: 1000,
    memoryMiB: javaMemory(60, 'JVMFLAGS', 'ZK_SERVER_HEAP'),
    toStdout: true,
    says: 'ZooKeeper JMX enabled by default\nUsing config: /conf/zoo.cfg',
    writes: [
      {
        path: `${directory}/version-2`,
        cannot: () => [
          3,
          `%F %T,%L [myid:1] - ERROR [main:o.a.z.s.ZooKeeperServerMain@90] - Unable to access datadir, exiting abnormally: Unable to create data directory ${directory}/version-2`,
        ],
      },
    ],
    ready: `%F %T,%L [myid:1] - INFO  [main:o.a.z.s.NIOServerCnxnFactory@660] - binding to port 0.0.0.0/0.0.0.0:${port}`,
    ports: [
      { port, talks: fourLetters(allowed) },
      ...(servers.length > 1 ? [{ port: 2888 }, { port: 3888 }] : []),
      ...(admin
        ? [
            {
              port: settings.number('admin.serverPort') ?? 8080,
              http: { '/commands': 'ok\n', '/commands/ruok': '{"command":"ruok","error":null}\n', '*': 404 },
            },
          ]
        : []),
    ],
    stop: jvmStop(100),
  }
}

const zkServer: Program = configured({
  startMs: 1000,
  env: {
    ZOO_DATA_DIR: 'dataDir',
    ZOO_CLIENT_PORT: 'clientPort',
    ZOO_PORT_NUMBER: 'clientPort',
    ZOO_4LW_COMMANDS_WHITELIST: '4lw.commands.whitelist',
    ZOO_ADMINSERVER_ENABLED: 'admin.enableServer',
    ZOO_SERVERS: 'servers',
  },
  file: () => ({ path: '/conf/zoo.cfg', format: assignments }),
  run: (settings, sys, operands) => {
    if (operands[0] === 'status')
      return [0, 'ZooKeeper JMX enabled by default\nUsing config: /conf/zoo.cfg\nMode: standalone']
    return server(
      settings,
      settings.text('4lw.commands.whitelist') ?? (sys.env.get('ZK_VERSION')?.startsWith('3.4') ? '*' : 'srvr'),
      settings.text('admin.enableServer') !== 'false',
    )
  },
})

// github.com/31z4/zookeeper-docker (3.9): docker-entrypoint.sh
const entry: Program = startingIn(1000, function* (sys): Task<number> {
  const argv = sys.argv.slice(1)
  if (argv[0] === 'zkServer.sh') {
    const failed = yield* leaveRoot(sys, {
      user: 'zookeeper',
      by: 'gosu',
      owns: ['/data', '/datalog', '/logs', '/conf'],
      lenient: true,
    })
    if (failed !== undefined) return failed
  }
  return yield* handOver(sys, argv, '/docker-entrypoint.sh')
})

/** The documentation's own image: its flags become a zoo.cfg. */
// github.com/kubernetes/contrib: statefulsets/zookeeper/scripts/start-zookeeper, zookeeper-ready (1.0-3.4.10)
const startZookeeper: Program = configured({
  startMs: 1500,
  flags: {},
  run: (settings, sys) => {
    const ordinal = /-(\d+)$/.exec(sys.hostname)?.[1]
    if (ordinal === undefined && (settings.number('servers') ?? 1) > 1)
      return [1, 'Failed to parse name and ordinal of Pod']
    settings.add('clientPort', settings.text('client_port') ?? '2181')
    settings.add('dataDir', settings.text('data_dir') ?? '/var/lib/zookeeper/data')
    return server(settings, '*', false)
  },
})

function* ready(sys: Sys): Task<number> {
  const port = Number(sys.argv[1] ?? 2181)
  const connection = yield* sys.dial('127.0.0.1', port, 5000)
  if (typeof connection === 'string') return 1
  yield* connection.output.write('ruok')
  const answer = yield* connection.input.read()
  connection.close()
  return answer === 'imok' ? 0 : 1
}

function* client(sys: Sys): Task<number> {
  const at = sys.argv.indexOf('-server')
  const [host = 'localhost', port = '2181'] = (at < 0 ? 'localhost:2181' : (sys.argv[at + 1] ?? '')).split(':')
  if ((yield* sys.connect(host, Number(port), 5000)) !== 'connected') {
    yield* sys.stderr.write(`KeeperErrorCode = ConnectionLoss for /\n`)
    return 1
  }
  yield* sys.stderr.write('zkCli.sh: not simulated: what is kept under paths\n')
  return 0
}

export const ZOOKEEPER: Readonly<Record<string, Program>> = {
  zookeeper: zkServer,
  'zookeeper-entrypoint': entry,
  'start-zookeeper': startZookeeper,
  'zookeeper-ready': ready,
  zkcli: client,
}

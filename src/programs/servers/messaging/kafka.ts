import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { assignments } from '../config/config-text.ts'
import { settingsOf } from '../config/configured.ts'
import { Settings } from '../config/settings.ts'
import { javaMemory, jvmStop, refused, runDaemon, startingIn } from '../daemon.ts'

const START_MS = 4000

/** KAFKA_ADVERTISED_LISTENERS is advertised.listeners; Bitnami's images say KAFKA_CFG_…. */
function nameOf(variable: string): string | undefined {
  const [, rest] = /^KAFKA_(?:CFG_)?([A-Z0-9_]+)$/.exec(variable) ?? []
  return rest?.replaceAll('___', '-').replaceAll('__', '_').replace(/_/g, '.').toLowerCase()
}

/** `PLAINTEXT://:9092,CONTROLLER://:9093`. */
function portsOf(listeners: string): number[] {
  return listeners.split(',').flatMap((listener) => /:(\d+)\s*$/.exec(listener)?.slice(1).map(Number) ?? [])
}

/** About how long the image's script waits for a Zookeeper (KAFKA_CUB_ZK_TIMEOUT). */
const ZOOKEEPER_MS = 40_000

function kafka(confluent: boolean): Program {
  return startingIn(START_MS, function* (sys): Task<number> {
    const overrides = { assigns: ['--override'] }
    const file = sys.argv.slice(1).find((arg) => /\.properties$/.test(arg))
    const settings = settingsOf(sys, {
      flags: overrides,
      env: nameOf,
      run: () => [0, ''],
      ...(file ? { file: () => ({ path: file, format: assignments }) } : {}),
    })
    if (!(settings instanceof Settings)) return yield* refused(sys, settings)
    const problem = confluent ? missing(sys) : undefined
    if (problem !== undefined) return yield* refused(sys, [1, problem])
    const zookeeper = settings.text('zookeeper.connect')
    if (zookeeper !== undefined && !settings.has('process.roles')) {
      const [, host = '', port = '2181'] = /^([^:/,]+)(?::(\d+))?/.exec(zookeeper) ?? []
      if (!(yield* waitFor(sys, host, Number(port))))
        return yield* refused(sys, [
          1,
          `[%F %T,%L] ERROR Timed out waiting for connection to Zookeeper server [${zookeeper}].`,
        ])
    }
    const listeners = portsOf(
      settings.text('listeners') ?? settings.text('advertised.listeners') ?? 'PLAINTEXT://:9092,CONTROLLER://:9093',
    )
    const directory = (
      settings.text('log.dirs') ??
      settings.text('log.dir') ??
      (confluent ? '/var/lib/kafka/data' : '/tmp/kafka-logs')
    ).split(',')[0] as string
    return yield* runDaemon(sys, {
      startMs: START_MS,
      memoryMiB: javaMemory(300, 'KAFKA_HEAP_OPTS'),
      toStdout: true,
      says: `===> User\nuid=${sys.uid}(appuser) gid=${sys.gid}(appuser) groups=${sys.gid}(appuser)\n===> Configuring ...`,
      writes: [
        {
          path: directory,
          cannot: (error) => [
            1,
            `[%F %T,%L] ERROR Error while creating log directory ${directory}: ${error === 'EROFS' ? 'Read-only file system' : 'Permission denied'} (kafka.server.KafkaServer)`,
          ],
        },
      ],
      ready: `[%F %T,%L] INFO [KafkaRaftServer nodeId=${settings.text('node.id') ?? settings.text('broker.id') ?? 1}] Kafka Server started (kafka.server.KafkaRaftServer)`,
      ports: [...new Set(listeners)].map((port) => ({ port })),
      stop: jvmStop(1000),
    })
  })
}

function* waitFor(sys: Sys, host: string, port: number): Task<boolean> {
  for (const until = sys.now() + ZOOKEEPER_MS; sys.now() < until; yield* sys.sleep(2000))
    if ((yield* sys.connect(host, port, 2000)) === 'connected') return true
  return false
}

/** Confluent's images have no configuration of their own; a Service by the name of kafka gives them KAFKA_PORT, which they refuse. */
// github.com/confluentinc/kafka-images: kafka/include/etc/confluent/docker/configure
function missing(sys: Sys): string | undefined {
  const ensure = (name: string): string | undefined =>
    sys.env.get(name) ? undefined : `${name} is required.\nCommand [/usr/local/bin/dub ensure ${name}] FAILED !`
  const roles = sys.env.get('KAFKA_PROCESS_ROLES')
  if (roles === undefined) {
    const problem = ensure('KAFKA_ZOOKEEPER_CONNECT')
    if (problem !== undefined) return problem
  } else if (sys.env.get('CLUSTER_ID') === undefined) return ensure('CLUSTER_ID')
  if (roles === undefined || roles.includes('broker')) {
    const problem = ensure('KAFKA_ADVERTISED_LISTENERS')
    if (problem !== undefined) return problem
  }
  return sys.env.has('KAFKA_PORT') ? 'port is deprecated. Please use KAFKA_ADVERTISED_LISTENERS instead.' : undefined
}

/** kafka-topics.sh and its like: they find a broker or they do not. */
function* tool(sys: Sys): Task<number> {
  const at = sys.argv.findIndex((arg) => /^--(?:bootstrap-server|broker-list)$/.test(arg))
  const server =
    sys.argv.find((arg) => /^--bootstrap-server=/.test(arg))?.replace(/^[^=]*=/, '') ??
    sys.argv[at + 1] ??
    'localhost:9092'
  if (sys.argv.includes('--version')) {
    yield* sys.stdout.write('4.1.0\n')
    return 0
  }
  const [, host = 'localhost', port = '9092'] =
    /^([^:,]+)(?::(\d+))?/.exec(
      at < 0 && !sys.argv.some((arg) => arg.startsWith('--bootstrap-server=')) ? 'localhost:9092' : server,
    ) ?? []
  const until = sys.now() + 60_000
  while ((yield* sys.connect(host, Number(port), 2000)) !== 'connected') {
    yield* sys.stdout.write(
      `WARN [AdminClient clientId=adminclient-1] Connection to node -1 (${host}:${port}) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)\n`,
    )
    if (sys.now() >= until) {
      yield* sys.stderr.write('Error while executing command: Timed out waiting for a node assignment.\n')
      return 1
    }
    yield* sys.sleep(5000)
  }
  yield* sys.stderr.write('not simulated: topics and messages\n')
  return 0
}

export const KAFKA: Readonly<Record<string, Program>> = {
  kafka: kafka(false),
  'kafka-confluent': kafka(true),
  'kafka-tool': tool,
}

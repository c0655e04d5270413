import type { Program, Sys } from '../../engine/runtime/program.ts'
import { client } from './client.ts'
import { type Daemon, daemon, hasAny, javaMemory, jvmStop, type Refusal } from './daemon.ts'

const RABBIT = '%F %T.%L000+00:00 [notice] <0.45.0>'

const KAFKA: Daemon = {
  startMs: 4000,
  memoryMiB: javaMemory(300, 'KAFKA_HEAP_OPTS'),
  toStdout: true,
  says: '===> User\nuid=1000(appuser) gid=1000(appuser) groups=1000(appuser)\n===> Configuring ...',
  ready: '[%F %T,%L] INFO [KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)',
  ports: [{ port: 9092 }, { port: 9093 }],
  stop: jvmStop(1000),
}

/** Confluent's images have no configuration of their own. */
function kafkaNeeds(sys: Sys): Refusal | undefined {
  if (hasAny(sys, 'KAFKA_ZOOKEEPER_CONNECT KAFKA_PROCESS_ROLES')) return undefined
  return [
    1,
    'KAFKA_ZOOKEEPER_CONNECT is required.\nCommand [/usr/local/bin/dub ensure KAFKA_ZOOKEEPER_CONNECT] FAILED !',
  ]
}

const BOOTSTRAP_FAILED = 78

/** With a network address that others reach, Elasticsearch insists on what a single node on a laptop does without. */
function bootstrapChecks(sys: Sys): Refusal | undefined {
  const single = sys.env.get('discovery.type') === 'single-node' || sys.argv.includes('-Ediscovery.type=single-node')
  if (single) return undefined
  // The kernel's standard: nobody has told this node otherwise.
  const problems = ['max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]']
  if (!hasAny(sys, 'discovery.seed_hosts discovery.seed_providers cluster.initial_master_nodes')) {
    problems.push(
      'the default discovery settings are unsuitable for production use; at least one of [discovery.seed_hosts, discovery.seed_providers, cluster.initial_master_nodes] must be configured',
    )
  }
  const of = problems.length
  const list = problems.map((problem, i) => `bootstrap check failure [${i + 1}] of [${of}]: ${problem}`)
  return [BOOTSTRAP_FAILED, `ERROR: [${of}] bootstrap checks failed\n${list.join('\n')}`]
}

/** Since 7.11 the heap is half of what the container may have. */
function elasticHeap(sys: Sys): number {
  return javaMemory(sys.memoryLimit === undefined ? 1024 : sys.memoryLimit / 2 / 1024 ** 2, 'ES_JAVA_OPTS')(sys)
}

export const QUEUES: Readonly<Record<string, Program>> = {
  'rabbitmq-server': daemon({
    startMs: 6000,
    memoryMiB: 120,
    toStdout: true,
    says: `${RABBIT} Logging: switching to configured handler(s); following messages may not be visible in this log output`,
    ready: '%F %T.%L000+00:00 [info] <0.9.0> Server startup complete; 4 plugins started.',
    ports: [{ port: 4369 }, { port: 5672 }, { port: 15692, http: { '*': 'ok\n' } }, { port: 25672 }],
    stop: { afterMs: 1500 },
  }),
  'rabbitmq-diagnostics': client({
    port: 25672,
    alive: 'Ping succeeded',
    dead: 'Error:\nunable to perform an operation on node. Please see diagnostics information and suggestions below.',
    code: 69,
  }),
  kafka: daemon(KAFKA),
  'kafka-confluent': daemon({ ...KAFKA, refuses: kafkaNeeds }),
  zookeeper: daemon({
    startMs: 1000,
    memoryMiB: javaMemory(60, 'JVMFLAGS'),
    toStdout: true,
    says: 'ZooKeeper JMX enabled by default\nUsing config: /conf/zoo.cfg',
    ready: '%F %T,%L [myid:1] - INFO  [main:o.a.z.s.NIOServerCnxnFactory@660] - binding to port 0.0.0.0/0.0.0.0:2181',
    ports: [{ port: 2181 }, { port: 8080, http: { '/commands': 'ok\n', '*': 404 } }],
    stop: jvmStop(100),
  }),
  elasticsearch: daemon({
    refuses: bootstrapChecks,
    startMs: 15_000,
    memoryMiB: elasticHeap,
    toStdout: true,
    ready: '{"@timestamp":"%FT%T.%LZ", "log.level": "INFO", "message":"started", "process.thread.name":"main"}',
    ports: [
      { port: 9200, http: { '/': '{"tagline":"You Know, for Search"}\n', '/_cluster/health': '{"status":"green"}\n' } },
      { port: 9300 },
    ],
    stop: jvmStop(1500),
  }),
}

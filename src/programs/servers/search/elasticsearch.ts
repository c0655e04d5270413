import type { HttpRequest, HttpResponse } from '../../../engine/program-api/network.ts'
import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { readText } from '../../commands/system.ts'
import { indented } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import { leaveRoot } from '../config/entry-point.ts'
import { isLoopback, type Settings } from '../config/settings.ts'
import { type Daemon, javaMemory, jvmStop, type Refusal, startingIn } from '../daemon.ts'
import { header } from '../server-loop.ts'

const BOOTSTRAP_FAILED = 78
const MIB = 1024 ** 2

interface Product {
  readonly name: 'elasticsearch' | 'opensearch'
  readonly options: string
  readonly home: string
}

const ELASTIC: Product = { name: 'elasticsearch', options: 'ES_JAVA_OPTS', home: '/usr/share/elasticsearch' }
const OPEN: Product = { name: 'opensearch', options: 'OPENSEARCH_JAVA_OPTS', home: '/usr/share/opensearch' }

function versionOf(sys: Sys): number {
  return Number.parseFloat(sys.env.get('ELASTIC_VERSION') ?? sys.env.get('OPENSEARCH_VERSION') ?? '9')
}

/** Settings with dots in their names come from the environment as they are; ES_SETTING_… says the others. */
function fromVariable(variable: string): string | undefined {
  const [, rest] = /^ES_SETTING_([A-Z0-9_]+)$/.exec(variable) ?? []
  if (rest !== undefined) return rest.replaceAll('__', ' ').replaceAll('_', '.').replaceAll(' ', '_').toLowerCase()
  return /^[a-z0-9_]+(?:\.[a-z0-9_]+)+$/.test(variable) ? variable : undefined
}

function engine(product: Product): Program {
  return configured({
    startMs: 15_000,
    flags: { assigns: ['-E', '-D'] },
    env: fromVariable,
    file: () => ({ path: `${product.home}/config/${product.name}.yml`, format: indented }),
    run: (settings, sys) => describe(product, settings, sys),
  })
}

function describe(product: Product, settings: Settings, sys: Sys): Daemon | Refusal {
  const version = versionOf(sys)
  const elastic = product === ELASTIC
  if (sys.uid === 0 && (!elastic || version >= 5))
    return [1, `java.lang.RuntimeException: can not run ${product.name} as root`]
  const initial = sys.env.get('OPENSEARCH_INITIAL_ADMIN_PASSWORD')
  const secured = elastic
    ? version >= 8 && settings.text('xpack.security.enabled') !== 'false'
    : sys.env.get('DISABLE_SECURITY_PLUGIN') !== 'true' && settings.text('plugins.security.disabled') !== 'true'
  if (!elastic && secured && version >= 2.12 && !initial && sys.env.get('DISABLE_INSTALL_DEMO_CONFIG') !== 'true')
    return [
      1,
      'No custom admin password found. Please provide a password via the environment variable OPENSEARCH_INITIAL_ADMIN_PASSWORD.',
    ]
  const failed = elastic && version < 5 ? undefined : bootstrapChecks(sys, settings)
  if (failed) return failed
  const port = settings.number('http.port') ?? 9200
  // Elasticsearch's own security has certificates of its own; what is switched on by hand has the scheme that it is given.
  const tls =
    secured &&
    settings.text('xpack.security.http.ssl.enabled') !== 'false' &&
    settings.text('plugins.security.ssl.http.enabled') !== 'false'
  const guard = secured && (elastic || settings.text('plugins.security.disabled') !== 'true')
  const answers =
    (body: string) =>
    (request: HttpRequest): HttpResponse => {
      if (!guard || header(request, 'authorization') !== undefined) return { status: 200, body }
      return {
        status: 401,
        body: elastic
          ? '{"error":{"type":"security_exception","reason":"missing authentication credentials for REST request"},"status":401}\n'
          : 'Unauthorized',
      }
    }
  const data = settings.text('path.data') ?? `${product.home}/data`
  return {
    startMs: version < 5 ? 5000 : 15_000,
    memoryMiB: heap(product, version),
    toStdout: true,
    writes: [
      {
        path: data,
        cannot: () => [
          1,
          `java.lang.IllegalStateException: failed to obtain node locks, tried [${data}]; maybe these locations are not writable or multiple nodes were started on the same data path?`,
        ],
      },
    ],
    ready:
      version < 7
        ? '[%FT%T,%L][INFO ][node] [node-1] started'
        : '{"@timestamp":"%FT%T.%LZ", "log.level": "INFO", "message":"started", "process.thread.name":"main"}',
    ports: [
      {
        port,
        tls,
        loopback: isLoopback(settings.text('http.host') ?? settings.text('network.host')),
        http: {
          '/': answers('{"tagline":"You Know, for Search"}\n'),
          '/_cluster/health': answers('{"status":"green"}\n'),
          '/_cat/nodes': answers('127.0.0.1\n'),
          '/_cat/health': answers('green\n'),
        },
      },
      { port: settings.number('transport.port') ?? settings.number('transport.tcp.port') ?? 9300 },
    ],
    stop: jvmStop(1500),
  }
}

/** With a network address that others reach, it insists on what a single node on a laptop does without. */
// elasticsearch: bootstrap/BootstrapChecks.java (since 5.0)
function bootstrapChecks(sys: Sys, settings: Settings): Refusal | undefined {
  if (settings.text('discovery.type') === 'single-node' || isLoopback(settings.text('network.host'))) return undefined
  const areas = Number(readText(sys, '/proc/sys/vm/max_map_count').trim()) || 65_530
  const problems: string[] = []
  if (areas < 262_144 && settings.text('node.store.allow_mmap') !== 'false')
    problems.push(`max virtual memory areas vm.max_map_count [${areas}] is too low, increase to at least [262144]`)
  const known = [
    'discovery.seed_hosts',
    'discovery.seed_providers',
    'cluster.initial_master_nodes',
    'cluster.initial_cluster_manager_nodes',
  ]
  if (versionOf(sys) >= 7 && !known.some((name) => settings.has(name)))
    problems.push(
      'the default discovery settings are unsuitable for production use; at least one of [discovery.seed_hosts, discovery.seed_providers, cluster.initial_master_nodes] must be configured',
    )
  if (problems.length === 0) return undefined
  const of = problems.length
  const list = problems.map((problem, i) => `bootstrap check failure [${i + 1}] of [${of}]: ${problem}`)
  return [BOOTSTRAP_FAILED, `ERROR: [${of}] bootstrap checks failed\n${list.join('\n')}`]
}

/** Since 7.11 the heap is half of what the container may have; before, 1 GiB (2 GiB in 5). It is touched as it starts. */
// elasticsearch: distribution/tools/launchers, jvm.options
function heap(product: Product, version: number): (sys: Sys) => number {
  return (sys) => {
    const usual =
      product === ELASTIC && version < 5
        ? 300
        : product === OPEN || version < 7.11
          ? version >= 5 && version < 6
            ? 2048
            : 1024
          : sys.memoryLimit === undefined
            ? 1024
            : sys.memoryLimit / 2 / MIB
    return javaMemory(usual, product.options, 'ES_HEAP_SIZE')(sys)
  }
}

/** Up to 5 the entry point was root's, and left it. */
function entry(server: Program): Program {
  return startingIn(15_000, function* (sys): Task<number> {
    if (versionOf(sys) < 8) {
      const failed = yield* leaveRoot(sys, {
        user: 'elasticsearch',
        by: 'gosu',
        owns: ['/usr/share/elasticsearch/data'],
      })
      if (failed !== undefined) return failed
    }
    return yield* server(sys)
  })
}

/** Kibana asks its Elasticsearch, and says that it is not there as long as it is not. */
const kibana: Program = configured({
  startMs: 20_000,
  env: {
    ELASTICSEARCH_HOSTS: 'elasticsearch.hosts',
    ELASTICSEARCH_URL: 'elasticsearch.hosts',
    SERVER_PORT: 'server.port',
    SERVER_HOST: 'server.host',
    OPENSEARCH_HOSTS: 'elasticsearch.hosts',
  },
  file: () => ({ path: '/usr/share/kibana/config/kibana.yml', format: indented }),
  run: (settings, sys) => {
    const [, host = 'elasticsearch', port = '9200'] =
      /^\[?"?\w+:\/\/([^:/"]+)(?::(\d+))?/.exec(settings.text('elasticsearch.hosts') ?? '') ?? []
    let there = false
    const look = function* (): Task<void> {
      for (; !there; yield* sys.sleep(2500)) there = (yield* sys.connect(host, Number(port), 2000)) === 'connected'
    }
    sys.thread(look())
    const status = (): HttpResponse =>
      there
        ? { status: 200, body: '{"status":{"overall":{"level":"available"}}}\n' }
        : { status: 503, body: 'Kibana server is not ready yet\n' }
    return {
      startMs: 20_000,
      memoryMiB: 450,
      toStdout: true,
      ready: '[%FT%T.%L+00:00][INFO ][http.server.Kibana] http server running at http://0.0.0.0:5601',
      ports: [
        {
          port: settings.number('server.port') ?? 5601,
          loopback: isLoopback(settings.text('server.host')),
          http: { '/api/status': status, '/login': status, '*': () => (there ? { status: 302 } : status()) },
        },
      ],
    }
  },
})

export const SEARCH: Readonly<Record<string, Program>> = {
  elasticsearch: entry(engine(ELASTIC)),
  opensearch: engine(OPEN),
  kibana,
}

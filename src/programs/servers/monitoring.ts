import type { Program } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { notSimulated } from '../commands/launchers.ts'
import { readText } from '../commands/system.ts'
import { program } from '../tool.ts'
import { indented, sections } from './config/config-text.ts'
import { configured } from './config/configured.ts'
import { isLoopback, portIn } from './config/settings.ts'
import { type Daemon, daemon, GO, type Routes, runDaemon, say } from './daemon.ts'
import { noConfig, storage, unknownFlag } from './monitoring-flags.ts'

const METRICS = '# HELP up Whether it is up.\n# TYPE up gauge\nup 1\n'

const EXPORTER: Daemon = {
  memoryMiB: 10,
  ports: [
    { port: 9113, flag: /-web\.listen-address[= ]\S*?:(\d+)/, http: { '/metrics': METRICS, '/': 'NGINX Exporter\n' } },
  ],
  says: '%Y/%m/%d %T Starting NGINX Prometheus Exporter',
  ready: '%Y/%m/%d %T NGINX Prometheus Exporter has successfully started',
}

/** nginx-prometheus-exporter: without an nginx that answers at its address it ends, unless it is told to try again. */
function* nginxExporter(sys: Parameters<Program>[0]): Task<number> {
  const option = (name: string): string | undefined =>
    new RegExp(`-nginx\\.${name}[= ](\\S+)`).exec(sys.argv.join(' '))?.[1]
  const uri = option('scrape-uri') ?? 'http://127.0.0.1:8080/stub_status'
  const [, host = '', port = '80', path = '/'] = /^https?:\/\/([^:/]+)(?::(\d+))?(\/.*)?$/.exec(uri) ?? []
  for (let left = Number(option('retries') ?? 0); ; left--) {
    const request = { method: 'GET', path, headers: {}, body: '' }
    const outcome = yield* sys.request(host, Number(port), request, 5000)
    if (outcome.kind === 'response' && outcome.response.status === 200) return yield* runDaemon(sys, EXPORTER)
    const got =
      outcome.kind === 'response' ? `expected 200 response, got ${outcome.response.status}` : 'connection refused'
    if (left > 0) {
      yield* sys.sleep(5000)
      continue
    }
    yield* say(sys, `%Y/%m/%d %T Could not create Nginx Client: failed to get ${uri}: ${got}`)
    return 1
  }
}

const PROM = 'time=%FT%T.%LZ level=INFO'

/** A member of the Prometheus family: one address, flags with dots, SIGHUP to read its file again. */
function family(
  name: string,
  port: number,
  more: {
    readonly known: RegExp
    readonly config?: string
    readonly store?: readonly [flag: string, usual: string, file: string]
    readonly routes: Routes
    readonly memoryMiB: number
    readonly startMs?: number
    readonly daemon?: Partial<Daemon>
  },
): Program {
  return configured({
    ...(more.startMs === undefined ? {} : { startMs: more.startMs }),
    flags: {
      switches:
        'web.enable-lifecycle web.enable-admin-api web.enable-remote-write-receiver web.enable-otlp-receiver agent h help version',
    },
    run: (settings, sys) => {
      if (settings.has('version')) return [0, `${name}, version 3.6.0`]
      const code = name === 'prometheus' ? 2 : 1
      const refusal = unknownFlag(settings, name, more.known, code)
      const path = settings.text('config.file') ?? more.config
      const missing = path === undefined ? undefined : noConfig(sys, path, code)
      if (refusal ?? missing) return (refusal ?? missing) as NonNullable<typeof refusal>
      const address = settings.text('web.listen-address')
      const at = portIn(address) ?? port
      const prefix = (
        settings.text('web.route-prefix') ??
        /^\w+:\/\/[^/]+(\/.*)?$/.exec(settings.text('web.external-url') ?? '')?.[1] ??
        ''
      ).replace(/\/$/, '')
      const reload = settings.has('web.enable-lifecycle') ? 200 : 403
      const routes = Object.fromEntries(
        Object.entries({ ...more.routes, '/-/reload': reload }).map(([route, answer]) => [
          route === '*' ? route : prefix + route,
          answer,
        ]),
      )
      const [flag, usual, file] = more.store ?? []
      return {
        ...(more.startMs === undefined ? {} : { startMs: more.startMs }),
        memoryMiB: more.memoryMiB,
        says: `${PROM} source=main.go msg="Starting ${name}"`,
        ready: `${PROM} source=tls_config.go msg="Listening on" address=[::]:${at}`,
        ...(flag !== undefined && usual !== undefined && file !== undefined
          ? { writes: storage(sys, settings.text(flag) ?? usual, file, code) }
          : {}),
        ports: [{ port: at, loopback: isLoopback(address), http: routes }],
        hears: { SIGHUP: `${PROM} source=main.go msg="Loading configuration file" filename=${path ?? ''}` },
        stop: { says: `${PROM} source=main.go msg="See you next time!"` },
        ...more.daemon,
      }
    },
  })
}

/** GF_SECTION_NAME is the setting `name` of the section; without a section it is none. */
function grafanaName(variable: string): string | undefined {
  const [, section, name] = /^GF_([A-Z]+)_([A-Z0-9_]+)$/.exec(variable) ?? []
  return section === undefined || name === undefined ? undefined : `${section}.${name}`.toLowerCase()
}

// github.com/grafana/grafana: packaging/docker/run.sh (12)
const grafana = configured({
  startMs: 4000,
  env: grafanaName,
  envFirst: true,
  file: () => ({ path: '/etc/grafana/grafana.ini', format: sections }),
  run: (settings) => {
    const data = settings.text('paths.data') ?? '/var/lib/grafana'
    const port = settings.number('server.http_port') ?? 3000
    const ok: Routes = { '/api/health': '{"database":"ok"}\n', '/login': 'Grafana\n', '/metrics': METRICS, '*': 302 }
    return {
      startMs: 4000,
      memoryMiB: 90,
      toStdout: true,
      writes: [
        {
          path: `${data}/plugins`,
          cannot: (error) => [
            1,
            `GF_PATHS_DATA='${data}' is not writable.\nYou may have issues with file permissions, more information here: http://docs.grafana.org/installation/docker/#migrate-to-v51-or-later\nmkdir: can't create directory '${data}/plugins': ${error === 'EROFS' ? 'Read-only file system' : 'Permission denied'}`,
          ],
        },
      ],
      says: 'logger=settings t=%FT%T.%LZ level=info msg="Starting Grafana"',
      ready: `logger=http.server t=%FT%T.%LZ level=info msg="HTTP Server Listen" address=[::]:${port} protocol=http`,
      ports: [{ port, loopback: isLoopback(settings.text('server.http_addr')), http: ok }],
    }
  },
})

/** Its ingester says that it is not ready for 15 s after it is. */
// grafana/loki: pkg/ingester, the ring's MinReadyDuration
const loki = configured({
  startMs: 1500,
  flags: { oneDash: true },
  file: (settings) => {
    const path = settings.text('config.file')
    return path === undefined
      ? undefined
      : { path, format: indented, missing: () => [1, `failed parsing config: open ${path}: no such file or directory`] }
  },
  run: (settings) => {
    const directory = settings.text('common.path_prefix') ?? '/loki'
    return {
      startMs: 1500,
      memoryMiB: 80,
      writes: [
        {
          path: directory,
          cannot: () => [
            1,
            `level=error ts=%FT%T.%LZ caller=log.go:230 msg="error running loki" err="mkdir ${directory}: permission denied\nerror initialising module: store"`,
          ],
        },
      ],
      ready: 'level=info ts=%FT%T.%LZ caller=loki.go:505 msg="Loki started"',
      ports: [
        {
          port: settings.number('server.http_listen_port') ?? settings.number('server.http-listen-port') ?? 3100,
          http: {
            '/ready': (_request, _sys, age) =>
              age < 16_500
                ? { status: 503, body: 'Ingester not ready: waiting for 15s after being ready\n' }
                : { status: 200, body: 'ready\n' },
            '/metrics': METRICS,
          },
        },
        { port: settings.number('server.grpc_listen_port') ?? 9095 },
      ],
    }
  },
})

/** Fluent Bit answers over HTTP where its [SERVICE] says so. */
const fluentBit = configured({
  flags: { letters: { c: 'config' } },
  run: (settings, sys) => {
    const service = readText(sys, settings.text('config') ?? '/fluent-bit/etc/fluent-bit.conf')
    const http = /^\s*http_server[\s:]+(?:on|true)/im.test(service)
    const port = Number(/^\s*http_port[\s:]+["']?(\d+)/im.exec(service)?.[1] ?? 2020)
    const grace = Number(/^\s*grace[\s:]+(\d+)/im.exec(service)?.[1] ?? 5)
    return {
      memoryMiB: 15,
      says: '[%Y/%m/%d %T] [ info] [fluent bit] started',
      ports: http
        ? [
            {
              port,
              http: { '/': '{"fluent-bit":{}}', '/api/v1/health': 'ok\n', '/api/v1/metrics/prometheus': METRICS },
            },
          ]
        : [],
      hears: { SIGHUP: '[engine] caught signal (SIGHUP)' },
      // Its grace: what is buffered has so long to go out.
      stop: { afterMs: grace * 1000, says: '[engine] caught signal (SIGTERM)' },
    }
  },
})

/** The collector listens where its receivers and extensions say. */
const otelCollector = configured({
  startMs: 500,
  run: (settings, sys) => {
    const path = settings.text('config')?.replace(/^file:/, '') ?? '/etc/otelcol/config.yaml'
    const file = sys.files.read(path)
    if (typeof file === 'string')
      return [
        1,
        `Error: failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unable to read the file file:${path}: open ${path}: no such file or directory\n%Y/%m/%d %T collector server run finished with error`,
      ]
    const config = indented(file.text)
    const named = (name: RegExp): number[] =>
      config
        .names()
        .filter((each) => name.test(each))
        .flatMap((each) => portIn(config.text(each)) ?? [])
    const otlp = /^\s*otlp(?:\/\S+)?:/m.test(file.text)
    const ports = [
      ...named(/^receivers\..*endpoint$/),
      ...(otlp && named(/^receivers\.otlp.*endpoint$/).length === 0 ? [4317, 4318] : []),
    ]
    const health = /^\s*health_check:/m.test(file.text)
      ? [...named(/^extensions\.health_check.*endpoint$/), 13_133].slice(0, 1)
      : []
    return {
      startMs: 500,
      memoryMiB: 60,
      ready:
        '%FT%T.%LZ\tinfo\tservice@v0.135.0/service.go:245\tEverything is ready. Begin running and processing data.',
      ports: [
        ...[...new Set(ports)].map((port) => ({ port })),
        ...health.map((port) => ({ port, http: { '*': '{"status":"Server available"}' } })),
        { port: 8888, loopback: true, http: { '/metrics': METRICS } },
      ],
    }
  },
})

export const MONITORING: Readonly<Record<string, Program>> = {
  prometheus: family('prometheus', 9090, {
    startMs: 300,
    memoryMiB: 50,
    // prometheus: cmd/prometheus/main.go (3.x)
    known:
      /^(?:config|web|storage|rules|alertmanager|query|enable-feature|log|auto-gomaxprocs|auto-gomemlimit|scrape|agent|server|help|version|h)(?:\.|$|[-a-z])/,
    config: 'prometheus.yml',
    store: ['storage.tsdb.path', 'data/', 'queries.active'],
    routes: {
      '/-/healthy': 'Prometheus Server is Healthy.\n',
      '/-/ready': 'Prometheus Server is Ready.\n',
      '/metrics': METRICS,
      '/api/v1/query': '{"status":"success","data":{"resultType":"vector","result":[]}}',
      '/query': 'Prometheus\n',
      '/': 302,
    },
    daemon: { ready: `${PROM} source=main.go msg="Server is ready to receive web requests."` },
  }),
  alertmanager: family('alertmanager', 9093, {
    memoryMiB: 20,
    known: /^(?:config|web|storage|data|alerts|cluster|log|enable-feature|help|version)(?:\.|$|-)/,
    config: 'alertmanager.yml',
    store: ['storage.path', 'data', 'nflog'],
    routes: {
      '/-/healthy': 'OK',
      '/-/ready': 'OK',
      '/metrics': METRICS,
      '/api/v2/status': '{}',
      '/': 'Alertmanager\n',
    },
  }),
  pushgateway: family('pushgateway', 9091, {
    memoryMiB: 12,
    known: /^(?:web|persistence|push|log|help|version)(?:\.|$|-)/,
    routes: { '/-/healthy': 'OK', '/-/ready': 'OK', '/metrics': METRICS, '*': 202 },
  }),
  node_exporter: family('node_exporter', 9100, {
    memoryMiB: 12,
    known: /^(?:web|path|collector|no-collector|log|runtime|help|version)(?:\.|$)/,
    routes: { '/metrics': METRICS, '/': 'Node Exporter\n' },
    daemon: { stop: GO, hears: {} },
  }),
  'nginx-prometheus-exporter': nginxExporter,
  promtool: program(notSimulated('what a configuration or a query means')),
  amtool: program(notSimulated('alerts and silences')),
  grafana,
  loki,
  'fluent-bit': fluentBit,
  'otel-collector': otelCollector,
  jaeger: daemon({
    startMs: 500,
    memoryMiB: 30,
    ready: '{"level":"info","ts":%s,"msg":"Everything is ready. Begin running and processing data."}',
    // jaegertracing.io/docs: deployment, ports of all-in-one
    ports: [
      { port: 16_686, http: { '*': 'Jaeger UI\n' } },
      { port: 14_269, http: { '/': '{"status":"Server available"}', '/metrics': METRICS } },
      { port: 14_268, http: { '/api/traces': 202 } },
      { port: 14_250 },
      { port: 4317 },
      { port: 4318 },
      { port: 9411, http: { '*': 202 } },
      { port: 5778, http: { '*': '{}' } },
    ],
  }),
  fluentd: configured({
    startMs: 1500,
    run: (_, sys) => {
      const config = readText(sys, `/fluentd/etc/${sys.env.get('FLUENTD_CONF') ?? 'fluent.conf'}`)
      const said = [...config.matchAll(/^\s*port\s+(\d+)/gm)].map(([, port]) => Number(port))
      return {
        startMs: 1500,
        memoryMiB: 60,
        toStdout: true,
        says: '%F %T +0000 [info]: parsing config file is succeeded path="/fluentd/etc/fluent.conf"',
        ready: '%F %T +0000 [info]: #0 fluentd worker is now running worker=0',
        ports: (config === '' ? [24_224] : said).map((port) => ({ port })),
        hears: { SIGUSR1: '', SIGHUP: '%F %T +0000 [info]: restarting', SIGUSR2: '' },
        stop: { afterMs: 1000, says: '%F %T +0000 [info]: Received graceful stop' },
      }
    },
  }),
  filebeat: daemon({
    memoryMiB: 50,
    says: '{"log.level":"info","@timestamp":"%FT%T.%LZ","message":"filebeat start running."}',
    stop: { says: '{"log.level":"info","@timestamp":"%FT%T.%LZ","message":"filebeat stopped."}' },
  }),
}
